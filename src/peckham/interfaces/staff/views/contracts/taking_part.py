"""One step of a practice's participation at a time: what it does, what it needs, one button."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.contracts import api as contracts
from peckham.infra import reference
from peckham.infra.scope import Scope
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once, posts
from peckham.interfaces.staff import practice_words as said
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.reauthentication import require_recent_sign_in
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.contracts.practice import (
    SECTION,
    own_practice,
    participating,
    steps_open,
    today_of,
)
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Refused
from peckham.people import api as people

NOTICES = ("give notice", "give notice of return")
JOINS = ("join partly", "join as new", "give notice")
LETTERS = "write-to-patients"
NAMED_AT_MOST = 100


def _notice(request: HttpRequest) -> contracts.participating.StepView | None:
    """Give the notice of the practice that runs, or None."""
    history = participating.history(own_practice(request).id)
    notices = [one for one in history if one.kind in NOTICES]
    runs = history and history[-1].core in ("notified", "patients_written", "return_notified")
    return notices[-1] if notices and runs else None


def _contracts(request: HttpRequest, kind: str) -> list[contracts.subcontracting.ContractLine]:
    """List the contracts that a step may be about: the one that runs, or those one could join."""
    standing = participating.standing_of(own_practice(request).id)
    history = participating.history(own_practice(request).id)
    lines = contracts.subcontracting.contract_lines(families=("icp",))
    if history and (standing.mode != "none" or standing.core not in ("none", "active")):
        return [one for one in lines if one.id == history[-1].contract_id]
    return list(lines) if kind in JOINS else []


def _page(request: HttpRequest, slug: str, form: Form, part: str = "") -> HttpResponse:
    practice, today = own_practice(request), today_of(request)
    kind, title, about = said.STEPS[slug]
    standing, notice = participating.standing_of(practice.id), _notice(request)
    context = {
        "section": SECTION,
        "practice": practice,
        "slug": slug,
        "kind": kind,
        "title": title,
        "about": about,
        "is_open": slug in steps_open(standing),
        "standing": standing,
        "notice": notice,
        "choices": _contracts(request, kind),
        "leaving": participating.leaving(standing, on=today, parameters=reference.parameters()),
        "list_size": participating.list_size(practice.id),
        "said_of": said,
        "form": form,
        "part": part,
        "done": request.session.pop(DONE, ""),
    }
    if notice is not None and (slug == LETTERS or notice.kind == "give notice of return"):
        context |= _letters(notice, practice.id, request)
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/contracts/step.jinja", context, status=status)


def _letters(
    notice: contracts.participating.StepView, practice_id: int, request: HttpRequest
) -> dict[str, object]:
    """Say who has had no letter; whom no letter reaches is named, and the look written down."""
    keys = participating.not_reached(notice.public_id, at_most=NAMED_AT_MOST)
    named = people.summaries(keys, today_of(request))
    for key in named:
        people.record_look(key, parts=["demographics"], categories=["identity"])
    return {
        "waiting": participating.letters_waiting(practice_id),
        "named": [named[key] for key in keys if key in named],
        "not_named": len(keys) - len(named),
    }


@require_recent_sign_in
@once
@for_permission("decide_participation")
def step(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one step and take it: only for the practice for which one signs."""
    if slug not in said.STEPS:
        raise Http404
    form = Form(request.POST)
    if request.method == "POST" and _taken(request, slug, form):
        request.session[DONE] = str(said.HAPPENED[said.STEPS[slug][0]]) + "."
        return SeeOther(reverse("staff:practice"))
    return _page(request, slug, form)


def _taken(request: HttpRequest, slug: str, form: Form) -> bool:
    scope, kind = scope_of(request), said.STEPS[slug][0]
    choices = {str(one.id): one for one in _contracts(request, kind)}
    chosen = form.value("contract") or next(iter(choices), "")
    if chosen not in choices:
        form.fail("contract", _("Choose a contract that a provider holds."))
    agreement = form.line("agreement") if kind == "join partly" else ""
    intended_on = None
    if kind in NOTICES:
        intended_on = form.day("intended_on", today=None, required=_("Write the day."))
    if not form.is_valid:
        return False
    try:
        with transaction.atomic():
            participating.take_part(
                practice_id=own_practice(request).id,
                contract_id=choices[chosen].id,
                kind=kind,
                intended_on=intended_on,
                agreement=agreement,
                by=scope.actor,
                at=scope.at,
            )
    except Refused as refusal:
        form.refuse(refusal)
    return form.is_valid


def _letters_sent(form: Form, notice: UUID, scope: Scope) -> str:
    count = participating.write_to_patients(notice=notice, by=scope.actor, at=scope.at)
    return _("%d patients were written to.") % count


def _told(form: Form, notice: UUID, scope: Scope) -> str:
    way = form.choice("way", said.WAYS, required=_("Say how they were told."))
    try:
        person = UUID(form.value("person"))
    except ValueError:
        form.fail("", _("The form does not say whom it is about. Load the page again."))
        return ""
    if form.is_valid:
        participating.told_another_way(
            notice=notice,
            person=person,
            way=way,
            by=scope.actor,
            at=scope.at,
        )
    return _("Written down: told another way.")


def _wanted(form: Form, notice: UUID, scope: Scope) -> str:
    choice = form.choice("choice", said.CHOICES, required=_("Say what they want."))
    number = form.line("nhs_number", required=_("Write the NHS number."))
    if form.is_valid:
        participating.record_choice(
            notice=notice,
            nhs_number="".join(number.split()),
            choice=choice,
            by=scope.actor,
            at=scope.at,
        )
    return _("Written down: what the patient wants.")


PARTS: dict[str, Callable[[Form, UUID, Scope], str]] = {
    "letters": _letters_sent,
    "another-way": _told,
    "choice": _wanted,
}


@posts
@for_permission("decide_participation")
def tell(request: HttpRequest, slug: str, part: str) -> HttpResponse:
    """Write to patients, say that one was told another way, or write down what one wants."""
    notice, form, act = _notice(request), Form(request.POST), PARTS.get(part)
    if notice is None or slug not in said.STEPS or act is None:
        raise Http404
    try:
        with transaction.atomic():
            words = act(form, notice.public_id, scope_of(request))
    except Refused as refusal:
        form.refuse(refusal)
    if not form.is_valid:
        return _page(request, slug, form, part)
    request.session[DONE] = words
    return SeeOther(reverse("staff:practice_step", kwargs={"slug": slug}))
