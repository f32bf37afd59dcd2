"""A contract's years: how it shares risk, what its years were settled at, and settling one."""

from collections.abc import Mapping
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
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Period, Refused

settlements, attributing = finance.settlements, finance.attributing
_PARTS = ("dead_band", "loss_share", "gain_share", "cap", "gate")


def contract_or_404(public_id: UUID) -> finance.parties.ContractLine:
    """Give a contract that the reader is party to, or answer that there is none."""
    found = (one for one in finance.parties.contracts_of_reader() if one.public_id == public_id)
    line = next(found, None)
    if line is None:
        raise Http404("no such contract")
    return line


@reads
@for_permission("read_ledger")
def years(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show how a contract shares risk, and what its years were settled at."""
    return _page(request, public_id, Form(_usual()), Form())


@posts
@for_permission("settle_years")
def propose_terms(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Propose how the contract shares risk from a day on."""
    line, form, scope = contract_or_404(public_id), Form(request.POST), scope_of(request)
    from_on = form.day("from_on", today=None, required=_("Write the first day of the year."))
    source = form.line("source", required=_("Say where in the contract this stands."))
    parts = {
        name: said.per_cent(form, name, required=_("Write a number of per cent."))
        for name in _PARTS
    }
    basis = form.choice("basis", ("agreed", "noise")) or "agreed"
    if form.is_valid and from_on is not None:
        try:
            with transaction.atomic():
                settlements.propose_terms(
                    line.id, from_on=from_on, order=_order(form), source=source, basis=basis,
                    sharing=finance.sharing.Sharing(**_given(parts)),
                    by=scope.actor, at=scope.at,
                )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
    if not form.is_valid:
        return _page(request, public_id, form, Form())
    request.session[DONE] = _("Proposed. They count once the other side agrees.")
    return SeeOther(reverse("staff:money_years", kwargs={"public_id": public_id}))


@posts
@for_permission("settle_years")
def answer_terms(request: HttpRequest, public_id: UUID, terms: UUID) -> HttpResponse:
    """Agree to terms for one's side, or say why not."""
    form, scope = Form(request.POST), scope_of(request)
    agrees = form.value("agrees") == "yes"
    words = form.passage("words", required="" if agrees else _("Say why not."))
    if form.is_valid:
        try:
            with transaction.atomic():
                settlements.answer_terms(
                    terms, agrees=agrees, words=words, by=scope.actor, at=scope.at
                )
        except Refused as refusal:
            form.refuse(refusal)
    if not form.is_valid:
        return _page(request, public_id, Form(_usual()), form)
    request.session[DONE] = _("Your side's answer is written down.")
    return SeeOther(reverse("staff:money_years", kwargs={"public_id": public_id}))


@posts
@for_permission("settle_years")
def settle(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Work a year out from the books, and propose what it is settled at."""
    line, form, scope = contract_or_404(public_id), Form(request.POST), scope_of(request)
    from_on = form.day("year", today=scope.at.date(), required=_("Write the year's first day."))
    told = _told(form)
    made = None
    if form.is_valid and from_on is not None and told is not None:
        year = Period(from_on, a_year_after(from_on))
        try:
            with transaction.atomic():
                terms, inputs = settlements.gather(
                    line.id, line.reference, year, told, known_at=scope.at
                )
                made = settlements.propose(
                    line.id, inputs, terms=terms.public_id, by=scope.actor, at=scope.at
                )
        except Refused as refusal:
            form.refuse(refusal)
    if made is None:
        return _page(request, public_id, Form(_usual()), form)
    request.session[DONE] = _("Proposed. Nothing is posted before the other side agrees.")
    return SeeOther(reverse("staff:money_settlement", kwargs={"public_id": made}))


def _page(request: HttpRequest, public_id: UUID, terms: Form, year: Form) -> HttpResponse:
    line = contract_or_404(public_id)
    scope = scope_of(request)
    context = {
        "contract": line,
        "terms": settlements.terms_of(line.id),
        "counts": settlements.terms_on(line.id, scope.at.date()),
        "settlements": settlements.settlements(line.id),
        "exposures": finance.exposure.of(line.id),
        "suggested": _suggested(line.id, scope.at.date()),
        "may_settle": may(request, "settle_years"),
        "side": _side(request, line.id),
        "order": attributing.usual_order(),
        "terms_form": terms,
        "form": terms if not terms.is_valid else year,
        "year_form": year,
        "words": said,
        "done": request.session.pop(DONE, ""),
    }
    status = 200 if terms.is_valid and year.is_valid else 422
    return staff_page(request, "staff/money/years.jinja", context, status=status)


def _side(request: HttpRequest, contract_id: int) -> str:
    """Give the side on which the reader signs, or "" where on neither."""
    if not may(request, "settle_years"):
        return ""
    try:
        return settlements.side_of(contract_id)
    except Refused:
        return ""


def _suggested(contract_id: int, today: date) -> str:
    """Give the dead band that chance alone would ask for, in per cent; "" without a baseline."""
    try:
        expected = finance.baselines.adopted(contract_id, on=today).expected
    except finance.baselines.NoBaseline:
        return ""
    return said.as_per_cent(finance.sharing.chance_part(expected))


def _order(form: Form) -> tuple[attributing.Term, ...]:
    """Read the order that was given: a place and an owner for each factor that has a place.

    Raises:
        FactorMissing: By the room, where a factor has no place.
        NotReadable: Where an owner is neither side.
    """
    placed = [
        (int(place), factor.value)
        for factor in attributing.Factor
        if (place := form.value(f"place_{factor}").strip()).isdecimal()
    ]
    return attributing.read_order(
        [{"factor": name, "owner": form.value(f"owner_{name}")} for _, name in sorted(placed)]
    )


def _given(parts: Mapping[str, Fraction | None]) -> dict[str, Fraction]:
    return {name: part for name, part in parts.items() if part is not None}


def _told(form: Form) -> settlements.Told | None:
    drift = said.per_cent(form, "local_drift", required=_("Write a number of per cent."))
    saved = said.per_cent(form, "efficiency", required=_("Write a number of per cent."))
    quality = said.pence(form, "quality", required=_("Write an amount; 0 where there was none."))
    source = form.line("told_source", required=_("Say where these figures are from."))
    reached = said.per_cent(form, "gate_reached")
    need = said.per_cent(form, "coded_need")
    if drift is None or saved is None or quality is None or not form.is_valid:
        return None
    pair = None if need is None else attributing.Pair(Fraction(1), 1 + need)
    return settlements.Told(drift, saved, quality, source, reached, pair)


def _usual() -> dict[str, str]:
    """Give what stands in the form of terms before anybody writes."""
    found = {"loss_share": "50", "gain_share": "50", "gate": "0"}
    for place, term in enumerate(attributing.usual_order(), start=1):
        found |= {f"place_{term.factor}": str(place), f"owner_{term.factor}": term.owner}
    return found


def a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
