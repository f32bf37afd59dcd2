"""Practices that take part in a contract, for whom it is paid from when; work that is flagged."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from peckham.contracts import api as contracts
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, posts, reads
from peckham.interfaces.pages.spreadsheet import spreadsheet
from peckham.interfaces.staff import practice_words as said
from peckham.interfaces.staff.acting import may, scope_of
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.contracts.practice import participating, today_of
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Refused
from peckham.places import api as places

HEADER = ("practice", "takes part", "core contract", "step", "day", "patients with the provider")


@dataclass(frozen=True, slots=True)
class Joined:
    """A practice of a contract: where it stands, its last step, what waits for the commissioner."""

    practice: places.records.PracticeView
    standing: contracts.participation.Standing
    last: contracts.participating.StepView
    to_complete: str


def line_or_404(public_id: UUID) -> contracts.subcontracting.ContractLine:
    """Give a contract's line, or answer that there is none."""
    line = contracts.subcontracting.contract_line(public_id)
    if line is None:
        raise Http404
    return line


def _joined(contract_id: int) -> Iterator[Joined]:
    last = dict(participating.steps_of_contract(contract_id))
    for practice_id, step in last.items():
        practice = places.practice(practice_id)
        if practice is None:
            continue
        standing = participating.standing_of(practice_id)
        open_now = contracts.participation.open_to(standing)
        to_complete = next((kind for kind in said.COMPLETED if kind in open_now), "")
        yield Joined(practice, standing, step, to_complete)


def _page(request: HttpRequest, public_id: UUID, form: Form) -> HttpResponse:
    line = line_or_404(public_id)
    populations = participating.populations(participating.changes(line.id))
    context = {
        "contract": line,
        "joined": list(_joined(line.id)),
        "populations": populations,
        "may_complete": may(request, "record_decisions"),
        "today": today_of(request),
        "said_of": said,
        "form": form,
        "done": request.session.pop(DONE, ""),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/contracts/joined.jinja", context, status=status)


@reads
@for_permission("read_contracts")
def joined(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the practices of a contract, and its population from each day on which it changed."""
    return _page(request, public_id, Form())


@reads
@for_permission("read_contracts")
def as_csv(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the practices of a contract as a spreadsheet."""
    found = _joined(line_or_404(public_id).id)
    lines = [
        (
            one.practice.name,
            one.standing.mode,
            one.standing.core,
            one.last.kind,
            one.last.on,
            one.last.with_provider,
        )
        for one in found
    ]
    return spreadsheet("practices-of-contract.csv", HEADER, lines)


@posts
@for_permission("record_decisions")
def complete(request: HttpRequest, public_id: UUID, practice: UUID, slug: str) -> HttpResponse:
    """Complete what a practice gave notice of: the commissioner begins nothing here."""
    line, form, scope = line_or_404(public_id), Form(request.POST), scope_of(request)
    found = next((one for one in _joined(line.id) if one.practice.public_id == practice), None)
    if found is None or slug not in said.COMPLETED:
        raise Http404
    try:
        with transaction.atomic():
            participating.take_part(
                practice_id=found.practice.id,
                contract_id=line.id,
                kind=slug,
                by=scope.actor,
                at=scope.at,
            )
    except Refused as refusal:
        form.refuse(refusal)
        return _page(request, public_id, form)
    request.session[DONE] = str(said.HAPPENED[slug]) + "."
    return SeeOther(reverse("staff:contract_practices", kwargs={"public_id": public_id}))


@reads
@for_permission("read_contracts")
def flagged(request: HttpRequest) -> HttpResponse:
    """Show the board the work that is moved to practices without an agreed, funded change."""
    views = participating.flagged_transfers(on=today_of(request))
    return staff_page(
        request, "staff/contracts/flagged.jinja", {"transfers": views, "said_of": said}
    )
