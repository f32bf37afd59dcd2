"""Reads of what a neighbourhood plan rests on: involvement, answers, networks, decision."""

from datetime import date

from django.db import connection

from peckham.places.domain.plan_records import (
    AnswerView,
    Assessment,
    DecisionView,
    InvolvementView,
    NetworkView,
    PlanRecord,
)
from peckham.places.domain.readiness import StandingRecord
from peckham.places.models import (
    Involvement,
    NeighbourhoodPlan,
    NetworkStatement,
    PlanAssessment,
    PlanDecision,
    PlanQuestion,
)

_NETWORKS = """
    SELECT network.pcn_id, body.ods_code, body.name, network.patients_here, network.patients
    FROM peckham.networks_in_place(%s, %s) network
    JOIN organisations_organisation body ON body.id = network.pcn_id
    WHERE network.is_of_the_place ORDER BY body.name, body.ods_code
"""


def record_of(plan_id: int, *, on: date) -> PlanRecord:
    """Give everything that a plan rests on.

    Args:
        plan_id: The plan.
        on: The day whose networks are asked about.
    """
    decision = PlanDecision.objects.filter(plan_id=plan_id).first()
    return PlanRecord(
        involvements=_involvements(plan_id),
        questions=_questions(plan_id),
        networks=_networks(plan_id, on),
        decision=DecisionView(decision.body, decision.decided_on, decision.reference)
        if decision
        else None,
        assessment=assessment_of(plan_id),
    )


def standing_record(plan_id: int, *, on: date) -> StandingRecord:
    """Say what is written down about a plan so far, as far as rule 43 asks."""
    return StandingRecord(
        involvements=Involvement.objects.filter(plan_id=plan_id).count(),
        unanswered=tuple(each.question for each in _questions(plan_id) if not each.answer),
        networks_unstated=tuple(each.name for each in _networks(plan_id, on) if not each.fate),
    )


def assessment_of(plan_id: int) -> Assessment | None:
    """Give how a draft was made and what was found of it, or None where it came with its place."""
    row = PlanAssessment.objects.filter(plan_id=plan_id).first()
    if row is None:
        return None
    return Assessment(
        method=row.method,
        version=row.version,
        inputs_sha256=row.inputs_sha256,
        seed=row.seed,
        asked=row.asked,
        measures=row.measures,
        certificate=row.certificate,
        value=row.value,
        bound=row.bound,
    )


def _involvements(plan_id: int) -> tuple[InvolvementView, ...]:
    return tuple(
        InvolvementView(row.who, row.how, row.from_on, row.until_on, row.said, row.change)
        for row in Involvement.objects.filter(plan_id=plan_id).order_by("from_on", "pk")
    )


def _questions(plan_id: int) -> tuple[AnswerView, ...]:
    found = []
    rows = PlanQuestion.objects.filter(plan_id=plan_id).prefetch_related("answers")
    for row in rows.order_by("asked_on", "pk"):
        latest = max(row.answers.all(), key=lambda answer: answer.pk, default=None)
        found.append(
            AnswerView(
                public_id=row.public_id,
                question=row.question,
                asked_on=row.asked_on,
                answer=latest.answer if latest else "",
                published_at=latest.published_at if latest else None,
            )
        )
    return tuple(found)


def _networks(plan_id: int, on: date) -> tuple[NetworkView, ...]:
    place_id = NeighbourhoodPlan.objects.values_list("place_id", flat=True).get(pk=plan_id)
    stated = {
        row.pcn_id: row for row in NetworkStatement.objects.filter(plan_id=plan_id).order_by("pk")
    }
    with connection.cursor() as cursor:
        cursor.execute(_NETWORKS, [place_id, on])
        rows = cursor.fetchall()
    return tuple(
        NetworkView(
            pcn_id=key,
            code=code,
            name=name,
            patients_here=here,
            patients=everywhere,
            fate=stated[key].fate if key in stated else "",
            detail=stated[key].detail if key in stated else "",
        )
        for key, code, name, here, everywhere in rows
    )
