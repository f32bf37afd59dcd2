"""What is shown beside a settled year and pays nobody: chance, order, coded need, sizes."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from peckham.finance.domain.attribution import NOWHERE, shapley
from peckham.finance.domain.cost import Factor
from peckham.finance.domain.drawn import Floats, resampled
from peckham.finance.domain.expected import ContractSide
from peckham.finance.domain.local import of_neighbourhood
from peckham.finance.domain.noise import activity_band
from peckham.finance.domain.position import Cell, Pair, Position, ServiceLine
from peckham.finance.domain.settlement import Inputs, Settled
from peckham.finance.domain.year import OFF_LIST

DRAWS = 2_000


@dataclass(frozen=True, slots=True)
class Beside:
    """What is shown beside; money in pence.

    Args:
        order_pence: By factor, its part averaged over every order: how much depends on the order.
        activity_pence: Within what the part for activity would lie by chance alone, in nineteen
            years of twenty, worked out from the counts.
        chance_pence: By factor, within what it would lie in nine of ten of the drawn years.
        local_chance_pence: The same of activity, by neighbourhood.
        people: By neighbourhood, people on the lists, as a mean over the year.
        savings: The part of the cost that was to be saved, and that is said to be saved, as text.
        coded_need_pence: What the commissioner would bear if coded need were paid; None where
            nobody recorded it.
        draws: How many years were drawn.
        seed: Where the draws began.
    """

    order_pence: dict[str, int]
    activity_pence: tuple[int, int]
    chance_pence: dict[str, tuple[int, int]]
    local_chance_pence: dict[str, tuple[int, int]]
    people: dict[str, int]
    savings: tuple[str, str]
    coded_need_pence: int | None
    draws: int
    seed: int


def beside(inputs: Inputs, settled: Settled, *, seed: int, draws: int = DRAWS) -> Beside:
    """Work out what is shown beside a settled year.

    Args:
        inputs: What it was settled from.
        settled: What it came to.
        seed: Where the draws begin.
        draws: How many years are drawn; a multiple of 25.
    """
    position = inputs.position
    names, drawn = resampled(position, inputs.order, draws=draws, seed=seed)
    at = [term.factor for term in inputs.order].index(Factor.RATE)
    ends = {name: _ends(drawn[n, at]) for n, name in enumerate(names[:-2])}
    chance = activity_band(position, settled.parts[at].pence)
    return Beside(
        order_pence={factor: round(part) for factor, part in shapley(position).items()},
        activity_pence=(chance.low_pence, chance.high_pence),
        chance_pence={term.factor: _ends(drawn[-1, n]) for n, term in enumerate(inputs.order)},
        local_chance_pence={name: band for name, band in ends.items() if name != NOWHERE},
        people=_people(position),
        savings=(str(position.efficiency.contract), str(position.efficiency.actual)),
        coded_need_pence=_coded(inputs, settled),
        draws=draws,
        seed=seed,
    )


def chance_part(expected: ContractSide) -> Fraction:
    """Give how far a year may lie from its contract by chance alone, as a part of its value.

    A dead band of that size lets nineteen of twenty years by in which nothing changed but chance.
    Rounded up to a hundredth of a per cent.
    """
    value = sum(expected.exact_pence().values())
    if not value:
        return Fraction(0)
    still = Position(
        people=_same(Fraction(expected.people)),
        shares={band: _same(share) for band, share in expected.shares.items()},
        lines={
            name: ServiceLine(
                line.unit_price_pence,
                {b: Cell(_same(cell.rate), _same(cell.case_mix)) for b, cell in line.cells.items()},
            )
            for name, line in expected.lines.items()
        },
        national_uplift=Fraction(0),
        local_drift=Fraction(0),
        efficiency=_same(expected.efficiency),
        quality_pence=0,
    )
    part = activity_band(still, 0).high_pence / value
    return Fraction(-(-part * 10_000 // 1), 10_000)


def _coded(inputs: Inputs, settled: Settled) -> int | None:
    """Give what a rise of coded need would have moved to the commissioner."""
    need = inputs.coded_need
    if need is None or not need.contract:
        return None
    return round(settled.paid_pence * (need.actual / need.contract - 1))


def _people(position: Position) -> dict[str, int]:
    """Count people by neighbourhood, rounded."""
    found: defaultdict[str, Fraction] = defaultdict(Fraction)
    for band, share in position.shares.items():
        if not band.endswith(OFF_LIST):
            found[of_neighbourhood("", band)] += share.actual * position.people.actual
    return {name: round(count) for name, count in found.items() if round(count)}


def _ends(tenths: Floats) -> tuple[int, int]:
    low, _, high = tenths
    return round(float(low)), round(float(high))


def _same(value: Fraction) -> Pair:
    return Pair(value, value)
