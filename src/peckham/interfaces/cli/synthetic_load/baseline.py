"""The running contract's baseline: a year in the board's books, one version adopted, one not."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final
from uuid import UUID

from peckham.finance import api as finance
from peckham.infra import clock
from peckham.infra.scope import Scope, open_scope, system_scope
from peckham.interfaces.cli.synthetic_load.finance_officers import Officer
from peckham.interfaces.cli.synthetic_load.running_contract import REFERENCE, SERVICES, Running
from peckham.kernel import Period, london
from peckham.kernel.months import months_after, years_after
from peckham.ledger import api as ledger
from peckham.people import api as people
from peckham.places import api as places

inputs = finance.baselines.inputs
type Rates = tuple[tuple[str, str], ...]

SOURCE: Final = "Invented with the place (synthetic)"
# How much more is used in each fifth of deprivation, the most deprived first.
_FIFTHS: Final = dict(zip("12345", ("6/5", "11/10", "1", "19/20", "9/10"), strict=True))
# Activities a head by band of age, and the price of one in pence.
RATES: Final[dict[str, tuple[Rates, int]]] = {
    "community_nursing": (
        (("0-17", "1/10"), ("18-64", "2/5"), ("65-79", "5/2"), ("80+", "9")), 5_200,
    ),
    "multidisciplinary_team": (
        (("0-17", "1/100"), ("18-64", "1/50"), ("65-79", "1/5"), ("80+", "3/5")), 9_500,
    ),
    "social_prescribing": (
        (("0-17", "1/50"), ("18-64", "2/25"), ("65-79", "1/10"), ("80+", "1/10")), 4_800,
    ),
    "care_navigation": (
        (("0-17", "1/2"), ("18-64", "3/5"), ("65-79", "9/10"), ("80+", "6/5")), 900,
    ),
}  # fmt: skip
_RATE_UNKNOWN = "1/2"
_SPENT_BEYOND_NEED, _WINTER = Fraction(103, 100), Fraction(3, 100)


def keep_baseline(running: Running, officers: dict[str, Officer]) -> None:
    """Post last year's cost, then let the holder propose twice and the board adopt the first."""
    told = _inputs(running)
    _post(officers["finance"], told.outturn.lines, told.outturn.during)
    first = _propose(running, told, "Half what was spent, half what the people of the year need.")
    with open_scope(running.commissioner.scope()) as scope:
        finance.baselines.record_allocation(
            contract_id=running.contract_id,
            year_from=running.year.start,
            pence=round(sum(told.outturn.lines.values()) * Fraction(11, 10)),
            source=SOURCE,
            by=scope.actor,
            at=scope.at,
        )
        finance.baselines.write_rebase_rule(
            contract_id=running.contract_id,
            trigger="The list has moved by more than a twentieth since it was counted.",
            asked_by="either",
            from_on=running.year.start,
            source=SOURCE,
            by=scope.actor,
            at=scope.at,
        )
        finance.baselines.decide(
            proposal=first,
            outcome="adopted",
            reason="It agrees with our books, and with what the lists say.",
            decided_on=london.day_of(scope.at),
            by=scope.actor,
            at=scope.at,
        )
    trend = finance.baselines.published_trend(told.year.start)
    higher = replace(
        told, trends=(trend,), weights={"historical": Fraction(1, 4), "benchmark": Fraction(3, 4)}
    )
    _propose(running, higher, "Activity has grown each year, and the baseline should say so.")


def _propose(running: Running, told: inputs.Inputs, words: str) -> UUID:
    with open_scope(running.holder.scope()) as scope:
        return finance.baselines.propose(
            contract_id=running.contract_id,
            proposed_for=running.holder.organisation_id,
            inputs=told,
            services=[service for service, _ in SERVICES],
            words=words,
            by=scope.actor,
            at=scope.at,
        )


def _inputs(running: Running) -> inputs.Inputs:
    year, last = running.year, Period(years_after(running.year.start, -1), running.year.start)
    lists = _counted()
    cells = {service: cells_of(rates, lists) for service, (rates, _) in RATES.items()}
    prices = {service: price for service, (_, price) in RATES.items()}
    spent = {service: _spent(lists, cells[service], prices[service]) for service in cells}
    return inputs.Inputs(
        year=year,
        price_base=last.start,
        outturn=inputs.Outturn(last, spent, "the board's books", (REFERENCE,)),
        one_offs=(
            inputs.OneOff(
                "community_nursing",
                max(1, round(spent["community_nursing"] * _WINTER)),
                "Nurses for a winter ward that is closed again (synthetic)",
                "Femi Adeyemi, finance of the board",
            ),
        ),
        people=inputs.People(
            {last.start.year: lists},
            SOURCE,
            {last.start.year: 1000, year.start.year: 1012},
            "Path of the place, per thousand (synthetic)",
        ),
        activity=inputs.Activity(cells, prices, SOURCE),
        uplifts=(),
        trends=(),
        efficiency=Fraction(1, 100),
        efficiency_source=SOURCE,
        weights={"historical": Fraction(1, 2), "demographic": Fraction(1, 2)},
    )


def _counted() -> dict[str, int]:
    """Count every list of the place by band, as a job does."""
    now = clock.now()
    scope = system_scope("synthetic load", purpose="operations", at=now)
    keys = [one.id for one in places.practices()]
    with open_scope(scope):
        rows = people.counting.list_cells(keys, on=london.day_of(now))
    found: Counter[str] = Counter()
    for row in rows:
        fifth = finance.bands.fifth_of(row.decile)
        band = finance.bands.band_of(
            finance.bands.age_bands(), age=row.years, sex=row.sex, deprivation_fifth=fifth
        )
        found[band.code] += row.people
    return dict(sorted(found.items()))


def cells_of(rates: Rates, lists: Mapping[str, int]) -> dict[str, inputs.ExpectedCell]:
    of_age = dict(rates)
    found = {}
    for code in lists:
        band = finance.bands.read(code, finance.bands.age_bands())
        rate = Fraction(of_age.get(band.age, _RATE_UNKNOWN)) * Fraction(_FIFTHS.get(band.fifth, 1))
        weight = Fraction(5, 4) if band.age == "80+" else Fraction(1)
        found[code] = inputs.ExpectedCell(rate, weight)
    return found


def _spent(
    lists: Mapping[str, int], cells: Mapping[str, inputs.ExpectedCell], price_pence: int
) -> int:
    """Give what last year cost: somewhat more than its people needed."""
    needed = sum(lists[band] * cell.rate * cell.case_mix for band, cell in cells.items())
    return max(100, round(needed * price_pence * _SPENT_BEYOND_NEED))


def _post(officer: Officer, spent: Mapping[str, int], last: Period) -> None:
    """Post last year's cost to the board's books, half a year at a time."""
    team = officer.team_id
    scope = Scope(
        officer.actor, "payment", clock.now(), officer.account_id, "finance_officer",
        officer.organisation_id, team, (team,),
    )  # fmt: skip
    with open_scope(scope):
        for service, pence in spent.items():
            for part, half in enumerate((pence // 2, pence - pence // 2)):
                entry = ledger.Entry(
                    books_id=officer.organisation_id,
                    key=f"{REFERENCE} {service} {last.start} half {part + 1}",
                    origin="commissioner",
                    occurred_on=months_after(last.start, 6 * part + 5),
                    words=f"Half a year of {service} (synthetic)",
                    lines=(
                        ledger.Line("5000", half, contract=REFERENCE, service_line=service),
                        ledger.Line("1000", -half, contract=REFERENCE),
                    ),
                )
                ledger.post(entry, by=scope.actor, at=scope.at)
