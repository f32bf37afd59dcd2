"""What a plan rests on: who was asked, questions and answers, networks, and the decision."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once, posts
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.planned import SECTION, plan_or_404, planning, standing_of, today_of
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.requests import DONE
from peckham.interfaces.staff.words import FATES
from peckham.kernel import Refused
from peckham.places import api as places

View = planning.PlanView


def _asked(request: HttpRequest, view: View, form: Form) -> str:
    today = today_of(request)
    words = {
        name: form.passage(name, required=required, longest=2000)
        for name, required in (
            ("who", _("Say who was asked.")),
            ("how", _("Say how they were asked.")),
            ("said", _("Write down what they said.")),
            ("change", _("Say what was changed because of it, or why nothing was.")),
        )
    }
    from_on = form.day("from_on", today=today, required=_("Write the first day."))
    until_on = form.day("until_on", today=today, required=_("Write the last day."))
    if form.is_valid and from_on and until_on:
        scope = scope_of(request)
        planning.record_involvement(
            plan_id=view.id,
            **words,
            from_on=from_on,
            until_on=until_on,
            today=today,
            by=scope.actor,
            at=scope.at,
        )
    return _("Written down: who was asked, and what they said.")


def _question(request: HttpRequest, view: View, form: Form) -> str:
    scope, today = scope_of(request), today_of(request)
    question = form.passage("question", required=_("Write the question."), longest=2000)
    asked_on = form.day("asked_on", today=today, required=_("Write the day it was asked."))
    if form.is_valid and asked_on:
        planning.record_question(
            plan_id=view.id, question=question, asked_on=asked_on, by=scope.actor, at=scope.at
        )
    return _("The question is written down. The plan is not adopted before it is answered.")


def _answer(request: HttpRequest, view: View, form: Form) -> str:
    scope = scope_of(request)
    record = planning.record_of(view.id, on=today_of(request))
    keys = [str(each.public_id) for each in record.questions]
    key = form.choice("answers", keys, required=_("Choose the question."))
    answer = form.passage("answer", required=_("Write the answer."), longest=4000)
    if form.is_valid:
        planning.publish_answer(question=UUID(key), answer=answer, by=scope.actor, at=scope.at)
    return _("The answer is published with the plan.")


def _networks(request: HttpRequest, view: View, form: Form) -> str:
    scope = scope_of(request)
    for network in planning.record_of(view.id, on=today_of(request)).networks:
        fate = form.choice(f"fate_{network.code}", FATES)
        detail = form.line(f"detail_{network.code}")
        if fate and form.is_valid and (fate, detail) != (network.fate, network.detail):
            planning.state_network(
                plan_id=view.id,
                pcn_id=network.pcn_id,
                fate=fate,  # type: ignore[arg-type]
                detail=detail,
                by=scope.actor,
                at=scope.at,
            )
    return _("Written down: what becomes of each network.")


PARTS: dict[str, Callable[[HttpRequest, View, Form], str]] = {
    "asked": _asked,
    "question": _question,
    "answer": _answer,
    "networks": _networks,
}


def _page(request: HttpRequest, view: View, form: Form, part: str = "") -> HttpResponse:
    record = planning.record_of(view.id, on=today_of(request))
    ground, named = planning.ground_of(view.id, view.place_id, on=today_of(request))
    report = planning.boundary_report(ground)
    context = {
        "section": SECTION,
        "plan": view,
        "record": record,
        "rows": {row.network: row for row in report.rows},
        "named": named,
        "fates": FATES,
        "form": form,
        "part": part,
        "done": request.session.pop(DONE, ""),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/places/record.jinja", context, status=status)


@once
@for_permission("plan_places")
def record(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what a plan rests on so far."""
    if request.method == "POST":
        raise Http404
    return _page(request, plan_or_404(public_id), Form())


@posts
@for_permission("plan_places")
def add(request: HttpRequest, public_id: UUID, part: str) -> HttpResponse:
    """Write one thing down: who was asked, a question, an answer, or the networks' fate."""
    view, form = plan_or_404(public_id), Form(request.POST)
    act = PARTS.get(part)
    if act is None:
        raise Http404
    try:
        with transaction.atomic():
            words = act(request, view, form)
    except Refused as refusal:
        form.refuse(refusal)
    if not form.is_valid:
        return _page(request, view, form, part)
    request.session[DONE] = words
    return SeeOther(reverse("staff:plan_record", kwargs={"public_id": public_id}))


@once
@for_permission("plan_places")
def adopt(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write down the decision, and put the plan in force from its first day."""
    view, form, today = plan_or_404(public_id), Form(request.POST), today_of(request)
    if request.method == "POST" and _adopted(request, view, form):
        request.session[DONE] = _("Adopted. Everybody can read the plan, and what it rests on.")
        return SeeOther(reverse("staff:plan", kwargs={"public_id": public_id}))
    homes = planning.areas_of_plan(view.id)
    served = {hub.neighbourhood_code for hub in places.hubs(today) if hub.place_id == view.place_id}
    standing = standing_of(view.place_id)
    record = planning.standing_record(view.id, on=today)
    context = {
        "section": SECTION,
        "plan": view,
        "standing": standing,
        "missing": [planning.MISSING_WORDS[each] for each in planning.missing_for_adoption(record)],
        "without_hub": [name for code, name in homes.names.items() if code not in served],
        "form": form,
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/places/adopt.jinja", context, status=status)


def _adopted(request: HttpRequest, view: View, form: Form) -> bool:
    scope, today = scope_of(request), today_of(request)
    body = form.line("body", required=_("Write which body decided."), longest=160)
    reference = form.line("reference", required=_("Write where the decision is found."))
    decided_on = form.day("decided_on", today=today, required=_("Write the day of the decision."))
    from_on = form.day("from_on", today=None, required=_("Write the first day of the plan."))
    if not form.is_valid or decided_on is None or from_on is None:
        return False
    try:
        with transaction.atomic():
            planning.adopt_by_decision(
                plan_id=view.id,
                body=body,
                decided_on=decided_on,
                reference=reference,
                from_on=from_on,
                today=today,
                by=scope.actor,
                at=scope.at,
            )
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True
