"""Subcontracts of a contract: the list with what is not covered, one of them, and its steps."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.contracts import api as contracts
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once, posts, reads
from peckham.interfaces.pages.spreadsheet import spreadsheet
from peckham.interfaces.staff import practice_words as said
from peckham.interfaces.staff.acting import may, scope_of
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.contracts.joined import line_or_404
from peckham.interfaces.staff.views.contracts.practice import today_of
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Refused
from peckham.organisations import api as organisations

giving = contracts.subcontracting
HEADER = (
    "reference", "lies in", "giver", "subcontractor", "services", "regime", "state", "starts",
    "ends", "may be paid",
)  # fmt: skip


@reads
@for_permission("read_contracts")
def subcontracts(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """List a contract's subcontracts, and what it says is subcontracted and is not."""
    line, today = line_or_404(public_id), today_of(request)
    views = giving.subcontracts(line.id, on=today)
    to_be = giving.to_be_subcontracted(line.id)
    has_work = _work_of(request, line, views)
    context = {
        "contract": line,
        "subcontracts": views,
        "covered": giving.covered(views, to_be=to_be),
        "regime": contracts.kinds().kind(line.kind).subcontracts,
        "may_propose": may(request, "arrange_subcontracts") and bool(has_work),
        "today": today,
        "said_of": said,
        "done": request.session.pop(DONE, ""),
    }
    return staff_page(request, "staff/contracts/subcontracts.jinja", context)


@reads
@for_permission("read_contracts")
def as_csv(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give a contract's subcontracts as a spreadsheet."""
    line, today = line_or_404(public_id), today_of(request)
    views = giving.subcontracts(line.id, on=today)
    names = {view.public_id: view.reference for view in views}
    lines = [
        (
            view.reference,
            names.get(view.lies_in, "") if view.lies_in else "",
            view.giver,
            view.subcontractor,
            "; ".join(view.services),
            view.regime,
            view.standing.state,
            view.starts_on,
            view.ends_on or "",
            "yes" if view.is_payable else "no",
        )
        for view in views
    ]
    return spreadsheet("subcontracts.csv", HEADER, lines)


def _work_of(
    request: HttpRequest,
    line: giving.ContractLine,
    views: tuple[giving.SubcontractView, ...],
) -> dict[str, str]:
    """Name the work that the reader's organisation has: the contract itself, or a subcontract."""
    own = scope_of(request).organisation_id
    has = {"": _("The contract itself")} if line.holder_id == own else {}
    mine = organisations_by_id().get(own or 0, "")
    lying = {
        str(view.public_id): view.reference
        for view in views
        if view.subcontractor == mine and view.standing.state == "active"
    }
    return has | lying


def organisations_by_id() -> dict[int, str]:
    """Give every organisation's name by its key."""
    return {one.id: one.name for one in organisations.directory()}


@once
@for_permission("arrange_subcontracts")
def propose(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Propose a subcontract of work that one's organisation has."""
    line, form, today = line_or_404(public_id), Form(request.POST), today_of(request)
    views = giving.subcontracts(line.id, on=today)
    has_work = _work_of(request, line, views)
    if not has_work:
        raise Http404
    if request.method == "POST":
        made = _proposed(request, line, form, has_work)
        if made is not None:
            request.session[DONE] = _("Proposed. Nothing starts by it yet.")
            return SeeOther(reverse("staff:subcontract", kwargs={"public_id": made}))
    context = {
        "contract": line,
        "form": form,
        "has_work": has_work,
        "organisations": organisations_by_id(),
        "services": giving.to_be_subcontracted(line.id),
        "regime": contracts.kinds().kind(line.kind).subcontracts,
        "said_of": said,
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/contracts/propose.jinja", context, status=status)


def _proposed(
    request: HttpRequest, line: giving.ContractLine, form: Form, has_work: dict[str, str]
) -> UUID | None:
    scope = scope_of(request)
    lies_in = form.choice("lies_in", has_work) if form.value("lies_in") else ""
    whom = form.choice(
        "subcontractor", map(str, organisations_by_id()), required=_("Choose to whom.")
    )
    facts = {
        name: form.passage(name, required=required, longest=500)
        for name, required in (
            ("reference", _("Give it a reference.")),
            ("services", _("Say which services, one on each line.")),
            ("address", _("Write the name and address of the subcontractor.")),
            ("premises", _("Say where it is done.")),
        )
    }
    starts_on = form.day("starts_on", today=None, required=_("Write the first day."))
    ends_on = form.day("ends_on", today=None)
    if not form.is_valid or starts_on is None:
        return None
    services = [one.strip() for one in facts.pop("services").splitlines() if one.strip()]
    proposal = giving.Proposal(
        subcontractor_id=int(whom),
        services=services,
        starts_on=starts_on,
        ends_on=ends_on,
        lies_in=UUID(lies_in) if lies_in else None,
        **facts,
    )
    try:
        with transaction.atomic():
            return giving.propose(
                contract_id=line.id, proposal=proposal, by=scope.actor, at=scope.at
            )
    except Refused as refusal:
        form.refuse(refusal)
    return None


def _page(request: HttpRequest, public_id: UUID, form: Form, kind: str = "") -> HttpResponse:
    view = giving.subcontract(public_id, on=today_of(request))
    if view is None:
        raise Http404
    lines = {one.id: one for one in giving.contract_lines()}
    gives = scope_of(request).organisation_id == view.giver_id
    parts = {
        "giver": gives and may(request, "arrange_subcontracts"),
        "commissioner": may(request, "approve_subcontracts"),
    }
    context = {
        "subcontract": view,
        "contract": lines[view.contract_id],
        "acts": [kind for kind, part in giving.whose_turn(view.standing) if parts[part]],
        "others": [kind for kind, part in giving.whose_turn(view.standing) if not parts[part]],
        "said_of": said,
        "form": form,
        "part": kind,
        "done": request.session.pop(DONE, ""),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/contracts/subcontract.jinja", context, status=status)


@reads
@for_permission("read_contracts")
def subcontract(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one subcontract, its steps, and what may be done next."""
    return _page(request, public_id, Form())


@posts
@for_permission("read_contracts")
def act(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Take a step: the giver's or the commissioner's; the room says whose it is."""
    form, scope = Form(request.POST), scope_of(request)
    if kind not in said.SUBCONTRACT_ACTS:
        raise Http404
    asked = giving.Asked(
        kind,
        reason=form.passage("reason", longest=1000),
        ground=form.choice("ground", said.GROUNDS),
        decision=form.line("decision"),
    )
    if form.is_valid:
        try:
            with transaction.atomic():
                giving.step(subcontract=public_id, asked=asked, by=scope.actor, at=scope.at)
        except Refused as refusal:
            form.refuse(refusal)
    if not form.is_valid:
        return _page(request, public_id, form, kind)
    request.session[DONE] = str(said.SUBCONTRACT_HAPPENED[kind]) + "."
    return SeeOther(reverse("staff:subcontract", kwargs={"public_id": public_id}))
