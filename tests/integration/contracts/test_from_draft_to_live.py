"""A contract as it is stored: through its gates by the pure pack, asked of its own rows."""

from datetime import date

import pytest
from tests.agreeing import BY
from tests.integration.contracts import world as w
from tests.integration.contracts.world import heads, noon

from peckham.contracts.actions.drafting import NotADraft, StaleDraft
from peckham.contracts.actions.refusing import ContractRefused
from peckham.contracts.api import ConditionOpen
from peckham.contracts.domain.gates import OutOfOrder
from peckham.sharing import api as sharing

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return w.build()


def test_from_proposal_to_signature_with_the_assessment_between(world):
    river = w.draft(world)
    w.reach(world, river, "functions", without=("assessed",))
    with pytest.raises(ContractRefused):
        w.decide(world, river, "award", noon(6, 20), "board", commissioner="the council")
    w.award(world, river, noon(6, 20), considered=())
    with pytest.raises(ConditionOpen, match="equality assessment") as shut:
        w.gate(world, river, "awarded", noon(6, 21))
    assert (shut.value.rule, bool(shut.value.remedy)) == (2, True)
    w.assess(world, river, noon(6, 25))
    assert w.answer(river, "award.assessment", noon(6, 25)).status == "does not hold"
    w.award(world, river, noon(7, 1))
    w.gate(world, river, "awarded", noon(7, 2))
    w.assure(world, river, noon(7, 3))
    w.gate(world, river, "signed", noon(7, 4))
    view = heads.views.contract(river, on=date(2026, 7, 4))
    assert [name for name, _ in view.passed] == [
        "approved",
        "procuring",
        "preferred",
        "awarded",
        "signed",
    ]
    assert view.line.said.entered_on == date(2026, 7, 4)
    assert view.line.stands == "signed"
    earlier = heads.views.contract(river, on=date(2026, 4, 1)).line
    assert (earlier.stands, earlier.next_gate) == ("approved", "procuring")
    story = heads.views.over_time(river, at=noon(7, 4))
    open_on = {one.day: (one.stands, one.open) for one in story}
    assert open_on[date(2026, 3, 2)] == ("draft", 0)
    assert open_on[date(2026, 2, 1)][1] > 0
    assert (story[-1].day, story[-1].stands) == (date(2026, 7, 4), "signed")


def test_gates_are_passed_in_order_and_parts_change_by_variation_alone(world):
    river = w.draft(world)
    with pytest.raises(OutOfOrder):
        w.gate(world, river, "procuring", noon(2, 3))
    with pytest.raises(ConditionOpen) as shut:
        w.gate(world, river, "approved", noon(2, 3))
    assert shut.value.rule == 72
    w.reach(world, river, "approved")
    with pytest.raises(NotADraft):
        w.take(world, river, heads.keep_parts, noon(3, 4), parts=w.parts(world))


def test_an_edit_that_followed_something_older_is_refused(world):
    river = w.draft(world)
    only = heads.stated.Parts(people=w.PEOPLE)
    numbers = heads.views.contract(river, on=date(2026, 2, 1)).numbers
    w.take(world, river, heads.keep_parts, noon(2, 2), parts=only, follows={"people": 1})
    with pytest.raises(StaleDraft):
        w.take(world, river, heads.keep_parts, noon(2, 3), parts=only, follows=numbers)


def test_a_provider_proposes_and_the_commissioners_decide(world):
    """Rule 65: an optional line joins by variation, priced, once each committee agreed."""
    river = w.draft(world)
    w.reach(world, river, "signed")
    lines = tuple(
        w.replace(line, status="in", deliveries=(w.delivered(),))
        if line.service == "outpatients"
        else line
        for line in w.scope_lines()
    )
    asked = {
        "what": "Bring outpatients in",
        "why": "They are at the hub.",
        "from_on": date(2026, 10, 1),
        "proposed_by": world.organisations["trust"],
    }
    whole = heads.stated.Parts(scope=lines, terms=w.parts(world).terms)
    with pytest.raises(ContractRefused):
        w.take(world, river, heads.propose_variation, noon(8, 1), "mill", parts=whole, **asked)
    w.take(world, river, heads.propose_variation, noon(8, 1), "trust", parts=whole, **asked)
    (proposed,) = heads.views.contract(river, on=date(2026, 8, 1)).variations
    assert proposed.is_agreed is None
    with pytest.raises(ContractRefused):
        w.decide(world, river, "variation", noon(8, 2), "trust", variation_id=proposed.id,
            commissioner="the board")  # fmt: skip
    for body in ("board", "council"):
        w.decide(world, river, "variation", noon(8, 2), body, variation_id=proposed.id)
    before, after = (
        heads.views.contract(river, on=day).line.said
        for day in (date(2026, 9, 30), date(2026, 10, 1))
    )
    assert len(before.in_scope()) + 1 == len(after.in_scope())
    assert heads.views.contract(river, on=date(2026, 8, 1)).variations[0].is_agreed is None


def test_whoever_neither_commissions_nor_holds_writes_nothing(world):
    river = w.draft(world)
    said = {"reference": "EQ-9", "finding": "Fine.", "approved_by": "x"}
    for body in ("trust", "mill"):
        with pytest.raises(ContractRefused):
            w.take(
                world,
                river,
                heads.facts.record_assessment,
                noon(3, 1),
                body,
                **said,
                finished_on=date(2026, 3, 1),
            )


def test_the_run_is_named_by_its_maker_and_its_agreements_are_asked_each_time(world):
    river = w.draft(world)
    w.reach(world, river, "bid")
    run, agreement = w.run_for(world, noon(8, 20))
    w.take(world, river, heads.holding.record_run, noon(8, 21), "trust", run=run)
    assert w.answer(river, "readiness.run", noon(8, 22)).status == "holds"
    sharing.agreements.withdraw(
        agreement_id=agreement,
        organisation_id=world.organisations["mill"],
        reason="No more.",
        from_at=noon(8, 23),
        by=BY,
        at=noon(8, 23),
    )
    found = w.answer(river, "readiness.run", noon(8, 24))
    assert (found.status, found.why) == ("does not hold", "Not signed by: the mill.")
    assert w.answer(river, "readiness.run", noon(8, 22)).status == "holds"
