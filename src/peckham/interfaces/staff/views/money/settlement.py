"""One settled year: why it cost what it did, who bears which part, what is shared, and by whom."""

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
from peckham.interfaces.staff.views.requests import DONE
from peckham.interfaces.staff.waterfall import waterfall
from peckham.kernel import Refused
from peckham.kernel.money import pounds

settlements, attributing = finance.settlements, finance.attributing
HEADER = ("factor", "owner", "neighbourhood", "pounds")
APART = {"line": attributing.of_line, "band": attributing.of_band}


@reads
@for_permission("read_ledger")
def settlement(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a settled year; `?factor=` takes one factor apart by line and by band."""
    return _page(request, _found(public_id), Form())


@reads
@for_permission("read_ledger")
def taken_as(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Give a settled year's parts, of the whole and of its neighbourhoods, as a file."""
    view = _found(public_id)
    rows = [(part.factor, part.owner, _("all"), pounds(part.pence)) for part in view.parts]
    rows += [
        (part.factor, part.owner, code or _("none"), pounds(pence))
        for part in view.parts
        for code, pence in part.local
    ]
    return taken_away(kind, "settled-year", HEADER, rows)


@reads
@for_permission("read_ledger")
def inputs(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give all that the year was worked out from, as it was hashed."""
    text = settlements.inputs_of(_found(public_id).public_id).text()
    answer = HttpResponse(text, content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="settled-from.json"'
    answer["Cache-Control"] = "no-store"
    return answer


@posts
@for_permission("settle_years")
def act(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Agree, disagree, or post what is shared to one's own books."""
    view, form, scope = _found(public_id), Form(request.POST), scope_of(request)
    if kind not in ("agree", "disagree", "post"):
        raise Http404
    words = form.passage("words", required=_("Say why not.") if kind == "disagree" else "")
    if form.is_valid:
        try:
            with transaction.atomic():
                if kind == "post":
                    settlements.post(public_id, by=scope.actor, at=scope.at)
                else:
                    settlements.answer(
                        public_id, agrees=kind == "agree", words=words, by=scope.actor, at=scope.at
                    )
        except Refused as refusal:
            form.refuse(refusal)
    if not form.is_valid:
        return _page(request, view, form)
    request.session[DONE] = {
        "agree": _("Your side agrees."),
        "disagree": _("What your side says against it is written down."),
        "post": _("Posted to your books."),
    }[kind]
    return SeeOther(reverse("staff:money_settlement", kwargs={"public_id": public_id}))


def _found(public_id: UUID) -> settlements.SettlementView:
    try:
        return settlements.settlement(public_id)
    except Refused as refusal:
        raise Http404(refusal.what) from None


def _page(request: HttpRequest, view: settlements.SettlementView, form: Form) -> HttpResponse:
    line = next(
        (one for one in finance.parties.contracts_of_reader() if one.id == view.contract_id), None
    )
    if line is None:
        raise Http404("no such contract")
    terms = next(
        one for one in settlements.terms_of(line.id) if one.public_id == view.terms_public_id
    )
    drawn = [(said.FACTORS[part.factor], part.owner, part.pence) for part in view.parts]
    context = {
        "contract": line,
        "settled": view,
        "terms": terms,
        "shared": finance.sharing.share(
            view.paid_pence, view.result_pence, terms.sharing, is_gate_reached=view.is_gate_reached
        ),
        "chart": waterfall(view.expected_pence, drawn, names=(_("Expected"), _("What it cost"))),
        "homes": _homes(view),
        "seen": (seen := finance.sharing.seen_on(view.year.start)),
        "can_show": finance.sharing.smallest_effect(sum(view.beside.people.values()), seen),
        "savings": [said.as_per_cent(Fraction(part)) for part in view.beside.savings],
        "apart": _apart(request, view),
        "side": _side(request, view),
        "form": form,
        "words": said,
        "done": request.session.pop(DONE, ""),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/money/settlement.jinja", context, status=status)


def _homes(view: settlements.SettlementView) -> list[dict[str, object]]:
    """Give each neighbourhood's parts, its people, and how small an effect these can show."""
    seen = finance.sharing.seen_on(view.year.start)
    codes = [code for code, _ in view.parts[0].local]
    return [
        {
            "code": code,
            "people": (people := view.beside.people.get(code, 0)),
            "parts": (parts := [dict(part.local)[code] for part in view.parts]),
            "commissioner": sum(
                pence
                for part, pence in zip(view.parts, parts, strict=True)
                if part.owner == "commissioner"
            ),
            "all": sum(parts),
            "chance": view.beside.local_chance_pence.get(code),
            "effect": finance.sharing.smallest_effect(people, seen) if people else None,
        }
        for code in codes
    ]


def _apart(request: HttpRequest, view: settlements.SettlementView) -> dict[str, object] | None:
    """Take the factor that is asked for apart, from the stored inputs."""
    factor = request.GET.get("factor", "")
    if not factor:
        return None
    place = next((n for n, part in enumerate(view.parts) if part.factor == factor), None)
    if place is None:
        raise Http404("no such factor")
    told = settlements.inputs_of(view.public_id)
    found: dict[str, object] = {"factor": factor, "part": view.parts[place]}
    for name, key in APART.items():
        parts = attributing.parts_by(told.position, told.order, key)
        rows = [(what, one[place].pence) for what, one in parts.items() if one[place].pence]
        found[name] = sorted(rows, key=lambda row: -abs(row[1]))
    return found


def _side(request: HttpRequest, view: settlements.SettlementView) -> str:
    if not may(request, "settle_years"):
        return ""
    try:
        return settlements.side_of(view.contract_id)
    except Refused:
        return ""
