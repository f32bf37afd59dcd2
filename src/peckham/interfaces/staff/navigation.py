"""The verbs of the header: only what exists, and only what the reader may use."""

from collections.abc import Set
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peckham.organisations import api as organisations


@dataclass(frozen=True, slots=True)
class Verb:
    """One entry of the navigation.

    Args:
        page: Name of the page it leads to.
        words: What it says, and what that page's title says.
        permission: What one has to be allowed to see it, of data/permissions.toml.
    """

    page: str
    words: str | Promise
    permission: str

    def __post_init__(self) -> None:
        """A permission that nobody can have would hide a page without a word."""
        if self.permission not in organisations.roles.catalogue():
            raise LookupError(f"{self.permission} is not in data/permissions.toml.")


VERBS = (
    Verb("staff:door", _("Door"), "take_requests"),
    Verb("staff:my_work", _("My work"), "work_on_requests"),
    Verb("staff:complaints", _("Complaints"), "handle_complaints"),
    Verb("staff:travel_claims", _("Travel claims"), "handle_travel_claims"),
    Verb("staff:people", _("People"), "search_people"),
    Verb("staff:hub_today", _("Hub today"), "see_hub_today"),
    Verb("staff:places", _("Places"), "plan_places"),
    Verb("staff:growth", _("Growth"), "plan_places"),
    Verb("staff:contracts", _("Contracts"), "read_contracts"),
    Verb("staff:integrators", _("Integrators"), "read_contracts"),
    Verb("staff:money", _("Money"), "read_ledger"),
    Verb("staff:practice", _("Our practice"), "decide_participation"),
    Verb("staff:work_moved", _("Work moved to practices"), "record_decisions"),
    Verb("staff:admin", _("People who work here"), "manage_accounts"),
    Verb("staff:admin_permissions", _("What roles may do"), "manage_permissions"),
    Verb("staff:staff_changes", _("Changes to who works here"), "see_staff_changes"),
    Verb("staff:break_glass_reviews", _("Break-glass to review"), "review_break_glass"),
    Verb("staff:agreements", _("Agreements"), "read_agreements"),
    Verb("staff:register", _("Register of flows"), "read_agreements"),
    Verb("staff:looks", _("Looks by our staff"), "read_the_log"),
    Verb("staff:runs", _("Runs without names"), "govern_runs"),
)

_LANDS_ON = {
    "navigator": "staff:door",
    "clinician": "staff:my_work",
    "service_member": "staff:my_work",
    "manager": "staff:hub_today",
    "administrator": "staff:admin",
    "governance_lead": "staff:agreements",
    "planner": "staff:places",
    "commissioner": "staff:contracts",
    "contract_manager": "staff:contracts",
    "practice_signatory": "staff:practice",
    "complaints_manager": "staff:complaints",
    "finance_officer": "staff:money",
}


def verbs_of(permitted: Set[str]) -> tuple[Verb, ...]:
    """List what whoever has these permissions may use, in order.

    >>> [verb.page for verb in verbs_of({"search_people", "work_on_requests"})]
    ['staff:my_work', 'staff:people']
    """
    return tuple(verb for verb in VERBS if verb.permission in permitted)


def may_use(page: str, permitted: Set[str]) -> bool:
    """Say whether whoever has these permissions may use a page of the navigation."""
    return any(verb.page == page and verb.permission in permitted for verb in VERBS)


def lands_on(role: str) -> str:
    """Give the name of the page on which a role's day starts."""
    return _LANDS_ON.get(role, "staff:acting_in")
