"""What each side could gain or lose in a year, before anybody signs, by what both argue over."""

from datetime import date
from fractions import Fraction
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.finance import api as finance
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, posts, reads
from peckham.interfaces.staff import variance_words as said
from peckham.interfaces.staff.acting import may, scope_of
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.money.files import taken_away
from peckham.interfaces.staff.views.money.years import a_year_after, contract_or_404
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Period, Refused
from peckham.kernel.money import pounds

HEADER = ("risk", "side", "p10 pounds", "p50 pounds", "p90 pounds")
SEED = 1


@reads
@for_permission("read_ledger")
def exposure(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Work out a year's exposure by what the address assumes; nothing is kept by looking."""
    line, form = contract_or_404(public_id), Form(request.GET)
    looked = _look(line, form, scope_of(request).at.date())
    context = {
        "contract": line,
        "looked": looked,
        "assumed": _shown(form),
        "kept": finance.exposure.of(line.id),
        "may_keep": may(request, "settle_years"),
        "form": form,
        "words": said,
        "done": request.session.pop(DONE, ""),
    }
    return staff_page(request, "staff/money/exposure.jinja", context)


@posts
@for_permission("settle_years")
def keep(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Keep what is on the page, so that both sides see the same figures later."""
    line, form, scope = contract_or_404(public_id), Form(request.POST), scope_of(request)
    looked = _look(line, form, scope.at.date())
    if looked is None:
        raise Http404("nothing to keep")
    with transaction.atomic():
        made = finance.exposure.keep(line.id, looked, by=scope.actor, at=scope.at)
    request.session[DONE] = _("Kept: both sides see the same figures here.")
    return SeeOther(reverse("staff:money_exposure_kept", kwargs={"public_id": made}))


@reads
@for_permission("read_ledger")
def kept(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show an exposure as it was kept."""
    view = _kept(public_id)
    found = (one for one in finance.parties.contracts_of_reader() if one.id == view.contract_id)
    line = next(found, None)
    if line is None:
        raise Http404("no such contract")
    context = {
        "contract": line,
        "view": view,
        "assumed": finance.exposure.usually_assumed(),
        "words": said,
        "done": request.session.pop(DONE, ""),
    }
    return staff_page(request, "staff/money/exposure_kept.jinja", context)


@reads
@for_permission("read_ledger")
def kept_as(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Give a kept exposure as a file."""
    exposed = _kept(public_id).exposed
    rows = {**exposed.risks, "all": exposed.before, "all, shared": exposed.after}
    return taken_away(
        kind,
        "exposure",
        HEADER,
        [
            (risk, side, *(pounds(pence) for pence in (one.p10, one.p50, one.p90)))
            for risk, sides in rows.items()
            for side, one in zip(said.SIDES, sides, strict=True)
        ],
    )


def _kept(public_id: UUID) -> finance.exposure.ExposureView:
    try:
        return finance.exposure.kept(public_id)
    except Refused as refusal:
        raise Http404(refusal.what) from None


def _look(
    line: finance.parties.ContractLine, form: Form, today: date
) -> finance.exposure.Looked | None:
    """Work out what the address or the form asks for; None where something is wrong with it."""
    from_on = _year(form, line.id, today)
    changed: dict[str, Fraction] = {}
    for code in finance.exposure.usually_assumed():
        part = said.per_cent(form, code)
        if part is not None:
            changed[code] = part * 100
    given = form.value("seed")
    seed = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else SEED
    if from_on is None or not form.is_valid:
        return None
    year = Period(from_on, a_year_after(from_on))
    try:
        return finance.exposure.look(line.id, year, changed=changed, seed=seed)
    except Refused as refusal:
        form.refuse(refusal)
        return None


def _year(form: Form, contract_id: int, today: date) -> date | None:
    """Give the first day of the year that is asked for, else of the latest that has a baseline."""
    said_on = form.value("from")
    if said_on:
        try:
            return date.fromisoformat(said_on)
        except ValueError:
            form.fail("from", _("Write the day as 2026-04-01."))
            return None
    versions = finance.baselines.versions(contract_id)
    starts = [
        one.year.start for one in versions if one.decision and one.decision.outcome == "adopted"
    ]
    return max(starts, default=today)


def _shown(form: Form) -> list[tuple[finance.exposure.Assumed, str]]:
    """Give each assumption with what stands in its field."""
    return [
        (one, form.value(code) or said.as_per_cent(one.value / 100))
        for code, one in finance.exposure.usually_assumed().items()
    ]
