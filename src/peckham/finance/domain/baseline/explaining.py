"""How a baseline came about, in steps that a reader can follow: words, before, after, source."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from peckham.finance.domain.baseline.changes import compounded, years_between
from peckham.finance.domain.baseline.inputs import Inputs

type Lines = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what was done, the total before and after it in pence, and its source."""

    code: str
    words: str
    before_pence: int
    after_pence: int
    source: str


def steps(inputs: Inputs, stages: list[Lines], then: int, now: int) -> tuple[Step, ...]:
    """Explain how the outturn became the value.

    Args:
        inputs: The inputs.
        stages: Exact pence by line after each step, from the outturn to the value.
        then: People in the year of the outturn.
        now: People in the year of the baseline.
    """
    totals = [round(sum(stage.values(), Fraction(0))) for stage in stages]
    uplifts = compounded(inputs.uplifts, inputs.outturn.during.start, inputs.price_base, "") - 1
    used = ", ".join(f"{name} {_percent(part)}" for name, part in inputs.weights.items() if part)
    people = inputs.people
    told = (
        ("outturn", f"Outturn from {inputs.outturn.during.start}", inputs.outturn.source),
        ("one_offs", f"{len(inputs.one_offs)} one-offs taken out", _said(inputs)),
        ("prices", f"Prices of {inputs.price_base}: {_percent(uplifts)}", _sources(inputs)),
        (
            "people",
            f"{then:,} people then, {now:,} in {inputs.year.start.year}",
            "; ".join(part for part in (people.source, people.growth_source) if part),
        ),
        (
            "efficiency",
            f"Less what is to be saved: {_percent(inputs.efficiency)}",
            inputs.efficiency_source,
        ),
        ("mixture", f"Brought to the mixture of methods: {used}", inputs.activity.source),
    )
    befores = [0, *totals]
    return tuple(
        Step(code, words, before, after, source)
        for (code, words, source), before, after in zip(told, befores, totals, strict=False)
    )


def _said(inputs: Inputs) -> str:
    return ", ".join(sorted({one.said_by for one in inputs.one_offs}))


def _sources(inputs: Inputs) -> str:
    days = years_between(inputs.outturn.during.start, inputs.price_base)
    return "; ".join(one.source for one in inputs.uplifts if days and one.from_on <= days[-1])


def _percent(part: Fraction) -> str:
    """Write a part of one hundred, such as 2.5 %.

    >>> _percent(Fraction(1, 40))
    '2.5%'
    """
    return f"{float(100 * part):.4g}%"
