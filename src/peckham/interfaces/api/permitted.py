"""Who asks, and whether they may: the scope that the middleware opened, and its permissions."""

from django.http import HttpRequest

from peckham.infra.scope import Scope
from peckham.kernel import Refused
from peckham.organisations import api as organisations


class NotInThisRole(Refused):
    """The role, organisation and team in which you act do not include this."""


def scope_of(request: HttpRequest) -> Scope:
    """Give the scope that the middleware opened."""
    return request.scope  # type: ignore[attr-defined]


def check_may(request: HttpRequest, permission: str) -> None:
    """Refuse whoever may not.

    Raises:
        NotInThisRole: If the permission is not among the reader's.
    """
    if permission not in organisations.roles.permitted(scope_of(request)):
        raise NotInThisRole(
            "The role in which you act does not include this.",
            remedy="Act in another of your teams, or ask who looks after accounts.",
            who="administrator",
        )
