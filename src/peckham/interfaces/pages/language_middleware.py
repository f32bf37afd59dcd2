"""Sets the page's language from the resident's own choice, never from a guess."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from peckham.interfaces.pages import languages


class LanguageMiddleware:
    """Puts `request.language` on every request and activates what may be shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        choice = languages.choose(request.COOKIES.get(languages.COOKIE), languages.approved())
        request.language = choice  # type: ignore[attr-defined]
        with translation.override(choice.shown.code):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", choice.shown.code)
        return response
