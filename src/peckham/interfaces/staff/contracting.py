"""A contract as its pages show it: words for codes, the day asked for, and what is covered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peckham.contracts.api import heads
from peckham.interfaces.staff.acting import scope_of
from peckham.kernel.london import day_of

views = heads.views
SECTION = "staff:contracts"

type Words = Mapping[str, str | Promise]
GATES: Words = {
    "approved": _("Approved"),
    "procuring": _("Selection begun"),
    "preferred": _("Bidder preferred"),
    "awarded": _("Awarded"),
    "signed": _("Signed"),
    "live": _("Live"),
}
STANDS: Words = {
    "draft": _("Draft"),
    **GATES,
    "suspended": _("Suspended"),
    "terminated": _("Terminated"),
    "expired": _("Expired"),
}
PARTS: Words = {
    "terms": _("Term and value"),
    "commissioners": _("Commissioners"),
    "people": _("People covered"),
    "scope": _("Services"),
    "outcomes": _("Outcomes"),
}
RELATIONS: Words = {
    "layered": _("It lies beside GMS contracts."),
    "replaces": _("It replaces GMS contracts."),
    "itself": _("It is a core contract itself."),
    "unknown": _("Not known: nobody has said whether it lies upon GMS or replaces it."),
}
STATUSES: Words = {"in": _("In"), "optional": _("Optional"), "out": _("Out")}
MODES: Words = {
    "own": _("By the holder itself"),
    "subcontract": _("By a subcontract"),
    "integration_agreement": _("By an integration agreement"),
}
CLAUSES: Words = {
    "kept": _("Kept"),
    "not kept": _("Not kept"),
    "not measurable yet": _("Not measurable yet"),
}
ANSWERS: Words = {
    "holds": _("Holds"),
    "does not hold": _("Does not hold"),
    "not known": _("Not known"),
}
KINDS_OF_BODY: Words = {
    "nhs_trust": _("NHS trust"),
    "nhs_foundation_trust": _("NHS foundation trust"),
    "other_statutory": _("Other statutory body"),
    "practice": _("General practice"),
    "pcn": _("Primary care network"),
    "federation": _("Federation of practices"),
    "vcse": _("Voluntary organisation or social enterprise"),
    "company": _("Company"),
}
EVENTS: Words = {
    "drafted": _("Drafted"),
    "gate": _("Passed the gate"),
    "standing": _("Standing changed"),
    "holder": _("Holder"),
    "decision": _("Committee decided"),
    "assessment": _("Equality assessment"),
    "review": _("Bid reviewed"),
    "checkpoint": _("Checkpoint"),
    "option": _("Form appraised"),
    "assurance": _("Holder's assurance"),
    "functions": _("Functions stated"),
    "run": _("Risk run named"),
    "role": _("GP's role"),
    "notice": _("Notice of award"),
    "representation": _("Representation"),
    "further_decision": _("Decision on representations"),
    "variation": _("Variation proposed"),
    "variation_outcome": _("Variation decided"),
}
ROUTES: Words = {
    "direct_award_a": _("Direct award A"),
    "direct_award_b": _("Direct award B"),
    "direct_award_c": _("Direct award C"),
    "most_suitable_provider": _("Most suitable provider"),
    "competitive": _("Competitive"),
}
ABOUT: Words = {
    **GATES,
    "suspended": _("Suspended"),
    "resumed": _("Resumed"),
    "terminated": _("Terminated"),
    "pre_qualification": _("Pre-qualification"),
    "award": _("Award"),
    "novation": _("Novation"),
    "change_of_control": _("Change of control"),
    "approved_subject_to": _("Approved, subject to a condition"),
    "refused": _("Refused"),
    "agreed": _("Agreed"),
    "clinical": _("Clinician"),
    "nhs": _("NHS reviewer"),
    "passed": _("Passed"),
    "not_passed": _("Not passed"),
    **ROUTES,
}


@dataclass(frozen=True, slots=True)
class Cover:
    """How a service is delivered on a day: ways with how many codes each, and codes without."""

    service: str
    words: str
    status: str
    ways: tuple[tuple[str, str, int, date, date | None], ...]
    gap: tuple[str, ...]


def contract_or_404(public_id: UUID, on: date) -> views.ContractView:
    """Find the contract of an address, as it was known on a day."""
    try:
        return views.contract(public_id, on=on)
    except heads.UnknownContract:
        raise Http404 from None


def today_of(request: HttpRequest) -> date:
    """Give the day it is."""
    return day_of(scope_of(request).at)


def day_asked(request: HttpRequest) -> date:
    """Give the day that an address asks about; today where it asks none, or one to come."""
    today = today_of(request)
    try:
        return min(date.fromisoformat(request.GET.get("on", "")), today)
    except ValueError:
        return today


def cover(view: views.ContractView) -> tuple[Cover, ...]:
    """Say of each service in the contract how it is delivered, on the day or the first day."""
    said = view.line.said
    if said is None:
        return ()
    day = max(view.day, said.during.start)
    known = heads.services()
    found = []
    for line in said.lines:
        now = [one for one in line.deliveries if one.during.contains(day)]
        reached = frozenset().union(*(one.people for one in now))
        gap = sorted(said.people - reached) if line.status == "in" else []
        found.append(
            Cover(
                line.service,
                known[line.service].words if line.service in known else line.service,
                line.status,
                tuple(
                    (one.mode, one.by, len(one.people), one.during.start, one.during.end)
                    for one in line.deliveries
                ),
                tuple(gap),
            )
        )
    return tuple(found)
