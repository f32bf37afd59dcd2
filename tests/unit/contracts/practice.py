"""A practice that takes steps, one after the other, on named days."""

from datetime import UTC, date, datetime, time

from peckham.contracts.api import participation as p
from peckham.contracts.domain.participation_table import TRANSITIONS
from peckham.infra import reference

SIGNATORY, COMMISSIONER = p.Acting("signatory", "mill"), p.Acting("commissioner")
NEW, ACTIVE = p.Standing("mill", core="none"), p.Standing("mill")
WRITTEN = {"waiting": 0}
START = date(2024, 9, 1)


def step(standing, kind, on=START, *, by=None, **asked):
    """Take one step at noon of a day, as whoever the table lets take it unless told otherwise."""
    part = next((one.part for one in TRANSITIONS if one.kind == kind), "signatory")
    return p.take_step(
        standing,
        p.Asked(kind, **asked),
        by=by or (SIGNATORY if part == "signatory" else COMMISSIONER),
        at=datetime.combine(on, time(12), tzinfo=UTC),
        parameters=reference.parameters(),
    )


def noticed(standing=ACTIVE):
    return step(standing, "give notice", date(2024, 3, 1), intended_on=START)


def suspended():
    """Give the practice fully integrated, its core contract suspended on START."""
    written = step(noticed(), "write to patients", date(2024, 6, 1), **WRITTEN)
    return step(written, "suspend", START, **WRITTEN)
