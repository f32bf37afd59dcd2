"""Baselines of a contract: the list, one version with all it rests on, and two compared."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from peckham.finance import api as finance
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import reads
from peckham.interfaces.pages.spreadsheet import spreadsheet
from peckham.interfaces.pages.workbook import workbook
from peckham.interfaces.staff import baseline_words as said_of
from peckham.interfaces.staff.acting import may, scope_of
from peckham.interfaces.staff.money_pages import SECTION
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel.london import day_of

book = finance.baselines
_LIST_HEADER = (
    "number", "year from", "counts from", "state", "value pence", "proposed by", "proposed at",
    "decided on", "written down", "reason",
)  # fmt: skip
_LINES_HEADER = ("service", "outturn", "one-offs", *said_of.METHODS, "value", "ledger")


def contract_or_404(public_id: UUID) -> finance.parties.ContractLine:
    """Find the contract of an address among those that the reader is party to."""
    found = next(
        (one for one in finance.parties.contracts_of_reader() if one.public_id == public_id), None
    )
    if found is None:
        raise Http404
    return found


def version_or_404(public_id: UUID) -> tuple[finance.parties.ContractLine, book.Version]:
    """Find a version of an address with its contract, for a party to it."""
    try:
        version = book.version(public_id)
    except book.NoSuchVersion:
        raise Http404 from None
    lines = finance.parties.contracts_of_reader()
    contract = next((one for one in lines if one.id == version.line.contract_id), None)
    if contract is None:
        raise Http404
    return contract, version


@reads
@for_permission("read_ledger")
def listed(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """List a contract's versions with which of them counts today."""
    return list_page(request, public_id, Form())


def list_page(request: HttpRequest, public_id: UUID, form: Form) -> HttpResponse:
    """Show the list, with a form that may need another look."""
    contract = contract_or_404(public_id)
    today = day_of(scope_of(request).at)
    try:
        counting = book.adopted(contract.id, on=today)
    except book.NoBaseline:
        counting = None
    context = {
        "section": SECTION,
        "contract": contract,
        "versions": book.versions(contract.id),
        "counting": counting,
        "rules": book.weighing.rebase_rules(contract.id),
        "budgeting": book.weighing.budgeting_proposals(contract.id),
        "may_propose": may(request, "propose_baselines"),
        "may_adopt": may(request, "adopt_baselines"),
        "today": today,
        "words_of": said_of,
        "form": form,
        "done": request.session.pop(DONE, ""),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/money/baselines.jinja", context, status=status)


@reads
@for_permission("read_ledger")
def list_as_csv(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give a contract's versions as a spreadsheet."""
    contract = contract_or_404(public_id)
    rows = [
        (
            line.number,
            line.year.start,
            line.counts_from,
            line.state,
            line.value_pence,
            line.proposed_by,
            line.recorded_at.isoformat(),
            line.decision.decided_on if line.decision else "",
            line.decision.recorded_at.isoformat() if line.decision else "",
            line.decision.reason if line.decision else "",
        )
        for line in book.versions(contract.id)
    ]
    return spreadsheet("baselines.csv", _LIST_HEADER, rows)


@reads
@for_permission("read_ledger")
def version(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one version: what it is worth, how that came about, and what it is held against."""
    return version_page(request, public_id, Form())


def version_page(request: HttpRequest, public_id: UUID, form: Form, part: str = "") -> HttpResponse:
    """Show a version, with a form that may need another look."""
    contract, found = version_or_404(public_id)
    own = found.line.recorded_by == scope_of(request).actor.identifier
    reconciled = book.weighing.reconciliation(found)
    context = {
        "section": SECTION,
        "contract": contract,
        "version": found,
        "line": found.line,
        "services": said_of.services_named(found.inputs.outturn.lines),
        "bars": said_of.bars(found.computed.methods_pence, found.line.value_pence),
        "reconciled": reconciled,
        "open": [one for one in reconciled if one.open_pence],
        "afforded": book.weighing.affordability(found),
        "shadow": book.weighing.shadow(found) if found.line.state == "shadow" else (),
        "others": [one for one in book.versions(contract.id) if one.number != found.line.number],
        "may_decide": may(request, "adopt_baselines") and not found.line.decision and not own,
        "own": own,
        "may_explain": may(request, "propose_baselines") and not found.line.decision,
        "words_of": said_of,
        "form": form,
        "part": part,
        "done": request.session.pop(DONE, ""),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/money/baseline.jinja", context, status=status)


@reads
@for_permission("read_ledger")
def lines_as_file(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Give a version's lines on every basis, in pence, beside the ledger: CSV or XLSX."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    _, found = version_or_404(public_id)
    ledger = {one.service: one.ledger_pence for one in book.weighing.reconciliation(found)}
    figures = found.figures_pence
    rows = [
        (
            service,
            *(figures.get(basis, {}).get(service, "") for basis in ("outturn", "one_offs")),
            *(figures.get(basis, {}).get(service, "") for basis in said_of.METHODS),
            pence,
            "" if ledger[service] is None else ledger[service],
        )
        for service, pence in sorted(figures["value"].items())
    ]
    name = f"baseline-{found.line.number}"
    if kind == "xlsx":
        return workbook(f"{name}.xlsx", name, _LINES_HEADER, rows)
    return spreadsheet(f"{name}.csv", _LINES_HEADER, rows)


@reads
@for_permission("read_ledger")
def part_as_csv(request: HttpRequest, public_id: UUID, part: str) -> HttpResponse:
    """Give a part of a version's inputs as the file that a proposal takes."""
    _, found = version_or_404(public_id)
    if part not in book.files.COLUMNS:
        raise Http404
    rows = list(book.files.rows_of(found.inputs, part))
    return spreadsheet(f"{part}-{found.line.number}.csv", book.files.COLUMNS[part], rows)


@reads
@for_permission("read_ledger")
def compared(request: HttpRequest, public_id: UUID, other_id: UUID) -> HttpResponse:
    """Show two versions of a contract side by side."""
    contract, before = version_or_404(public_id)
    _, after = version_or_404(other_id)
    if after.line.contract_id != before.line.contract_id:
        raise Http404
    lines = {**before.figures_pence["value"], **after.figures_pence["value"]}
    context = {
        "section": SECTION,
        "contract": contract,
        "before": before,
        "after": after,
        "services": said_of.services_named(sorted(lines)),
        "words_of": said_of,
    }
    return staff_page(request, "staff/money/baselines_compared.jinja", context)
