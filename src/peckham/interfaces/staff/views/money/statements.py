"""Statements of providers' months: the list, one version with its lines, and what changed."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from peckham.finance import api as finance
from peckham.interfaces.pages.posting import SeeOther, posts, reads
from peckham.interfaces.pages.spreadsheet import spreadsheet
from peckham.interfaces.staff import statement_words as said
from peckham.interfaces.staff.acting import acting, may, scope_of
from peckham.interfaces.staff.money_pages import SECTION
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.money.files import taken_away
from peckham.interfaces.staff.views.money.reading import (
    contract_or_404,
    is_party,
    months_over,
    today_of,
)
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Refused

stating = finance.statements
LIST = ("month", "provider", "version", "known at", "events", "pence", "payable pence", "unpriced")
LINES = (
    "line", "service", "standing", "payer", "from", "until", "unit price pence", "events",
    "weight", "pence",
)  # fmt: skip
CHANGES = ("event", "known at", "day before", "day after", "pence before", "pence after", "more")


@reads
@for_permission("read_ledger")
def months(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """List every provider's months under a contract, and the runs that state them."""
    contract = contract_or_404(public_id)
    views = stating.months(contract.id)
    months = [(month, tuple(group)) for month, group in groupby(views, key=lambda view: view.month)]
    context = {
        "section": SECTION,
        "contract": contract,
        "months": months,
        "runs": stating.runs(contract.id),
        "may_run": (may_run := may(request, "run_payments")),
        "can_state": list(months_over(today_of(request))) if may_run else [],
        "said": said,
        "done": request.session.pop(DONE, ""),
    }
    return staff_page(request, "staff/money/statements_months.jinja", context)


@reads
@for_permission("read_ledger")
def months_as(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Give the list as a spreadsheet or a workbook."""
    contract = contract_or_404(public_id)
    rows = (
        (
            v.month,
            v.provider,
            v.version,
            v.known_at.isoformat(),
            v.events,
            v.pence,
            v.payable_pence,
            v.unpriced,
        )
        for v in stating.months(contract.id)
    )  # fmt: skip
    return taken_away(kind, "statements", LIST, rows)


@reads
@for_permission("read_ledger")
def own(request: HttpRequest) -> HttpResponse:
    """List the statements of what the reader's own organisation did, under any contract."""
    reader = acting(request)
    key = scope_of(request).organisation_id or 0
    context = {
        "section": SECTION,
        "organisation": reader.organisation if reader else "",
        "views": stating.stated_for_provider(key),
    }
    return staff_page(request, "staff/money/statements_own.jinja", context)


@posts
@for_permission("run_payments")
def state(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Leave it to the worker to state a month, or what changed in it since."""
    contract, scope = contract_or_404(public_id), scope_of(request)
    try:
        month = date.fromisoformat(request.POST.get("month", ""))
        key, run_id = stating.ask_statements(
            contract_id=contract.id, month=month, by=scope.actor, at=scope.at
        )
    except ValueError:
        request.session[DONE] = _("Choose a month.")
        return SeeOther(reverse("staff:statements", kwargs={"public_id": public_id}))
    except Refused as refusal:
        request.session[DONE] = str(refusal)
        return SeeOther(reverse("staff:statements", kwargs={"public_id": public_id}))
    app.configure_task(stating.JOB).defer(run_id=key)
    return SeeOther(reverse("staff:statement_run", kwargs={"public_id": run_id}))


@reads
@for_permission("read_ledger")
def run(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show how far a run is, and what came of it."""
    try:
        found = stating.run(public_id)
    except stating.NoSuchStatement:
        raise Http404 from None
    contract = next(
        line for line in finance.parties.contracts_of_reader() if line.id == found.contract_id
    )
    views = [v for v in stating.months(contract.id) if v.month == found.month]
    context = {
        "section": SECTION,
        "run": found,
        "contract": contract,
        "views": views,
        "said": said,
        "is_open": found.is_open,
    }
    part = "staff/money/statements_run_state.jinja"
    template = part if "part" in request.GET else "staff/money/statements_run.jinja"
    return staff_page(request, template, context)


@reads
@for_permission("read_ledger")
def statement(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one version of a statement by line."""
    page = page_or_404(public_id)
    context = {
        "section": SECTION,
        "page": page,
        "view": page.statement,
        "is_party": is_party(page.contract),
        "is_last": page.versions[0].public_id == public_id,
        "services": said.services(),
        "said": said,
        "may_drill": may(request, "read_activity"),
    }
    return staff_page(request, "staff/money/statements_statement.jinja", context)


@reads
@for_permission("read_ledger")
def statement_as(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Give one version by line as a spreadsheet or a workbook."""
    page = page_or_404(public_id)
    rows = (
        (one.number, one.service, one.standing, one.payer, one.from_on, one.until_on,
         _or_none(one.unit_price_pence), one.events, said.weight(one.weight_parts),
         _or_none(one.pence))
        for one in page.lines
    )  # fmt: skip
    return taken_away(kind, "statement", LINES, rows)


@reads
@for_permission("read_activity")
def changes(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what became known since the version before, pound by event."""
    page = page_or_404(public_id)
    found = stating.changes(public_id)
    context = {
        "section": SECTION,
        "view": page.statement,
        "contract": page.contract,
        "before": next((v for v in page.versions if v.version == page.statement.version - 1), None),
        "changes": found,
        "total": sum(one.pence for one in found),
        "said": said,
    }
    return staff_page(request, "staff/money/statements_changes.jinja", context)


@reads
@for_permission("read_activity")
def changes_as_csv(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give what changed as a spreadsheet."""
    page_or_404(public_id)
    return spreadsheet("changes.csv", CHANGES, _changed(stating.changes(public_id)))


def page_or_404(public_id: UUID) -> stating.StatementPage:
    """Give a statement that the reader may read."""
    try:
        return stating.statement(public_id)
    except stating.NoSuchStatement:
        raise Http404 from None


def _changed(found: Iterable[stating.Change]) -> Iterator[tuple[object, ...]]:
    for one in found:
        shown = one.after or one.before
        if shown is None:
            continue
        before, after = one.before, one.after
        yield (
            shown.event.source_event,
            shown.event.known_at,
            before.event.occurred_on if before else "",
            after.event.occurred_on if after else "",
            _or_none(before.pence if before else None),
            _or_none(after.pence if after else None),
            one.pence,
        )


def _or_none(pence: int | None) -> int | str:
    return "" if pence is None else pence
