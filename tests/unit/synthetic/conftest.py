import dataclasses
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from peckham.synthetic import api as synthetic
from peckham.synthetic.people.batch import joined

DATA = Path(__file__).resolve().parents[3] / "data" / "synthetic"
PEOPLE = 3_000
AT = datetime(2026, 11, 23, 14, 20, tzinfo=UTC)

SAME_DAY = synthetic.Target("same_day", "closing", 0, 0, 120, 60)
ROUTINE = synthetic.Target("routine", "closing", 0, 2, 120, 240)
URGENT = synthetic.Target("urgent", "open", 120, 0, 0, 15)
LIVE = synthetic.Target("live", "clock", 10, 0, 0, 2)
MENU = synthetic.Menu(
    categories=(
        synthetic.Category("unwell", "general_practice", SAME_DAY),
        synthetic.Category("nursing", "community_health", ROUTINE),
        synthetic.Category("safety", "adult_social_care", URGENT),
        synthetic.Category("something_else", None, ROUTINE),
    ),
    live=LIVE,
    red_flags=("breathing", "chest"),
    outcomes=("advice_given", "seen", "no_service"),
    version="test/1",
    bank_holidays=frozenset({date(2026, 5, 25), date(2025, 12, 25)}),
)


@pytest.fixture(scope="session")
def almanac():
    return synthetic.read_almanac(DATA)


@pytest.fixture(scope="session")
def place(almanac):
    return synthetic.make_place(7, almanac=almanac)


@pytest.fixture(scope="session")
def people(place, almanac):
    return joined(list(synthetic.make_people(place, people=PEOPLE, almanac=almanac)))


@pytest.fixture(scope="session")
def askers(people):
    return synthetic.askers_of([people])


@pytest.fixture(scope="session")
def season(almanac):
    """The almanac with a window of ten weeks, which is quicker to make than a year."""
    return dataclasses.replace(almanac, demand=almanac.demand | {"window_days": 70})


@pytest.fixture(scope="session")
def requests(place, askers, season):
    made = synthetic.make_requests(
        place, askers, menu=MENU, almanac=season, ending_at=AT, requests=3_000
    )
    return joined(list(made))
