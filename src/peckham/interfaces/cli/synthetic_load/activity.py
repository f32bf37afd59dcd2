"""The running contract's activity: a file a month, priced and stated; one month restated."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from io import BytesIO
from itertools import count
from typing import Any, Final

import numpy as np

from peckham.finance import api as finance
from peckham.infra import clock
from peckham.infra.scope import Scope, open_scope, system_scope
from peckham.interfaces.cli.synthetic_load.baseline import RATES, SOURCE, cells_of
from peckham.interfaces.cli.synthetic_load.finance_officers import Officer
from peckham.interfaces.cli.synthetic_load.running_contract import Running
from peckham.kernel import london
from peckham.kernel.months import months_after
from peckham.organisations import api as organisations
from peckham.people import api as people
from peckham.places import api as places

# More was done than the baseline expects, and what was done weighs a little more.
_MORE: Final = {"community_nursing": 1.06, "care_navigation": 1.02}
_WEIGHTS: Final = ("1", "1", "1", "0.75", "1.25", "1.5")
_RESTATED, _LATE, _CORRECTED = 3, 9, 6


@dataclass(frozen=True, slots=True)
class _Cell:
    """Events to expect in a month of one service, of people of one band on one list."""

    service: str
    provider: str
    band: str
    practice: str
    expected: float


def keep_activity(
    running: Running, officers: dict[str, Officer], *, place_id: int, seed: int
) -> None:
    """Bring in the months of this year that are over, price them, state them; correct one late."""
    officer = officers["finance"]
    rng = np.random.default_rng(seed)
    draw = partial(_events, rng, _cells(officers), _homes(place_id), count(1))
    _price(running, officer)
    months = _months(running)
    brought = [list(draw(month)) for month in months]
    for month, rows in zip(months, brought, strict=True):
        _bring_in(running, officer, f"{month:%Y-%m}.csv", rows)
        _state(running, officer, month)
    if len(months) > _RESTATED:
        month, rows = months[-_RESTATED], brought[-_RESTATED]
        late = [*list(draw(month))[:_LATE], *map(_corrected, rows[:_CORRECTED])]
        _bring_in(running, officer, f"{month:%Y-%m} late and corrected.csv", late)
        _state(running, officer, month)


def _months(running: Running) -> list[date]:
    """List the months of the contract's year that are over."""
    today = london.day_of(clock.now())
    firsts = (months_after(running.year.start, number) for number in range(12))
    return [first for first in firsts if months_after(first, 1) <= today]


def _cells(officers: dict[str, Officer]) -> list[_Cell]:
    """Work out from the lists and the baseline's rates how much to expect in a month."""
    now = clock.now()
    practices = {one.id: one.ods_code for one in places.practices()}
    with open_scope(system_scope("synthetic load", purpose="operations", at=now)):
        rows = people.counting.list_cells(list(practices), on=london.day_of(now))
    listed: dict[tuple[str, str], int] = {}
    for row in rows:
        band = finance.bands.band_of(
            finance.bands.age_bands(), age=row.years, sex=row.sex,
            deprivation_fifth=finance.bands.fifth_of(row.decile),
        )  # fmt: skip
        key = band.code, practices[row.practice_id]
        listed[key] = listed.get(key, 0) + row.people
    does = _providers(officers)
    found = []
    for service, (rates, _) in RATES.items():
        cells = cells_of(rates, {code: 1 for code, _ in listed})
        for (code, practice), patients in sorted(listed.items()):
            yearly = patients * float(cells[code].rate) * _MORE.get(service, 1.0)
            found.append(_Cell(service, does[service], code, practice, yearly / 12))
    return found


def _providers(officers: dict[str, Officer]) -> dict[str, str]:
    codes = {one.id: one.ods_code for one in organisations.directory()}
    trust = codes[officers["host-finance"].organisation_id]
    federation = codes[officers["partner-finance"].organisation_id]
    return {code: trust if code == "community_nursing" else federation for code in RATES}


def _homes(place_id: int) -> list[str]:
    plan = places.planning.plans(place_id)[0]
    return sorted(places.planning.areas_of_plan(plan.id).names)


def _events(
    rng: np.random.Generator,
    cells: Sequence[_Cell],
    homes: Sequence[str],
    number: Iterator[int],
    month: date,
) -> Iterator[list[str]]:
    """Draw a month's events as rows of a file."""
    days = (months_after(month, 1) - month).days
    drawn = rng.poisson([cell.expected for cell in cells])
    for cell, events in zip(cells, drawn, strict=True):
        for _ in range(events):
            day, home, weight, patient = rng.integers([days, len(homes), len(_WEIGHTS), 10**9])
            yield [
                f"SYN-{next(number):06}", month.replace(day=int(day) + 1).isoformat(),
                cell.provider, cell.service, f"p{patient}", cell.band, cell.practice, homes[home],
                _WEIGHTS[weight], "",
            ]  # fmt: skip


def _corrected(row: list[str]) -> list[str]:
    """Send a row again with another weight; the first of a month as one that never happened."""
    gone = "withdrawn" if row[0].endswith("1") else ""
    return [*row[:8], "2" if row[8] == "1" else "1", gone]


def _scope(officer: Officer) -> Scope:
    team = officer.team_id
    return Scope(
        officer.actor, "payment", clock.now(), officer.account_id, "finance_officer",
        officer.organisation_id, team, (team,),
    )  # fmt: skip


def _price(running: Running, officer: Officer) -> None:
    with open_scope(_scope(officer)) as scope:
        finance.statements.write_prices(
            contract_id=running.contract_id,
            from_on=running.year.start,
            pence={service: price for service, (_, price) in RATES.items()},
            source=SOURCE,
            **_by(scope),
        )


def _bring_in(running: Running, officer: Officer, name: str, rows: list[list[str]]) -> None:
    lines = [",".join(cells) for cells in ([*finance.activity.COLUMNS], *rows)]
    content = "\n".join(lines).encode()
    with open_scope(_scope(officer)) as scope:
        key, _ = finance.activity.bring_in(
            contract_id=running.contract_id, name=name, content=content,
            source="Invented reports", **_by(scope),
        )  # fmt: skip
    finance.activity.take_in(key, BytesIO(content))


def _state(running: Running, officer: Officer, month: date) -> None:
    with open_scope(_scope(officer)) as scope:
        key, _ = finance.statements.ask_statements(
            contract_id=running.contract_id, month=month, **_by(scope)
        )
    finance.statements.draw(key)


def _by(scope: Scope) -> dict[str, Any]:
    at: datetime = scope.at
    return {"by": scope.actor, "at": at}
