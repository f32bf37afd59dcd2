"""Divides an invented year of 40 bands, 20 lines and 25 neighbourhoods; prints what it took."""

import json
import random
import sys
import time
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np

from peckham.finance.domain.activity import Counted
from peckham.finance.domain.attribution import attribute, states
from peckham.finance.domain.drawn import as_arrays, parts_of, resampled
from peckham.finance.domain.expected import ContractSide, ExpectedCell, ExpectedLine
from peckham.finance.domain.local import of_neighbourhood, parts_by
from peckham.finance.domain.position import Position
from peckham.finance.domain.year import Happened, position_of
from peckham.finance.reading import usual_order
from peckham.kernel import Period

BANDS, LINES, HOMES, DRAWS, SEED = 40, 20, 25, 2_000, 1
LOOPED = 3


def invented(
    rng: random.Random, bands: int, lines: int, homes: int
) -> tuple[ContractSide, Happened]:
    """Invent a contract's side and a year: about a quarter of a million people."""
    people = {
        (f"N{n:02}", f"b{a:02}"): Fraction(rng.randint(20, 480))
        for n in range(homes)
        for a in range(bands)
    }
    weights = {f"b{a:02}": Fraction(rng.randint(50, 150)) for a in range(bands)}
    whole = sum(weights.values())
    cells = {
        f"s{s:02}": {
            band: ExpectedCell(
                Fraction(rng.randint(1, 4000), 10_000), Fraction(rng.randint(80, 120), 100)
            )
            for band in weights
        }
        for s in range(lines)
    }
    counts = {}
    for line, row in cells.items():
        for (home, band), count in people.items():
            events = round(float(row[band].rate * count) * rng.uniform(0.8, 1.25))
            if events:
                weight = Fraction(round(events * 10_000 * rng.uniform(0.8, 1.2)), 10_000)
                counts[line, home, band] = Counted(events, weight)
    expected = ContractSide(
        people=round(sum(people.values()) * Fraction(98, 100)),
        shares={band: weight / whole for band, weight in weights.items()},
        lines={name: ExpectedLine(rng.randint(1_000, 300_000), row) for name, row in cells.items()},
        efficiency=Fraction(2, 100),
        year=Period(date(2025, 4, 1), date(2026, 4, 1)),
    )
    return expected, Happened(
        people, counts, Fraction(25, 1000), Fraction(5, 1000), Fraction(1, 100), 12_000_000
    )


def timed(what: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    """Do something, and give the seconds that it took on the clock and on processors."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = what()
    return found, {"seconds": time.perf_counter() - wall, "cpu_seconds": time.process_time() - cpu}


def looped(expected: ContractSide, happened: Happened, draws: int) -> list[Any]:
    """Do what a plain loop would: draw each count anew, and divide the year exactly again."""
    rng = np.random.default_rng(SEED)
    found = []
    for _ in range(draws):
        drawn = {}
        for key, count in happened.counts.items():
            events = int(rng.poisson(count.events))
            if events:
                drawn[key] = Counted(events, count.weight / count.events * events)
        year = Happened(
            happened.people, drawn, happened.national_uplift, happened.local_drift,
            happened.efficiency, happened.quality_pence,
        )  # fmt: skip
        found.append(attribute(position_of(expected, year), usual_order()))
    return found


def difference(position: Position) -> float:
    """Give the greatest difference of the quick path from the exact one, of the greatest state."""
    exact = [
        sum(state.values(), Fraction(0)) for state in states(position, usual_order(), lambda *_: "")
    ]
    parts = [after - before for before, after in pairwise(exact)]
    quick = parts_of(as_arrays(position), usual_order()).sum(axis=0)[:, 0]
    return max(
        abs(float(Fraction(float(value)) - part)) for value, part in zip(quick, parts, strict=True)
    ) / float(max(map(abs, exact)))


def main() -> None:
    """Divide the year, and print what it took as JSON."""
    small = sys.argv[1:] == ["small"]
    bands, lines, homes = (8, 4, 5) if small else (BANDS, LINES, HOMES)
    expected, happened = invented(random.Random(SEED), bands, lines, homes)
    order = usual_order()
    position, making = timed(lambda: position_of(expected, happened))
    whole, exact = timed(lambda: attribute(position, order))
    local, by_home = timed(lambda: parts_by(position, order, of_neighbourhood))
    assert [part.pence for part in whole] == [
        sum(one[n].pence for one in local.values()) for n in range(len(order))
    ]
    _, drawn = timed(lambda: resampled(position, order, draws=DRAWS, seed=SEED))
    _, loop = timed(lambda: looped(expected, happened, LOOPED))
    print(
        json.dumps(
            {
                "bands": bands, "lines": lines, "neighbourhoods": homes, "draws": DRAWS,
                "looped": LOOPED, "making": making, "exact": exact, "by_neighbourhood": by_home,
                "resampled": drawn, "loop": loop, "difference": difference(position),
                "cells": sum(len(line.cells) for line in position.lines.values()),
            }
        )
    )  # fmt: skip


if __name__ == "__main__":
    main()
