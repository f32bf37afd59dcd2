"""Contracts: the list, one contract, and why it is not yet where it should be."""

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from peckham.contracts import api as contracts
from peckham.contracts.api import heads
from peckham.interfaces.pages.posting import reads
from peckham.interfaces.pages.spreadsheet import spreadsheet
from peckham.interfaces.staff import contracting as words
from peckham.interfaces.staff.acting import may, scope_of
from peckham.interfaces.staff.contract_facts import FORMS
from peckham.interfaces.staff.contracting import SECTION, contract_or_404, day_asked, today_of
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Refused

views = heads.views


@reads
@for_permission("read_contracts")
def listed(request: HttpRequest) -> HttpResponse:
    """List every contract, with where it stands and what comes next."""
    found = views.contracts(at=scope_of(request).at)
    kinds = {line.kind.code: line.kind.name for line in found}
    kind, stands = request.GET.get("kind", ""), request.GET.get("stands", "")
    context = {
        "contracts": [
            line for line in found if kind in ("", line.kind.code) and stands in ("", line.stands)
        ],
        "all": len(found),
        "kinds": kinds,
        "kind": kind,
        "stands": stands,
        "words": words,
        "may_draft": may(request, "keep_contracts"),
        "done": request.session.pop(DONE, ""),
    }
    return staff_page(request, "staff/contracts/heads_list.jinja", context)


@reads
@for_permission("read_contracts")
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the list as a spreadsheet."""
    header = ("reference", "title", "kind", "stands", "next_gate", "holder", "from", "to")
    rows = [
        (
            line.reference,
            line.title,
            line.kind.name,
            line.stands,
            line.next_gate or "",
            line.holder,
            line.said.during.start if line.said else "",
            (line.said.during.end or "") if line.said else "",
        )
        for line in views.contracts(at=scope_of(request).at)
    ]
    return spreadsheet("contracts.csv", header, rows)


@reads
@for_permission("read_contracts")
def contract(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one contract: its gates, what it says, who delivers what, and what happened."""
    view = contract_or_404(public_id, day_asked(request))
    is_keeper = scope_of(request).organisation_id == view.line.kept_by_id
    kept_open = _open(request, view)
    context = {
        "section": SECTION,
        "contract": view,
        "today": today_of(request),
        "cover": words.cover(view),
        "open": kept_open,
        "gates": heads.gates.GATES,
        "words": words,
        "forms": {
            kind: form.title for kind, form in FORMS.items() if may(request, form.permission)
        },
        "may_pass": is_keeper and may(request, "keep_contracts") and not kept_open,
        "may_state": may(request, "propose_changes"),
        "own_role": _own_role(request, view),
        "done": request.session.pop(DONE, ""),
    }
    return staff_page(request, "staff/contracts/heads_contract.jinja", context)


def _open(request: HttpRequest, view: views.ContractView) -> tuple[contracts.Finding, ...]:
    """Give what keeps the next gate shut on the day that is shown."""
    if view.line.next_gate is None or view.line.said is None:
        return ()
    found = views.case(view.line.public_id, on=view.day, at=scope_of(request).at)
    return contracts.open_before(view.line.next_gate, found.findings)


def _own_role(request: HttpRequest, view: views.ContractView) -> object:
    """Give the role that was offered to whoever reads, while they have not answered."""
    own = views.role_offered(view.line.id, account_id=scope_of(request).account_id)
    return own if own is not None and own.accepted is None else None


@reads
@for_permission("read_contracts")
def why(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say which rules hold on a day and which do not, why, and what would satisfy them."""
    view = contract_or_404(public_id, day_asked(request))
    try:
        found = views.case(public_id, on=view.day, at=scope_of(request).at).findings
        refusal = None
    except Refused as refused:
        found, refusal = (), refused
    context = {
        "section": SECTION,
        "contract": view,
        "today": today_of(request),
        "by_gate": {
            gate: [one for one in found if one.rule.gate == gate] for gate in heads.gates.GATES
        },
        "refusal": refusal,
        "over_time": views.over_time(public_id, at=scope_of(request).at),
        "words": words,
    }
    return staff_page(request, "staff/contracts/heads_why.jinja", context)


@reads
@for_permission("read_contracts")
def why_as_csv(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give every rule's answer on a day as a spreadsheet."""
    view = contract_or_404(public_id, day_asked(request))
    found = views.case(public_id, on=view.day, at=scope_of(request).at).findings
    header = ("gate", "rule", "asks", "answer", "why", "remedy", "source", "source_read", "blocks")
    return spreadsheet("why-not-yet.csv", header, _rows(found))


def _rows(found: Iterable[contracts.Finding]) -> Iterable[tuple[object, ...]]:
    for one in found:
        rule, answer = one.rule, one.answer
        yield (
            rule.gate,
            rule.number or "",
            rule.text,
            answer.status,
            answer.why,
            answer.remedy,
            rule.source,
            _("yes") if rule.verified else _("no"),
            rule.severity,
        )
