"""Rule 61, first half: a run over many people's records is ready only when every controller that
supplies it has signed an agreement in force on that purpose. That the run itself is recent enough
comes with the contract's dated parameter.
"""

from datetime import timedelta

import pytest
from tests.databases import as_app
from tests.integration.sharing import governing
from tests.integration.sharing.governing import AT

from peckham.sharing import api as sharing

pytestmark = pytest.mark.django_db
PLANNING = {
    "purposes": ("population planning",),
    "confidentiality_basis": "pseudonymised",
    "categories": ("identity", "health_record"),
}
HOUR = timedelta(hours=1)


@pytest.fixture
def bodies(db):
    return governing.build()


def judged(bodies, *controllers, at=AT, **changes):
    facts = {
        "purpose": "population planning",
        "categories": ("identity", "health_record"),
        "controllers": [bodies.organisations[body] for body in controllers],
        "runs_for": bodies.organisations["trust"],
        "at": at,
    } | changes
    with as_app(bodies.scope("trust", at=at)):
        return sharing.readiness.run_readiness(**facts)


def missing(bodies, *controllers, **changes):
    names = {key: body for body, key in bodies.organisations.items()}
    return [names[key] for key in judged(bodies, *controllers, **changes).missing]


def test_rule_61_every_controller_that_supplies_the_run_has_signed_else_it_is_not_ready(bodies):
    drafted = bodies.draft("trust", "practice", "charity", **PLANNING)
    bodies.sign(drafted, "trust")
    assert missing(bodies, "practice", "charity") == ["practice", "charity"]
    bodies.sign(drafted, "practice")
    assert missing(bodies, "practice", "charity") == ["charity"]
    assert not judged(bodies, "practice", "charity").is_ready
    bodies.sign(drafted, "charity", at=AT + HOUR)
    assert judged(bodies, "practice", "charity", at=AT + HOUR).is_ready
    assert not judged(bodies, "practice", "charity", at=AT + HOUR / 2).is_ready


def test_rule_61_an_agreement_on_another_purpose_or_on_less_data_does_not_count(bodies):
    care = bodies.draft("trust", "practice")
    less = bodies.draft("trust", "practice", **(PLANNING | {"categories": ("identity",)}))
    for drafted in (care, less):
        for body in ("trust", "practice"):
            bodies.sign(drafted, body)
    assert missing(bodies, "practice") == ["practice"]
    assert missing(bodies, "practice", categories=("identity",)) == []


def test_rule_61_who_leaves_is_missing_from_that_moment(bodies):
    drafted = bodies.draft("trust", "practice", **PLANNING)
    for body in ("trust", "practice"):
        bodies.sign(drafted, body)
    bodies.leave(drafted, "practice", at=AT + HOUR)
    assert judged(bodies, "practice").is_ready
    assert missing(bodies, "practice", at=AT + HOUR) == ["practice"]


def test_rule_61_support_under_section_251_that_has_expired_does_not_count(bodies):
    supported = PLANNING | {
        "confidentiality_basis": "section 251",
        "section_251_reference": "24/CAG/0001",
        "section_251_expires_on": AT.date(),
    }
    drafted = bodies.draft("trust", "practice", **supported)
    for body in ("trust", "practice"):
        bodies.sign(drafted, body)
    assert judged(bodies, "practice").is_ready
    assert missing(bodies, "practice", at=AT + timedelta(days=1)) == ["practice"]


def test_rule_61_the_refusal_names_who_is_missing_and_cites_the_rule(bodies):
    names = {bodies.organisations["practice"]: "Mill Practice"}
    with pytest.raises(sharing.readiness.NotReady) as refusal:
        sharing.readiness.check_ready(judged(bodies, "practice"), names=names)
    assert "Mill Practice" in refusal.value.what
    assert refusal.value.rule == 61
    assert refusal.value.remedy
    with pytest.raises(sharing.readiness.NotReady):
        sharing.readiness.check_ready(judged(bodies), names={})


def test_rule_61_ones_own_records_need_no_agreement_with_oneself(bodies):
    assert judged(bodies, "trust").is_ready
