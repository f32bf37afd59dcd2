"""Choosing a language, and the pages that say how this site treats its readers."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from peckham.interfaces.pages import languages
from peckham.interfaces.pages.posting import SeeOther, reads
from peckham.interfaces.pages.rendering import page

LANGUAGE_KEPT_SECONDS = 365 * 24 * 60 * 60


def language(request: HttpRequest) -> HttpResponse:
    """Choose the language of these pages; the choice is kept in a cookie, which names no one."""
    approved = languages.approved()
    if request.method == "POST":
        choice = languages.choose(request.POST.get("language"), approved)
        response = SeeOther("/")
        response.set_cookie(
            languages.COOKIE,
            choice.chosen.code,
            max_age=LANGUAGE_KEPT_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
        return response
    return page(request, "residents/language.jinja", {"shown_codes": ["en", *approved]})


@reads
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how well this site can be used by everybody, and what is not right yet."""
    return page(request, "residents/accessibility.jinja")


@reads
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept, for how long, and who looks."""
    return page(request, "residents/privacy.jinja")


@reads
def cookies(request: HttpRequest) -> HttpResponse:
    """Name the cookies; all of them are needed."""
    names = {"session": settings.SESSION_COOKIE_NAME, "form": settings.CSRF_COOKIE_NAME}
    return page(request, "residents/cookies.jinja", {"names": names})
