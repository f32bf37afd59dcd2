"""The riverside contract as it is published, from its approval to its end."""

from datetime import date

from tests.unit.contracts import riverside

from peckham.contracts.api import publishing as p

PASSED = (
    ("approved", date(2026, 3, 2)),
    ("procuring", date(2026, 4, 20)),
    ("preferred", date(2026, 5, 20)),
    ("awarded", date(2026, 7, 1)),
    ("signed", date(2026, 7, 20)),
    ("live", date(2026, 9, 1)),
)
WORTH = p.Worth(
    300_000_050,
    ((date(2026, 9, 1), 100_000_000), (date(2027, 9, 1), 200_000_050)),
    ((date(2031, 9, 1), date(2030, 9, 1)),),
)
CHANGE = p.Change(
    1, "Home care for the north", "Homes are ready", date(2027, 4, 1), date(2027, 2, 1)
)
ENDED = p.Ended(date(2029, 4, 1), "By agreement", date(2029, 1, 5))
BODIES = {
    "the board": p.Body("The board", "GB-NHS", "QXX"),
    "the trust": p.Body("The trust", "GB-NHS", "RXX"),
}

RECORD = p.Record(
    "Care at the riverside",
    "Integrated care provider, partially integrated",
    riverside.WHOLE,
    WORTH,
    PASSED,
    (CHANGE,),
    ENDED,
    BODIES,
    {"home care": "Care at home"},
)


def releases(record=RECORD, prefix="ocds-abc123"):
    return {one.name: p.release(record, one, prefix=prefix) for one in p.events(record)}
