"""Rendering a staff page: the shared page, and the header's organisation, role and purpose."""

from collections.abc import Callable, Mapping, Set
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from peckham.interfaces.pages.rendering import page
from peckham.interfaces.staff import words
from peckham.interfaces.staff.acting import acting, may, scope_of
from peckham.interfaces.staff.navigation import may_use, verbs_of
from peckham.organisations import api as organisations
from peckham.sharing import api as sharing

View = Callable[..., HttpResponse]


def staff_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Render a page of the staff site inside the scope."""
    reader = acting(request)
    shell = {
        "acting": reader,
        "said": words,
        "verbs": verbs_of(reader.permissions) if reader else (),
        "waiting_counts": _waiting_counts(reader.permissions) if reader else {},
        "here": request.resolver_match.view_name if request.resolver_match else "",
    }
    return page(request, template, {**shell, **(context or {})}, status=status)


def _waiting_counts(permitted: Set[str]) -> dict[str, int]:
    """Give what waits for the reader, by page: the only notice there is until e-mail is sent."""
    if "review_break_glass" not in permitted:
        return {}
    return {"staff:break_glass_reviews": sharing.emergencies.emergencies_waiting()}


def for_verb(name: str) -> Callable[[View], View]:
    """Mark a view as part of a verb of the navigation: whoever may not use the verb is refused."""

    def mark(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not may_use(name, organisations.roles.permitted(scope_of(request))):
                raise PermissionDenied(name)
            return view(request, *args, **kwargs)

        return answer

    return mark


def for_permission(permission: str) -> Callable[[View], View]:
    """Mark a view that needs a permission; in every other team and role it is refused."""

    def mark(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not may(request, permission):
                raise PermissionDenied(permission)
            return view(request, *args, **kwargs)

        return answer

    return mark
