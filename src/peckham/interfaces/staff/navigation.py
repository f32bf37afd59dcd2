"""The verbs of the header: only what exists, and only what a role may use."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Verb:
    """One entry of the navigation.

    Args:
        page: Name of the page it leads to.
        words: What it says, and what that page's title says.
        roles: Who sees it.
    """

    page: str
    words: str | Promise
    roles: frozenset[str]


_AT_THE_DOOR = frozenset({"navigator", "clinician", "manager"})
_WITH_WORK = frozenset({"navigator", "clinician", "service_member", "manager"})

VERBS = (
    Verb("staff:door", _("Door"), _AT_THE_DOOR),
    Verb("staff:my_work", _("My work"), _WITH_WORK),
    Verb("staff:people", _("People"), _WITH_WORK),
    Verb("staff:hub_today", _("Hub today"), frozenset({"navigator", "manager"})),
)

_LANDS_ON = {
    "navigator": "staff:door",
    "clinician": "staff:my_work",
    "service_member": "staff:my_work",
    "manager": "staff:hub_today",
}


def verbs_of(role: str) -> tuple[Verb, ...]:
    """List what a role may use, in order.

    >>> [verb.page for verb in verbs_of("service_member")]
    ['staff:my_work', 'staff:people']
    """
    return tuple(verb for verb in VERBS if role in verb.roles)


def may_use(page: str, role: str) -> bool:
    """Say whether a role may use a page of the navigation."""
    return any(verb.page == page and role in verb.roles for verb in VERBS)


def lands_on(role: str) -> str:
    """Give the name of the page on which a role's day starts."""
    return _LANDS_ON.get(role, "staff:acting_in")
