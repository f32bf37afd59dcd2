"""Lists that a contract is paid for: those taken, one with its cells, and asking for another."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from peckham.finance import api as finance
from peckham.infra.scope import current_scope
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once, reads
from peckham.interfaces.staff.acting import may, scope_of
from peckham.interfaces.staff.money_pages import SECTION
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.contracts.practice import today_of
from peckham.interfaces.staff.views.money.files import taken_away
from peckham.interfaces.staff.views.money.payments import JOB, line_of
from peckham.kernel import Refused
from peckham.kernel.london import day_of
from peckham.places import api as places
from peckham.sharing import api as sharing

HEADER = ("band", "practice", "people, suppressed and rounded")


@once
@for_permission("read_ledger")
def lists(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """List what was taken, and ask for the list of another day."""
    line, form, scope = line_of(public_id), Form(request.POST), scope_of(request)
    if request.method == "POST":
        day = form.day("on", today=today_of(request), required=_("Write the day of the list."))
        if form.is_valid and day is not None:
            try:
                with transaction.atomic():
                    key, work = finance.payments.asking.ask_for_list(
                        contract_id=line.id, on=day, by=scope.actor, at=scope.at
                    )
                app.configure_task(JOB).defer(work_id=key)
                return SeeOther(reverse("staff:payment_work", kwargs={"public_id": work}))
            except Refused as refusal:
                form.refuse(refusal)
    context = {
        "section": SECTION,
        "contract": line,
        "lists": finance.lists.lists_taken(line.id),
        "kept": finance.lists.lists_of(line.id).kept(today_of(request)),
        "form": form,
        "may_run": may(request, "run_payments"),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/money/lists.jinja", context, status=status)


@reads
@for_permission("read_ledger")
def one_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one list: its cells, whether its hash holds, and what changed since the one before."""
    contract_id, taken, snapshot = _found(public_id)
    earlier = [one for one in finance.lists.lists_taken(contract_id) if one.on < taken.on]
    before = finance.lists.list_taken(earlier[0].public_id)[2] if earlier else None
    lines = {one.id: one for one in finance.parties.contracts_of_reader()}
    try:
        finance.lists.check_unchanged(snapshot)
        is_unchanged = True
    except Refused:
        is_unchanged = False
    context = {
        "section": SECTION,
        "contract": lines.get(contract_id),
        "taken": taken,
        "is_unchanged": is_unchanged,
        "bands": list(snapshot.by_band()),
        "practices": list(snapshot.by_practice()),
        "names": {one.ods_code: one.name for one in places.practices()},
        "cells": {(one.band, one.practice): _shown(one.patients) for one in snapshot.cells},
        "none": _shown(0),
        "before": earlier[0] if earlier else None,
        "differences": [
            (code, _shown(was), _shown(now))
            for code, was, now in (finance.lists.differences(before, snapshot) if before else ())
        ],
    }
    return staff_page(request, "staff/money/list.jinja", context)


@reads
@for_permission("read_ledger")
def as_file(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Give a list's cells as a spreadsheet or a workbook, suppressed and rounded as on the page."""
    snapshot = _found(public_id)[2]
    rows = [(one.band, one.practice, _shown(one.patients)) for one in snapshot.cells]
    return taken_away(kind, f"list-{snapshot.on}", HEADER, rows)


def _found(public_id: UUID) -> tuple[int, finance.lists.ListTaken, finance.lists.Snapshot]:
    try:
        return finance.lists.list_taken(public_id)
    except finance.lists.NoSuchList:
        raise Http404 from None


def _shown(people: int) -> str:
    """Write a count as it may be shown: of a few people it says only how many at most."""
    method = sharing.runs.counting_method(on=day_of(current_scope().at))
    count = sharing.runs.shown(people, method)
    return f"{count.about:,}" if count.about is not None else _("1 to %d") % count.at_most
