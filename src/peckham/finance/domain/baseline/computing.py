"""What a baseline comes to: each method beside the others, exact until it is pence."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from peckham.finance.domain.baseline.changes import compounded
from peckham.finance.domain.baseline.checking import InputsNotWhole, check
from peckham.finance.domain.baseline.demography import NoPeopleThen, people_of
from peckham.finance.domain.baseline.explaining import Lines, Step, steps
from peckham.finance.domain.baseline.inputs import METHODS, Inputs, Method
from peckham.finance.domain.expected import (
    ContractSide,
    ExpectedCell,
    ExpectedLine,
    in_whole_pence,
)


@dataclass(frozen=True, slots=True)
class Computed:
    """A baseline worked out from its inputs.

    Args:
        people_then: People by band in the year of the outturn.
        people: People by band in the year of the baseline.
        methods_pence: What each line comes to by each method; a method without inputs is not there.
        lines_pence: What each line is worth; they sum to the value.
        value_pence: What the year is worth.
        steps: How the value came about.
        expected: The contract's side of the year, which costs exactly the value.
    """

    people_then: Mapping[str, int]
    people: Mapping[str, int]
    methods_pence: Mapping[Method, Mapping[str, int]]
    lines_pence: Mapping[str, int]
    value_pence: int
    steps: tuple[Step, ...]
    expected: ContractSide

    @property
    def spread_pence(self) -> tuple[int, int]:
        """The least and the most that a method comes to, in all."""
        totals = [sum(lines.values()) for lines in self.methods_pence.values()]
        return min(totals), max(totals)


def compute(inputs: Inputs, services: Collection[str]) -> Computed:
    """Work a baseline out; the same inputs always give the same pence (rule 68).

    Args:
        inputs: Its inputs.
        services: Codes of the lines in the contract's scope.

    Raises:
        InputsNotWhole: Naming everything that is wrong with them.
        NoPeopleThen: If the path of people says nothing of a year that is needed.
    """
    check(inputs, services)
    then = _people(inputs, inputs.outturn.during.start.year)
    now = _people(inputs, inputs.year.start.year)
    side = _side(inputs, now)
    cleaned = _cleaned(inputs)
    priced = _priced(inputs, cleaned)
    grown = _times(priced, Fraction(sum(now.values()), sum(then.values())))
    saved = _times(grown, 1 - inputs.efficiency)
    methods: dict[Method, Lines] = {"historical": saved, "demographic": side.exact_pence()}
    if inputs.trends:
        methods["benchmark"] = _benchmark(inputs, saved)
    value = _mixed(methods, inputs.weights, saved)
    lines = in_whole_pence(value)
    stages = [_exact(inputs), cleaned, priced, grown, saved, value]
    return Computed(
        people_then=then,
        people=now,
        methods_pence={name: in_whole_pence(methods[name]) for name in METHODS if name in methods},
        lines_pence=lines,
        value_pence=sum(lines.values()),
        steps=steps(inputs, stages, sum(then.values()), sum(now.values())),
        expected=_brought_to(side, value),
    )


def _people(inputs: Inputs, year: int) -> dict[str, int]:
    found = people_of(year, inputs.people.lists, inputs.people.growth)
    if not any(found.values()):
        raise NoPeopleThen(f"There is nobody in {year}.", rule=3, field="people")
    return found


def _exact(inputs: Inputs) -> Lines:
    return {service: Fraction(pence) for service, pence in inputs.outturn.lines.items()}


def _cleaned(inputs: Inputs) -> Lines:
    taken = {service: Fraction(0) for service in inputs.outturn.lines}
    for one in inputs.one_offs:
        taken[one.service] += one.pence
    return {service: pence - taken[service] for service, pence in _exact(inputs).items()}


def _priced(inputs: Inputs, lines: Lines) -> Lines:
    first = inputs.outturn.during.start
    return _times(lines, compounded(inputs.uplifts, first, inputs.price_base, ""))


def _benchmark(inputs: Inputs, lines: Lines) -> Lines:
    first, last = inputs.outturn.during.start, inputs.year.start
    return {
        service: pence * compounded(inputs.trends, first, last, service)
        for service, pence in lines.items()
    }


def _times(lines: Lines, by: Fraction) -> Lines:
    return {service: pence * by for service, pence in lines.items()}


def _mixed(
    methods: Mapping[Method, Lines], weights: Mapping[Method, Fraction], names: Collection[str]
) -> Lines:
    used = {name: part for name, part in weights.items() if part}
    return {
        service: sum((part * methods[name][service] for name, part in used.items()), Fraction(0))
        for service in names
    }


def _side(inputs: Inputs, people: Mapping[str, int]) -> ContractSide:
    """Give the contract's side as its cells have it, before it is brought to the value."""
    total = sum(people.values())
    told = inputs.activity
    return ContractSide(
        people=total,
        shares={band: Fraction(count, total) for band, count in people.items()},
        lines={
            service: ExpectedLine(told.prices_pence[service], dict(told.cells[service]))
            for service in sorted(inputs.outturn.lines)
        },
        efficiency=inputs.efficiency,
        year=inputs.year,
    )


def _brought_to(side: ContractSide, value: Lines) -> ContractSide:
    """Bring each line's rates to what the line is worth; their pattern over bands stays."""
    cells = side.exact_pence()
    idle = [name for name in sorted(value) if value[name] and not cells[name]]
    if idle:
        raise InputsNotWhole(
            f"rates: nobody of the year uses {', '.join(idle)}, which would cost something.",
            rule=68,
            remedy="Give a rate above zero in a band that has people.",
            field="rates",
        )
    times = {name: value[name] / cells[name] if cells[name] else Fraction(1) for name in value}
    return ContractSide(
        side.people,
        side.shares,
        {
            name: ExpectedLine(
                line.unit_price_pence,
                {
                    band: ExpectedCell(cell.rate * times[name], cell.case_mix)
                    for band, cell in line.cells.items()
                },
            )
            for name, line in side.lines.items()
        },
        side.efficiency,
        side.year,
    )
