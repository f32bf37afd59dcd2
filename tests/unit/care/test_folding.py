from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from peckham.care.domain.folding import BrokenStory, Happened, Standing, fold

DUE = datetime(2026, 11, 24, 18, tzinfo=UTC)
STORY = (
    Happened(1, "taken", None, "received", 1, DUE),
    Happened(2, "offered", "received", "offered", 1, DUE),
    Happened(3, "accepted", "offered", "in_progress", 2, DUE),
    Happened(4, "completed", "in_progress", "completed", 2, DUE),
    Happened(5, "closed", "completed", "closed", 2, None),
)


def test_the_last_event_says_how_it_stands():
    assert fold(STORY) == Standing(5, "closed", 2, None)
    assert fold(STORY[:2]) == Standing(2, "offered", 1, DUE)


@pytest.mark.parametrize(
    ("events", "problem"),
    [
        ((), "at least one"),
        (STORY[1:], "numbered"),
        (STORY[:2] + STORY[3:], "numbered"),
        ((STORY[0], replace(STORY[0], sequence=2)), "starts in"),
        ((STORY[0], replace(STORY[2], sequence=2)), "starts in"),
        ((STORY[0], replace(STORY[1], kind="forgotten")), "does not lead"),
        ((STORY[0], replace(STORY[1], accountable_team_id=9)), "moves the holder"),
        ((STORY[0], replace(STORY[1], due_at=DUE + timedelta(1))), "puts the due time back"),
    ],
)
def test_a_story_that_does_not_follow_is_refused(events, problem):
    with pytest.raises(BrokenStory, match=problem):
        fold(events)
