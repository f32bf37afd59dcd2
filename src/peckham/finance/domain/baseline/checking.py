"""What is wrong with the inputs of a baseline: each thing by name, none taken for 0 (rule 68)."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from peckham.finance.domain.baseline.changes import in_force, years_between
from peckham.finance.domain.baseline.inputs import METHODS, Inputs
from peckham.kernel import Period, Refused
from peckham.kernel.months import years_after


class InputsNotWhole(Refused):
    """The inputs of a baseline lack something, contradict one another, or are below zero."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong: in which of the inputs, and what, for whoever wrote it."""

    part: str
    words: str


def check(inputs: Inputs, services: Collection[str]) -> None:
    """Refuse inputs with which nothing can be computed.

    Args:
        inputs: The inputs.
        services: Codes of the lines that are in the contract's scope.

    Raises:
        InputsNotWhole: Naming everything that is wrong.
    """
    found = problems(inputs, services)
    if found:
        raise InputsNotWhole(
            " ".join(f"{one.part}: {one.words}" for one in found),
            rule=68,
            remedy="Put each right; what is missing is never taken for nothing.",
            field=found[0].part,
        )


def problems(inputs: Inputs, services: Collection[str]) -> tuple[Problem, ...]:
    """List what is wrong with the inputs, in the order of their parts."""
    return (
        *_days(inputs),
        *_outturn(inputs, services),
        *_one_offs(inputs),
        *_people(inputs),
        *_activity(inputs),
        *_changes(inputs),
        *_shares(inputs),
    )


def _days(inputs: Inputs) -> Iterator[Problem]:
    for part, during in (("year", inputs.year), ("outturn", inputs.outturn.during)):
        if during.end != years_after(during.start, 1):
            yield Problem(part, f"{_days_of(during)} are not one year.")
    first = inputs.outturn.during.start
    if inputs.outturn.during.end is None or inputs.outturn.during.end > inputs.year.start:
        yield Problem("outturn", "It is of days that are not over when the year begins.")
    if not first <= inputs.price_base <= inputs.year.start:
        yield Problem("price_base", f"Prices are of a day from {first} to {inputs.year.start}.")


def _outturn(inputs: Inputs, services: Collection[str]) -> Iterator[Problem]:
    lines = inputs.outturn.lines
    for service in sorted(set(services) - set(lines)):
        yield Problem("outturn", f"There is none of {service}; write 0 where it cost nothing.")
    for service in sorted(set(lines) - set(services)):
        yield Problem("outturn", f"{service} is no line in the contract's scope.")
    for service, pence in sorted(lines.items()):
        if pence < 0:
            yield Problem("outturn", f"{service} is below zero: {pence} pence.")
    if not lines:
        yield Problem("outturn", "It has no line.")
    if not inputs.outturn.source:
        yield Problem("outturn", "Nobody says where it is from.")


def _one_offs(inputs: Inputs) -> Iterator[Problem]:
    taken: Counter[str] = Counter()
    for one in inputs.one_offs:
        taken[one.service] += one.pence
        if one.service not in inputs.outturn.lines:
            yield Problem("one_offs", f"{one.service} has no outturn to take it from.")
        if one.pence <= 0:
            yield Problem("one_offs", f"{one.service}: {one.pence} pence is not above zero.")
        if not (one.reason and one.said_by):
            yield Problem("one_offs", f"{one.service}: say why, and who says so.")
    for service, pence in sorted(taken.items()):
        if pence > inputs.outturn.lines.get(service, pence):
            yield Problem(
                "one_offs",
                f"{service}: {pence} pence is more than the line's outturn of"
                f" {inputs.outturn.lines[service]} pence.",
            )


def _people(inputs: Inputs) -> Iterator[Problem]:
    people = inputs.people
    if not any(sum(bands.values()) > 0 for bands in people.lists.values()):
        yield Problem("people", "The lists have nobody.")
    for year, bands in sorted(people.lists.items()):
        for band, count in sorted(bands.items()):
            if count < 0:
                yield Problem("people", f"{year}, {band}: {count} people.")
    for year, count in sorted(people.growth.items()):
        if count < 0:
            yield Problem("growth", f"{year}: {count} people.")
    if not people.source or (people.growth and not people.growth_source):
        yield Problem("people", "Nobody says where they are counted.")


def _activity(inputs: Inputs) -> Iterator[Problem]:
    told, bands = inputs.activity, {b for of in inputs.people.lists.values() for b in of}
    for service in sorted(set(inputs.outturn.lines)):
        cells = told.cells.get(service, {})
        if missing := sorted(bands - set(cells)):
            yield Problem("rates", f"{service} has no rate for {', '.join(missing)}.")
        if strange := sorted(set(cells) - bands):
            yield Problem("rates", f"{service}: nobody is in {', '.join(strange)}.")
        if any(cell.rate < 0 or cell.case_mix <= 0 for cell in cells.values()):
            yield Problem("rates", f"{service}: a rate is below zero, or a weight not above it.")
        if told.prices_pence.get(service, 0) <= 0:
            yield Problem("prices", f"{service} has no price above zero.")
        if inputs.outturn.lines[service] > 0 and not any(cell.rate for cell in cells.values()):
            yield Problem("rates", f"{service} cost something, and no rate is above zero.")
    for service in sorted({*told.cells, *told.prices_pence} - set(inputs.outturn.lines)):
        yield Problem("rates", f"{service} has no outturn.")
    if not told.source:
        yield Problem("rates", "Nobody says where they are from.")


def _changes(inputs: Inputs) -> Iterator[Problem]:
    for part, changes in (("uplifts", inputs.uplifts), ("trends", inputs.trends)):
        for one in changes:
            if not one.source:
                yield Problem(part, f"The one from {one.from_on} has no source.")
            if one.change <= -1:
                yield Problem(part, f"The one from {one.from_on} leaves nothing.")
    for day in years_between(inputs.outturn.during.start, inputs.price_base):
        if in_force(inputs.uplifts, day, "") is None:
            yield Problem("uplifts", f"No change of prices is in force on {day}.")
    if inputs.trends:
        yield from _trends(inputs)


def _trends(inputs: Inputs) -> Iterator[Problem]:
    for day in years_between(inputs.outturn.during.start, inputs.year.start):
        for service in sorted(inputs.outturn.lines):
            if in_force(inputs.trends, day, service) is None:
                yield Problem("trends", f"{service} has none in force on {day}.")


def _shares(inputs: Inputs) -> Iterator[Problem]:
    if not 0 <= inputs.efficiency < 1:
        yield Problem("efficiency", "It is a part of the cost: from 0 to less than 1.")
    if not inputs.efficiency_source:
        yield Problem("efficiency", "Nobody says where it is from; write 0 where none is planned.")
    if sum(inputs.weights.values()) != 1 or any(part < 0 for part in inputs.weights.values()):
        yield Problem("weights", "What the methods make up is not 1 in all.")
    if set(inputs.weights) - set(METHODS):
        yield Problem("weights", f"There are these methods: {', '.join(METHODS)}.")
    if inputs.weights.get("benchmark") and not inputs.trends:
        yield Problem("weights", "The benchmark has a part of the value, and no trend is given.")


def _days_of(during: Period) -> str:
    return f"{during.start} to {during.end or 'no end'}"
