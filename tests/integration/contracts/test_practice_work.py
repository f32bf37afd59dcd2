"""Work that moves and switches at the hub: the practice's signatory alone answers and switches."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from tests.integration.contracts.practices_world import SECOND, START, acting, at, make_parties

from peckham.contracts.actions.practice_work import FromADayThatPassed, NotThePractice
from peckham.contracts.api import participating as p
from peckham.contracts.models import HubSwitch

pytestmark = pytest.mark.django_db


@pytest.fixture
def parties(db):
    return make_parties(patients=0)


def moved(parties, scope, **more):
    facts = {
        "practice_id": parties.practice(),
        "other_id": parties.world.hub_organisation,
        "to_practice": True,
        "what": "Blood tests before operations",
        "starts_on": START,
        "hours_per_week": 5,
        "funded_pence_per_year": 0,
    } | more
    with acting(scope):
        return p.propose_transfer(**facts, by=scope.actor, at=scope.at)


def answer(scope, transfer, reply):
    with acting(scope):
        p.answer_transfer(
            transfer=transfer,
            reply=reply,
            hours_per_week=9,
            words="Nobody to do it.",
            by=scope.actor,
            at=scope.at,
        )


def test_unfunded_work_is_flagged_to_the_board_until_the_practice_refuses(parties):
    transfer = moved(parties, parties.manager())
    with acting(parties.commissioner()):
        (flagged,) = p.flagged_transfers(on=START)
        assert "neither agreed nor funded" in flagged.flagged
    for other in (parties.manager(), parties.commissioner(), parties.signatory(code=SECOND)):
        with pytest.raises(NotThePractice):
            answer(other, transfer, "agreed")
    answer(parties.signatory(), transfer, "refused")
    with acting(parties.commissioner()):
        assert p.flagged_transfers(on=START) == ()
        (view,) = p.transfers_of(parties.practice(), on=START)
        assert (view.transfer.reply, view.transfer.hours) == ("refused", 9)


def test_a_switch_is_the_practices_own_and_never_of_a_day_that_passed(parties):
    ours, tomorrow = parties.signatory(), START + timedelta(days=1)

    def switch(scope, **more):
        facts = {"category": "skin", "is_on": True, "from_on": START} | more
        with acting(scope):
            p.switch(practice_id=parties.practice(), **facts, by=scope.actor, at=scope.at)

    switch(ours)
    switch(ours, is_on=False, from_on=tomorrow)
    with pytest.raises(NotThePractice):
        switch(parties.commissioner())
    with pytest.raises(FromADayThatPassed):
        switch(ours, from_on=START - timedelta(days=1))
    with pytest.raises(DatabaseError, match="signatory answers and switches"):
        with acting(parties.manager()):
            HubSwitch.objects.create(
                practice_id=parties.practice(), category="skin", is_on=True, from_on=START,
                recorded_at=at(START), recorded_by="x",
            )  # fmt: skip
    with acting(ours):
        assert p.switched_on(parties.practice(), on=START) == {"skin": True}
        assert p.switched_on(parties.practice(), on=tomorrow) == {"skin": False}
        assert [one.from_on for one in p.switches_to_come(parties.practice(), on=START)] == [
            tomorrow
        ]
