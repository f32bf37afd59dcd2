"""A place: milestones, providers' plans, promises, where money comes from, offers to practices."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.interfaces.pages import partner_words as words
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, posts, reads
from peckham.interfaces.staff.acting import may
from peckham.interfaces.staff.partnering import (
    SECTION,
    Part,
    check_kept_here,
    do_part,
    partnerships,
    today_of,
    told,
    who,
)
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.requests import DONE

Page = partnerships.views.PlacePage
KEPT: dict[str, bool | None] = {"yes": True, "no": False, "unknown": None}


def _milestone(request: HttpRequest, page: Page, form: Form) -> str:
    due_on = form.day("due_on", today=None, required=_("Write by when it is due."))
    said = form.line("milestone_words", required=_("Write what is due."))
    found = told(request, form, "milestone")
    if form.is_valid and due_on:
        partnerships.promising.set_milestone(
            place_id=page.place.id, words=said, due_on=due_on, told=found, **who(request)
        )
    return _("The milestone is published.")


def _milestone_state(request: HttpRequest, page: Page, form: Form) -> str:
    keys = [str(one.public_id) for one in page.milestones]
    key = form.choice("milestone", keys, required=_("Choose a milestone."))
    state = form.choice("state", words.MILESTONE_STATES, required=_("Choose how it stands."))
    found = told(request, form, "state")
    if form.is_valid:
        partnerships.promising.state_milestone(
            milestone=UUID(key), state=state, told=found, **who(request)
        )
    return _("Written down: how it stands.")


def _plan(request: HttpRequest, page: Page, form: Form) -> str:
    provider = form.line("provider", required=_("Write whose plan it is."))
    state = form.choice("plan_state", words.PLAN_STATES, required=_("Choose how it stands."))
    found = told(request, form, "plan")
    if form.is_valid:
        partnerships.promising.state_provider_plan(
            place_id=page.place.id, provider=provider, state=state, told=found, **who(request)
        )
    return _("Written down: how the plan stands.")


def _promise(request: HttpRequest, page: Page, form: Form) -> str:
    said = form.passage("promise_words", required=_("Write the promise."), longest=2000)
    owner = form.line("promise_owner", required=_("Write who owes it."))
    found = told(request, form, "promise")
    if form.is_valid:
        partnerships.promising.promise(
            place_id=page.place.id, words=said, owner=owner, told=found, **who(request)
        )
    return _("The promise is published.")


def _evidence(request: HttpRequest, page: Page, form: Form) -> str:
    keys = [str(one.public_id) for one in page.promises]
    key = form.choice("promise", keys, required=_("Choose a promise."))
    said = form.passage("evidence_words", required=_("Write what shows it."), longest=2000)
    kept = form.choice("is_kept", KEPT, required=_("Choose whether it is kept."))
    found = told(request, form, "evidence")
    if form.is_valid:
        partnerships.promising.show_evidence(
            promise=UUID(key), words=said, is_kept=KEPT[kept], told=found, **who(request)
        )
    return _("The evidence is published.")


def _pence(form: Form, name: str, *, required: str) -> int | None:
    """Read whole pounds."""
    said = form.line(name, required=required).replace(",", "").removeprefix("£")
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and len(said) <= 12):
        form.fail(name, _("Write whole pounds, in numbers."))
        return None
    return int(said) * 100


def _funding(request: HttpRequest, page: Page, form: Form) -> str:
    purpose = form.line("purpose", required=_("Write what the money is for."))
    source = form.line("money_from")
    amount = _pence(form, "pounds", required="")
    found = told(request, form, "funding")
    if form.is_valid:
        partnerships.promising.state_funding(
            place_id=page.place.id,
            purpose=purpose,
            found=source,
            amount_pence=amount or None,
            told=found,
            **who(request),
        )
    return _("Written down: where the money comes from.")


def _commitment(request: HttpRequest, page: Page, form: Form) -> str:
    purposes = [one.purpose for one in page.fundings]
    purpose = form.choice("for_purpose", purposes, required=_("Choose what it is for."))
    said = form.line("commitment_words", required=_("Write what is committed, and to whom."))
    amount = _pence(form, "commitment_pounds", required=_("Write how much."))
    found = told(request, form, "commitment")
    if amount == 0:
        form.fail("commitment_pounds", _("Write how much."))
    if form.is_valid and amount:
        partnerships.promising.commit(
            place_id=page.place.id,
            purpose=purpose,
            words=said,
            amount_pence=amount,
            told=found,
            **who(request),
        )
    return _("Committed.")


def _offer(request: HttpRequest, page: Page, form: Form) -> str:
    keys = [str(one.id) for one in partnerships.contracts_in(page.place.place_id)]
    contract = form.choice("contract", keys, required=_("Choose a contract."))
    offered_to = form.line("offered_to", required=_("Write to which practices."))
    said = form.passage("offer_words", required=_("Write what is offered."), longest=4000)
    amount = _pence(form, "offer_pounds", required=_("Write how much money; 0 if none."))
    answer_by = form.day("answer_by", today=None, required=_("Write the last day for answers."))
    found = told(request, form, "offer")
    if form.is_valid and answer_by and amount is not None:
        partnerships.promising.offer_to_practices(
            contract_id=int(contract),
            offered_to=offered_to,
            answer_by=answer_by,
            amount_pence=amount,
            words=said,
            told=found,
            **who(request),
        )
    return _("The offer is published.")


def _reply(request: HttpRequest, page: Page, form: Form) -> str:
    keys = [str(one.public_id) for one in page.offers]
    offer = form.choice("offer", keys, required=_("Choose an offer."))
    practice = form.line("practice", required=_("Write which practice."))
    answer = form.choice("answer", words.REPLIES, required=_("Choose its answer."))
    said = form.passage("reply_words", longest=2000)
    found = told(request, form, "reply")
    if form.is_valid:
        partnerships.promising.record_reply(
            offer=UUID(offer),
            practice=practice,
            answer=answer,
            words=said,
            told=found,
            **who(request),
        )
    return _("The reply is published.")


PARTS: dict[str, Part[Page]] = {
    "milestone": _milestone,
    "state": _milestone_state,
    "plan": _plan,
    "promise": _promise,
    "evidence": _evidence,
    "funding": _funding,
    "commitment": _commitment,
    "offer": _offer,
    "reply": _reply,
}


def _found(request: HttpRequest, public_id: UUID) -> Page:
    try:
        return partnerships.place_page(public_id, on=today_of(request))
    except partnerships.NoSuchPlace:
        raise Http404 from None


def _page(request: HttpRequest, page: Page, form: Form, part: str = "") -> HttpResponse:
    context = {
        "section": SECTION,
        "page": page,
        "contracts": partnerships.contracts_in(page.place.place_id),
        "words": words,
        "form": form,
        "part": part,
        "may_keep": may(request, "keep_partnerships"),
        "done": request.session.pop(DONE, ""),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/contracts/contract_place.jinja", context, status=status)


@reads
@for_permission("read_contracts")
def place(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what was promised in a place, what is due, and what practices were offered."""
    return _page(request, _found(request, public_id), Form())


@posts
@for_permission("keep_partnerships")
def add(request: HttpRequest, public_id: UUID, part: str) -> HttpResponse:
    """Write one thing down about a place."""
    page, form = _found(request, public_id), Form(request.POST)
    check_kept_here(page.place)
    said = do_part(PARTS, part, request, page, form)
    if not form.is_valid:
        return _page(request, page, form, part)
    request.session[DONE] = said
    return SeeOther(reverse("staff:contract_place", kwargs={"public_id": public_id}))
