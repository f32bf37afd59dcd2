"""A year's position from what the books hold: a baseline, lists of people, counts of activity."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from peckham.finance.domain.activity import Counted
from peckham.finance.domain.expected import ContractSide, ExpectedCell
from peckham.finance.domain.local import local_band
from peckham.finance.domain.position import Cell, Pair, Position, ServiceLine
from peckham.kernel import Refused

# Activity for people of whom the lists count nobody: it is counted a head of the whole list.
OFF_LIST = "not on the list"
_NONE = ExpectedCell(Fraction(0), Fraction(1))


class NobodyOnTheList(Refused):
    """The lists of a year count nobody, so that there is no rate a head."""


class LineWithoutPrice(Refused):
    """There was activity of a service that the baseline does not price."""


@dataclass(frozen=True, slots=True)
class Happened:
    """What a year was, beside its baseline.

    Args:
        people: By neighbourhood and band, how many were on the lists, as a mean over the year.
        counts: By service, neighbourhood and band, what was done.
        national_uplift: How far national prices rose, such as 1/40.
        local_drift: How far local prices rose beyond that.
        efficiency: The part of the cost that was saved.
        quality_pence: What the quality of care cost the provider: incentives not earned, remedies.
    """

    people: Mapping[tuple[str, str], Fraction]
    counts: Mapping[tuple[str, str, str], Counted]
    national_uplift: Fraction
    local_drift: Fraction
    efficiency: Fraction
    quality_pence: int


def position_of(expected: ContractSide, happened: Happened) -> Position:
    """Set a year beside its baseline, in cells of neighbourhood and band.

    The contract says how many people of a band it expects, not where they live: it is taken to
    expect them where they were, so that a neighbourhood's size and mix are measured against the
    contract's and the whole is as if there were no neighbourhoods. Activity for people of whom the
    lists count nobody is new activity of the provider's (rule 70), never left out.

    Raises:
        NobodyOnTheList: If there are no people.
        LineWithoutPrice: Naming services that are counted and not in the baseline.
    """
    whole = sum(happened.people.values(), start=Fraction(0))
    if not whole:
        raise NobodyOnTheList("The lists of the year count nobody.", rule=67)
    strange = sorted({line for line, _, _ in happened.counts} - set(expected.lines))
    if strange:
        raise LineWithoutPrice(
            f"The baseline has no price for: {', '.join(strange)}.",
            rule=68,
            remedy="Adopt a baseline with these services, or correct the events.",
        )
    shares = _shares(expected, happened.people, whole)
    lines = {
        name: ServiceLine(line.unit_price_pence, _cells(name, expected, happened, whole, shares))
        for name, line in expected.lines.items()
    }
    return Position(
        people=Pair(Fraction(expected.people), whole),
        shares=shares,
        lines=lines,
        national_uplift=happened.national_uplift,
        local_drift=happened.local_drift,
        efficiency=Pair(expected.efficiency, happened.efficiency),
        quality_pence=happened.quality_pence,
    )


def _shares(
    expected: ContractSide, people: Mapping[tuple[str, str], Fraction], whole: Fraction
) -> dict[str, Pair]:
    """Give the part of everybody in each cell, expected and actual."""
    of_band: defaultdict[str, Fraction] = defaultdict(Fraction)
    for (_, band), count in people.items():
        of_band[band] += count
    found = {
        local_band(where, band): Pair(
            expected.shares.get(band, Fraction(0)) * count / of_band[band], count / whole
        )
        for (where, band), count in people.items()
        if count
    }
    for band, share in expected.shares.items():
        if share and not of_band[band]:
            # A band that is expected and has nobody left lives in no neighbourhood.
            found[local_band("", band)] = Pair(share, Fraction(0))
    return found


def _cells(
    line: str,
    expected: ContractSide,
    happened: Happened,
    whole: Fraction,
    shares: dict[str, Pair],
) -> dict[str, Cell]:
    """Give a line's cells; activity without people gets a share of its own, of everybody."""
    counts = {
        (where, band): count
        for (name, where, band), count in happened.counts.items()
        if name == line and count.events
    }
    found = {}
    for cell in list(shares):
        where, _, band = cell.partition("|")
        if band == OFF_LIST:
            continue
        said = expected.lines[line].cells.get(band, _NONE)
        people = happened.people.get((where, band), Fraction(0))
        count = counts.pop((where, band), None) if people else None
        found[cell] = _cell(said, count, people)
    for (where, _), count in sorted(_by_place(counts).items()):
        cell = local_band(where, OFF_LIST)
        shares.setdefault(cell, Pair(Fraction(1), Fraction(1)))
        found[cell] = _cell(_NONE, count, whole)
    return found


def _by_place(
    counts: Mapping[tuple[str, str], Counted],
) -> dict[tuple[str, str], Counted]:
    """Add up, by neighbourhood, activity of which the lists count nobody."""
    found: dict[tuple[str, str], Counted] = {}
    for (where, _), count in counts.items():
        before = found.get((where, OFF_LIST), Counted(0, Fraction(0)))
        found[where, OFF_LIST] = Counted(before.events + count.events, before.weight + count.weight)
    return found


def _cell(said: ExpectedCell, count: Counted | None, people: Fraction) -> Cell:
    """Set what happened beside what the contract says; what did not happen keeps its weight."""
    if count is None:
        return Cell(Pair(said.rate, Fraction(0)), Pair(said.case_mix, said.case_mix))
    weight = count.weight / count.events
    expected_weight = said.case_mix if said.rate else weight
    return Cell(Pair(said.rate, count.events / people), Pair(expected_weight, weight))
