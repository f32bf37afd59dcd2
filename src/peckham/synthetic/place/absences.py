"""Who of the staff is away around a moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from peckham.kernel import london
from peckham.synthetic.almanac import Almanac
from peckham.synthetic.place.model import SyntheticPlace
from peckham.synthetic.streams import stream

_DAYS_AROUND = 30


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which a member of staff (an index) is away, half open."""

    member: int
    since: datetime
    until: datetime


def draw_absences(place: SyntheticPlace, *, almanac: Almanac, at: datetime) -> tuple[Absence, ...]:
    """Draw leave and sickness in the month before and after a moment.

    Whole London days; nobody has two. So that no team is emptied by chance, its first member in
    each role is never away.
    """
    parameters = almanac.workforce["staff"]
    days = parameters["usual_days_away"]
    share = parameters["away_percent"] / 100 * (2 * _DAYS_AROUND) / days
    today = london.day_of(at)
    generator = stream(place.seed, "absences", today.toordinal())
    seen: set[tuple[int, str]] = set()
    found = []
    for number, member in enumerate(place.staff):
        starts = int(generator.integers(-_DAYS_AROUND, _DAYS_AROUND))
        lasts = 1 + int(generator.poisson(days - 1))
        is_away = generator.random() < share and (member.team, member.role) in seen
        seen.add((member.team, member.role))
        if is_away:
            first = today + timedelta(days=starts)
            found.append(
                Absence(
                    number,
                    london.moment(first, datetime.min.time()),
                    london.moment(first + timedelta(days=lasts), datetime.min.time()),
                )
            )
    return tuple(found)
