"""Rule 43: no plan without an involvement record, published answers and each network's fate."""

import pytest
from tests.integration.places import planners
from tests.integration.places.example import AT, BY, loaded
from tests.integration.places.planners import adopt, draft_by, involve, planning, state_all

from peckham.places.domain.readiness import NotYetDecided

pytestmark = pytest.mark.django_db
LABELS = {f"E9900000{n}": "x" if n < 2 else "y" for n in range(6)}


@pytest.fixture
def draft(db):
    loaded()
    return draft_by(BY, LABELS)


def lacks(draft):
    with pytest.raises(NotYetDecided) as refusal:
        adopt(draft, BY)
    assert refusal.value.rule == 43
    assert "section 14Z45" in refusal.value.why
    return refusal.value.what


def test_rule_43_what_is_missing_is_named_until_nothing_is(draft):
    assert "who was asked" in lacks(draft)
    assert "kept, merged or mapped" in lacks(draft)
    involve(draft, BY)
    assert "who was asked" not in lacks(draft)
    question = planning.record_question(
        plan_id=draft.id, question="Do you start over?", asked_on=planners.TODAY, by=BY, at=AT
    )
    state_all(draft, BY)
    assert "an answer to every question" in lacks(draft)
    planning.publish_answer(question=question, answer="No network is dissolved.", by=BY, at=AT)
    adopt(draft, BY)
    assert planning.plan(draft.public_id).state == "adopted"


def test_rule_43_each_network_of_the_place_is_kept_merged_or_mapped(draft):
    (network,) = planning.record_of(draft.id, on=planners.TODAY).networks
    assert (network.name, network.fate) == ("RIVER PCN", "")
    for fate in ("merged", "mapped"):
        planning.state_network(
            plan_id=draft.id, pcn_id=network.pcn_id, fate=fate, detail="both", by=BY, at=AT
        )
    (stated,) = planning.record_of(draft.id, on=planners.TODAY).networks
    assert stated.fate == "mapped", "what is stated later stands"
