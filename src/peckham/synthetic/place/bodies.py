"""Organisations, teams, hubs, services and staff of a place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from peckham.synthetic.almanac import Almanac
from peckham.synthetic.place.model import (
    Borough,
    Hours,
    Hub,
    Neighbourhood,
    Organisation,
    Service,
    Team,
)

_ALL_DAY = time.max
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(slots=True)
class Bodies:
    """Organisations, teams and hubs as they are founded, one after another.

    Args:
        almanac: What is founded.
    """

    almanac: Almanac
    organisations: list[Organisation] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)
    hubs: list[Hub] = field(default_factory=list)
    people: list[Mapping[str, int]] = field(default_factory=list)
    _given: dict[str, int] = field(default_factory=dict)
    _employers: dict[tuple[str, int | None], int] = field(default_factory=dict)
    _shared_teams: dict[str, int] = field(default_factory=dict)

    def found(self, name: str, kind: str) -> int:
        """Add an organisation under an invented code, and give its index."""
        codes = self.almanac.workforce["codes"]
        first = codes.get(kind, codes["other"])
        number = self._given.setdefault(str(first), 0) + 1
        self._given[str(first)] = number
        self.organisations.append(
            Organisation(f"{codes['prefix']}{first + number:05d}", name, kind)
        )
        return len(self.organisations) - 1

    def open_hub(
        self,
        *,
        number: int,
        neighbourhood: Neighbourhood,
        borough: Borough,
        postcode: int,
        networks: Sequence[int],
    ) -> None:
        """Found a neighbourhood's employers and teams and open its hub.

        Args:
            number: Index of the neighbourhood.
            neighbourhood: The neighbourhood.
            borough: Its borough.
            postcode: Index of the hub's postcode.
            networks: Organisations of the two networks seated here.
        """
        words = {"place": borough.name, "neighbourhood": neighbourhood.name}
        made: dict[str, int] = {}
        services: list[Service] = []
        for parameters in self.almanac.workforce["teams"]:
            team = self._team(parameters, words, number, neighbourhood.borough, networks)
            made[parameters["key"]] = team
            if "service" in parameters:
                services.append(_service(parameters, team, self.teams[team]))
        self.hubs.append(
            Hub(
                name=f"{neighbourhood.name} hub",
                neighbourhood=number,
                postcode=postcode,
                telephone=_telephone(100 + number),
                reception=made["reception"],
                duty=made["duty"],
                on_call=made["on_call"],
                services=tuple(services),
            )
        )

    def _team(
        self,
        parameters: Mapping[str, Any],
        words: Mapping[str, str],
        number: int,
        borough: int,
        networks: Sequence[int],
    ) -> int:
        name = parameters["name"].format(**words)
        if parameters.get("scope") == "place" and name in self._shared_teams:
            return self._shared_teams[name]
        employer = parameters["employer"]
        if employer in ("pcn_first", "pcn_second"):
            organisation = networks[0 if employer == "pcn_first" else 1]
        else:
            organisation = self._employer(employer, words, number, borough)
        self.teams.append(
            Team(
                key=parameters["key"],
                name=name,
                organisation=organisation,
                telephone=_telephone(200 + len(self.teams)),
                hours=_hours(parameters["hours"]),
                open_on_bank_holidays=parameters.get("open_on_bank_holidays", False),
            )
        )
        self.people.append(parameters["people"])
        if parameters.get("scope") == "place":
            self._shared_teams[name] = len(self.teams) - 1
        return len(self.teams) - 1

    def _employer(
        self, key: str, words: Mapping[str, str], neighbourhood: int, borough: int
    ) -> int:
        """Give the employer of this kind here, founding it the first time."""
        parameters = next(row for row in self.almanac.workforce["employers"] if row["key"] == key)
        whose = neighbourhood if parameters["scope"] == "neighbourhood" else 1_000_000 + borough
        if (key, whose) not in self._employers:
            self._employers[key, whose] = self.found(
                parameters["name"].format(**words), parameters["kind"]
            )
        return self._employers[key, whose]


def _service(parameters: Mapping[str, Any], index: int, team: Team) -> Service:
    return Service(
        core_kind=parameters["key"],
        name=parameters["service"],
        team=index,
        description=parameters["description"],
        opening=opening_words(team.hours),
    )


def opening_words(hours: Sequence[Hours]) -> str:
    """Say in words when a team is open: "Monday to Friday 9am to 5pm".

    >>> opening_words([Hours(day, time(9), time(17, 30)) for day in range(5)])
    'Monday to Friday 9am to 5:30pm'
    """
    runs: list[tuple[int, int, time, time]] = []
    for one in hours:
        if runs and runs[-1][1:] == (one.weekday - 1, one.opens_at, one.closes_at):
            runs[-1] = (runs[-1][0], one.weekday, one.opens_at, one.closes_at)
        else:
            runs.append((one.weekday, one.weekday, one.opens_at, one.closes_at))
    return ", ".join(_run_words(*run) for run in runs)


def _run_words(first: int, last: int, opens_at: time, closes_at: time) -> str:
    days = _WEEKDAYS[first] if first == last else f"{_WEEKDAYS[first]} to {_WEEKDAYS[last]}"
    if (opens_at, closes_at) == (time.min, _ALL_DAY):
        return f"{days} at any hour"
    return f"{days} {_clock(opens_at)} to {_clock(closes_at)}"


def _clock(at: time) -> str:
    hour = at.hour % 12 or 12
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{hour}{minutes}{'am' if at.hour < 12 else 'pm'}"


def _hours(days: Sequence[str]) -> tuple[Hours, ...]:
    found = []
    for weekday, span in enumerate(days):
        if span != "closed":
            opens, closes = span.split("-")
            found.append(Hours(weekday, _time(opens), _time(closes)))
    return tuple(found)


def _time(text: str) -> time:
    return _ALL_DAY if text == "24:00" else time.fromisoformat(text)


def _telephone(number: int) -> str:
    """Give a London number that Ofcom keeps for drama, so that nobody's telephone rings."""
    return f"020 7946 0{number % 1000:03d}"
