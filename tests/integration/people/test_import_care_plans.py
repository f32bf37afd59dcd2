"""Care plans, and what a sender labelled as sensitive, out of FHIR that others wrote."""

import json

import pytest
from tests.integration.people.test_import_fhir import condition, page, patient, send, synthea
from tests.integration.people.world import AREAS, AT, BY

from peckham.people import api as people
from peckham.people.models import RecordEntry
from peckham.sharing.models import Mark

__all__ = ["send", "synthea"]
SNOMED = "http://snomed.info/sct"
ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"


def labelled(resource, *codes, system=ACT_CODE):
    labels = [{"system": system, "code": code} for code in codes]
    return resource | {"meta": {"security": labels}}


def care_plan(**changes):
    return {
        "resourceType": "CarePlan",
        "id": "cp1",
        "status": "active",
        "intent": "plan",
        "category": [{"coding": [{"system": SNOMED, "code": "699728000",
                                  "display": "Asthma self management"}]}],
        "subject": {"reference": "Patient/p1"},
        "period": {"start": "2026-01-05", "end": "2026-12-31"},
        "addresses": [{"reference": "Condition/c1"}],
        "goal": [{"reference": "Goal/g1"}],
        "activity": [
            {"detail": {"code": {"text": "Deep breathing"}, "status": "in-progress"}},
            {"detail": {"code": {"text": "Aspirin"}, "status": "stopped", "doNotPerform": True}},
        ],
    } | changes  # fmt: skip


GOAL = {
    "resourceType": "Goal",
    "id": "g1",
    "lifecycleStatus": "active",
    "description": {"text": "Sleep through the night"},
    "subject": {"reference": "Patient/p1"},
}


def test_a_care_plan_says_what_it_is_for_what_it_wants_and_what_is_to_be_done(world, send):
    report = send(patient(), condition(), GOAL, care_plan())
    assert report.created["CarePlan"] == 1
    (plan,) = page(report).care_plans
    assert (plan.display, plan.status, plan.started, plan.ended) == (
        "Asthma self management", "active", "2026-01-05", "2026-12-31"
    )  # fmt: skip
    said = [(part["part"], part["display"], part.get("is_negated", False))
            for part in plan.components]  # fmt: skip
    assert said == [
        ("for", "Type 2 diabetes", False),
        ("goal", "Sleep through the night", False),
        ("activity", "Deep breathing", False),
        ("activity", "Aspirin", True),
    ]


def test_a_care_plan_is_no_entry_of_the_rest_of_the_record(world, send):
    seen = page(send(patient(), condition(), care_plan(title="My plan")))
    assert [entry.kind for entry in seen.record] == ["condition"]
    assert [plan.display for plan in seen.care_plans] == ["My plan"]


def test_a_changed_care_plan_supersedes_and_one_entered_in_error_goes(world, send):
    send(patient(), condition(), care_plan())
    report = send(patient(), condition(), care_plan(status="completed"))
    assert report.changed["CarePlan"] == 1
    assert [plan.status for plan in page(report).care_plans] == ["completed"]
    report = send(patient(), condition(), care_plan(status="entered-in-error"))
    assert page(report).care_plans == ()


def test_a_care_plan_of_an_unknown_status_or_of_a_group_is_refused(world, send):
    report = send(patient(), care_plan(status="going well"))
    assert [p.path for p in report.problems] == ["Bundle.entry[1].resource.status"]
    group = {"resourceType": "Group", "id": "gr", "type": "person", "actual": True}
    report = send(patient(), group, care_plan(subject={"reference": "Group/gr"}))
    assert "about a Group" in report.problems[0].reason


def test_every_care_plan_that_synthea_wrote_is_loaded(world, synthea):
    sent = sum(
        entry["resource"]["resourceType"] == "CarePlan"
        for path in synthea.glob("*.json")
        for entry in json.loads(path.read_bytes())["entry"]
    )
    report = people.import_fhir([synthea], AREAS[0], by=BY, at=AT)
    assert report.created["CarePlan"] == sent > 20
    assert "CarePlan" not in report.passed_over
    assert RecordEntry.objects.filter(kind="care_plan").exclude(components=[]).count() == sent


# Security labels.


@pytest.mark.parametrize(
    ("codes", "system", "category"),
    [
        (["SEX"], ACT_CODE, "sexual_health"),
        (["HIV", "STD"], ACT_CODE, "sexual_health"),
        (["SDV"], "http://hl7.org/fhir/v3/ActCode", "domestic_abuse"),
        (["EMP"], ACT_CODE, "staff_as_patient"),
        (["N"], CONFIDENTIALITY, ""),
        (["HTEST"], "http://terminology.hl7.org/CodeSystem/v3-ActReason", ""),
    ],
)
def test_a_label_becomes_its_category(world, send, codes, system, category):
    send(patient(), labelled(condition(), *codes, system=system))
    assert [entry.sensitivity for entry in RecordEntry.objects.all()] == [category]


def test_restricted_beside_a_sensitivity_code_says_no_more(world, send):
    resource = labelled(condition(), "SDV")
    resource["meta"]["security"].append({"system": CONFIDENTIALITY, "code": "R"})
    send(patient(), resource)
    assert [entry.sensitivity for entry in RecordEntry.objects.all()] == ["domestic_abuse"]


@pytest.mark.parametrize(
    ("codes", "system", "why"),
    [
        (["MH"], ACT_CODE, "no category is kept yet"),
        (["R"], CONFIDENTIALITY, "no category is kept yet"),
        (["NEWCODE"], ACT_CODE, "not known here"),
        (["SEX", "SDV"], ACT_CODE, "two sensitive categories"),
    ],
)
def test_a_label_that_cannot_be_kept_apart_is_reported_and_loaded_nowhere(
    world, send, codes, system, why
):
    report = send(patient(), labelled(condition(), *codes, system=system))
    (problem,) = report.problems
    assert why in problem.reason
    assert problem.path.endswith("meta.security")
    assert not RecordEntry.objects.exists()


def test_a_labelled_patient_is_marked_as_a_whole_and_once(world, send):
    report = send(labelled(patient(), "EMP"))
    send(labelled(patient(), "EMP"))
    (mark,) = Mark.objects.all()
    assert (mark.person_id, mark.category) == (report.people[0].id, "staff_as_patient")
    other = {key: value for key, value in patient(id="p2").items() if key != "identifier"}
    report = send(labelled(other, "MH"), name="other.json")
    assert not report.people
    assert "no category is kept yet" in report.problems[0].reason
