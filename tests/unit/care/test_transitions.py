"""The table of the workflow: whole in itself, and the same as what the database holds."""

import re
from pathlib import Path

import pytest

from peckham.care.domain.diagram import page
from peckham.care.domain.policies import GUARD_WORDS, GUARDS
from peckham.care.domain.sentences import Told, resident_sentence, staff_sentence
from peckham.care.domain.states import ENDED, MEANING, OPEN, STATES
from peckham.care.domain.transitions import BY_KIND, TRANSITIONS, target_of

LAW = Path(__file__).resolve().parents[3] / "src/peckham/care/migrations/sql/law.sql"


def moves_of_the_law():
    text = LAW.read_text(encoding="utf-8")
    inside = text.split("-- moves: begin")[1].split("-- moves: end")[0]
    row = r"\('(\w+)', (?:'(\w+)'|NULL), '(\w+)', (true|false), (true|false)\)"
    return {
        (kind, start or None, end, holder == "true", later == "true")
        for kind, start, end, holder, later in re.findall(row, inside)
    }


def test_the_database_holds_the_same_moves():
    assert moves_of_the_law() == {
        (each.kind, start, end, each.moves_holder, each.may_postpone)
        for each in TRANSITIONS
        for start, end in each.moves
    }


def test_every_state_is_reached_and_every_open_one_is_left():
    reached = {end for each in TRANSITIONS for _, end in each.moves}
    left = {start for each in TRANSITIONS for start, end in each.moves if start != end}
    assert reached == set(STATES)
    assert left - {None} == set(OPEN)


def test_nothing_happens_after_an_end():
    for state in ENDED:
        assert [each.kind for each in TRANSITIONS if target_of(each, state)] == []


def test_one_way_in_and_an_end_can_be_come_to_from_every_open_state():
    assert [each.kind for each in TRANSITIONS if target_of(each, None)] == ["taken"]
    for state in OPEN:
        assert target_of(BY_KIND["withdrawn"], state) == "withdrawn"


def test_names_are_distinct_and_every_guard_exists_and_is_told():
    assert len(BY_KIND) == len({each.verb for each in TRANSITIONS}) == len(TRANSITIONS)
    used = {guard for each in TRANSITIONS for guard in each.guards}
    assert used == set(GUARDS) == set(GUARD_WORDS)
    assert set(MEANING) == set(STATES)


def test_only_the_worker_lets_an_offer_lapse_and_only_a_hold_postpones():
    assert BY_KIND["lapsed"].roles == ("system",)
    assert {e.kind for e in TRANSITIONS if e.may_postpone} == {"held", "resumed"}
    assert {e.kind for e in TRANSITIONS if e.moves_holder} == {
        "taken",
        "accepted",
        "lapsed",
        "reassigned",
    }
    assert [e.kind for e in TRANSITIONS if "system" in e.roles] == ["lapsed"]


@pytest.mark.parametrize("transition", TRANSITIONS, ids=lambda each: each.kind)
def test_every_event_can_be_told_to_staff_and_to_the_person(transition):
    from datetime import UTC, datetime

    at = datetime(2026, 11, 23, 14, 10, tzinfo=UTC)
    told = Told(
        kind=transition.kind,
        at=at,
        team="Reception",
        due_at=at,
        names={5: "Community therapy"},
        outcomes={"seen": "Seen and helped"},
        detail={
            "by": "Amina",
            "to_team_id": 5,
            "expires_at": at.isoformat(),
            "outcome": "seen",
            "mode": "phone",
            "alternative": "A clinic",
        },
        reason="They asked",
        channel="phone",
    )
    for sentence in (staff_sentence(told), resident_sentence(told)):
        assert sentence.endswith(".")
        assert "{" not in sentence
    assert "Amina" not in resident_sentence(told)
    assert "They asked" not in resident_sentence(told)


def test_the_drawing_holds_every_move():
    drawn = page()
    for transition in TRANSITIONS:
        assert f"`{transition.kind}`" in drawn
    for state in STATES:
        assert f"| `{state}` |" in drawn
    assert "offered --> in_progress: accepted" in drawn
    assert "[*] --> received: taken" in drawn
