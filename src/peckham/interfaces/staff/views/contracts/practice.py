"""A practice's own page: how it takes part, work moved, and what it switched on at the hub."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.contracts import api as contracts
from peckham.infra import reference
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, posts, reads
from peckham.interfaces.pages.spreadsheet import spreadsheet
from peckham.interfaces.staff import practice_words as said
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Refused
from peckham.kernel.london import day_of
from peckham.organisations import api as organisations
from peckham.places import api as places
from peckham.services import api as services

SECTION = "staff:practice"
participating = contracts.participating
# More than a year has hours, and more than any practice is paid.
NUMBER_MAX = 1_000_000_000
HEADER = (
    "direction", "work", "other organisation", "from", "hours a week", "our hours a week",
    "pence a year", "reply", "flagged",
)  # fmt: skip


def own_practice(request: HttpRequest) -> places.records.PracticeView:
    """Give the practice for which the reader acts."""
    organisation_id = scope_of(request).organisation_id
    for practice in places.practices():
        if practice.organisation_id == organisation_id:
            return practice
    raise Http404


def today_of(request: HttpRequest) -> date:
    """Give the day of the request."""
    return day_of(scope_of(request).at)


def steps_open(standing: contracts.participation.Standing) -> list[str]:
    """List, by their names in addresses, the steps that the practice itself could take next."""
    open_now = contracts.participation.open_to(standing)
    return [slug for slug, (kind, _title, _about) in said.STEPS.items() if kind in open_now]


def page_of(request: HttpRequest, form: Form, part: str = "") -> HttpResponse:
    """Show the page, with the form that was tried still open."""
    practice, today = own_practice(request), today_of(request)
    standing = participating.standing_of(practice.id)
    history = participating.history(practice.id)
    in_contract = history[-1].contract_id if history and standing.mode != "none" else None
    lines = contracts.subcontracting.contract_lines()
    context = {
        "section": SECTION,
        "practice": practice,
        "standing": standing,
        "history": history,
        "contract": next((one for one in lines if one.id == in_contract), None),
        "contracts": {one.id: one for one in lines},
        "steps": steps_open(standing),
        "leaving": participating.leaving(standing, on=today, parameters=reference.parameters()),
        "list_size": participating.list_size(practice.id),
        "transfers": participating.transfers_of(practice.id, on=today),
        "categories": {one.code: one.words for one in services.categories()},
        "switched": participating.switched_on(practice.id, on=today),
        "to_come": participating.switches_to_come(practice.id, on=today),
        "others": organisations.directory(),
        "today": today,
        "said_of": said,
        "form": form,
        "part": part,
        "done": request.session.pop(DONE, ""),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/contracts/practice.jinja", context, status=status)


@reads
@for_permission("decide_participation")
def practice(request: HttpRequest) -> HttpResponse:
    """Show how the practice takes part, what work moves, and what is switched on."""
    return page_of(request, Form())


@reads
@for_permission("decide_participation")
def work_as_csv(request: HttpRequest) -> HttpResponse:
    """Give the work moved to and from the practice as a spreadsheet."""
    views = participating.transfers_of(own_practice(request).id, on=today_of(request))
    lines = [
        (
            "to us" if view.transfer.to_practice else "from us",
            view.what,
            view.other,
            view.transfer.starts_on,
            view.transfer.hours_per_week,
            view.transfer.own_hours_per_week,
            view.transfer.funded_pence_per_year,
            view.transfer.reply or "",
            view.flagged,
        )
        for view in views
    ]
    return spreadsheet("work-moved.csv", HEADER, lines)


def _number(form: Form, name: str, *, required: str) -> int | None:
    given = form.line(name, required=required)
    if not given:
        return None
    if not (given.isascii() and given.isdigit()) or int(given) > NUMBER_MAX:
        form.fail(name, _("Write a whole number."))
        return None
    return int(given)


def _moved(request: HttpRequest, form: Form) -> str:
    scope = scope_of(request)
    what = form.passage("what", required=_("Say which work."), longest=500)
    keys = [str(one.id) for one in organisations.directory()]
    other = form.choice("other", keys, required=_("Choose the other organisation."))
    direction = form.choice("direction", ["to", "from"], required=_("Say which way it moves."))
    starts_on = form.day("starts_on", today=None, required=_("Write the first day."))
    hours = _number(form, "hours", required=_("Write how many hours a week it takes."))
    pounds = _number(form, "pounds", required="")
    if form.is_valid and starts_on and hours is not None:
        participating.propose_transfer(
            practice_id=own_practice(request).id,
            other_id=int(other),
            to_practice=direction == "to",
            what=what,
            starts_on=starts_on,
            hours_per_week=hours,
            funded_pence_per_year=None if pounds is None else pounds * 100,
            by=scope.actor,
            at=scope.at,
        )
    return _("Written down: work that moves.")


def _answered(request: HttpRequest, form: Form) -> str:
    scope = scope_of(request)
    views = participating.transfers_of(own_practice(request).id, on=today_of(request))
    keys = {str(view.public_id): view for view in views}
    key = form.choice("transfer", keys, required=_("Choose the work."))
    reply = form.choice("reply", said.REPLIES, required=_("Say whether you agree."))
    hours = _number(form, "own_hours", required=_("Write your own estimate, in hours a week."))
    words = form.passage("words", longest=1000)
    if form.is_valid and hours is not None:
        participating.answer_transfer(
            transfer=keys[key].public_id,
            reply=reply,  # type: ignore[arg-type]
            hours_per_week=hours,
            words=words,
            by=scope.actor,
            at=scope.at,
        )
    return _("Your answer is written down.")


def _switched(request: HttpRequest, form: Form) -> str:
    scope, today = scope_of(request), today_of(request)
    codes = [one.code for one in services.categories()]
    category = form.choice("category", codes, required=_("Choose a type of request."))
    way = form.choice("way", ["on", "off"], required=_("Say whether on or off."))
    from_on = form.day("from_on", today=None) or today
    if form.is_valid:
        participating.switch(
            practice_id=own_practice(request).id,
            category=category,
            is_on=way == "on",
            from_on=from_on,
            by=scope.actor,
            at=scope.at,
        )
    return _("Switched.")


PARTS: dict[str, Callable[[HttpRequest, Form], str]] = {
    "moved": _moved,
    "answer": _answered,
    "switch": _switched,
}


@posts
@for_permission("decide_participation")
def add(request: HttpRequest, part: str) -> HttpResponse:
    """Write one thing down: work that moves, an answer to it, or a switch."""
    form, act = Form(request.POST), PARTS.get(part)
    if act is None:
        raise Http404
    try:
        with transaction.atomic():
            words = act(request, form)
    except Refused as refusal:
        form.refuse(refusal)
    if not form.is_valid:
        return page_of(request, form, part)
    request.session[DONE] = words
    return SeeOther(reverse("staff:practice"))
