"""Where people live and since when: address spells without a gap from arrival to departure."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.almanac import Almanac
from peckham.synthetic.people.batch import COHORT, ELSEWHERE, HOME, Spells, Text, text
from peckham.synthetic.people.members import Members
from peckham.synthetic.people.sample import Block
from peckham.synthetic.place.model import SyntheticPlace
from peckham.synthetic.place.postcodes import ELSEWHERE_DISTRICT, HOMES_PER_POSTCODE, postcode

Whole = NDArray[np.int64]
Days = NDArray[np.datetime64]

_YEAR = 365
_EARLIER_YEARS = 6.0
_UNHOUSED_YEARS = 1.1
_ONCE_HOUSED = 0.35
_BLOCK_OF_FLATS = 5
_NEVER = np.datetime64("NaT", "D")


@dataclass(frozen=True, slots=True)
class Stay:
    """When each household came, from where, and when it left; columns of shape (homes,).

    Args:
        since: First day in the present home.
        before_area: Area of the home before, where they moved within the place; -1 if not.
        before_since: First day there.
        left_on: The day they left the place; not a time for those who stay.
    """

    since: Days
    before_area: Whole
    before_since: Days
    left_on: Days


def draw_stays(
    *,
    block: Block,
    members: Members,
    place: SyntheticPlace,
    almanac: Almanac,
    generator: np.random.Generator,
) -> Stay:
    """Draw how long each household has been where it is.

    Years in the same home fall off evenly (exponential), with the mean of the area; of those who
    came within the year, some moved within the place and so have two spells.
    """
    homes = int(members.household[-1]) + 1
    counted_on = np.datetime64(place.counted_on, "D")
    parameters = almanac.household_kinds.residents
    mean = place.counts.tenure_years[block.where] if block.kind == HOME else 6.0
    mean = _UNHOUSED_YEARS if block.kind == COHORT else mean
    ago = (1 + np.floor(generator.exponential(mean * _YEAR, homes))).astype("timedelta64[D]")
    since = counted_on - ago
    arrivals = parameters["moved_within_year_percent"] + parameters["moved_in_within_year_percent"]
    within = parameters["moved_within_year_percent"] / arrivals
    if block.kind == COHORT:
        moved = generator.random(homes) < _ONCE_HOUSED
    else:
        moved = (ago < np.timedelta64(_YEAR, "D")) & (generator.random(homes) < within)
    if block.kind == ELSEWHERE:
        moved[:] = False
    weight = place.counts.population / place.counts.population.sum()
    before = generator.choice(len(weight), homes, p=weight)
    stayed = 30 + np.floor(generator.exponential(_EARLIER_YEARS * _YEAR, homes))
    leaves = generator.random(homes) < parameters["left_within_year_percent"] / 100
    left_on = counted_on - generator.integers(1, _YEAR, homes).astype("timedelta64[D]")
    youngest = since.copy()
    np.maximum.at(youngest, members.household, members.born_on)
    leaves &= (left_on > youngest) & (block.kind == HOME)
    return Stay(
        since=since,
        before_area=np.where(moved, before, -1),
        before_since=since - stayed.astype("timedelta64[D]"),
        left_on=np.where(leaves, left_on, _NEVER),
    )


def spells_of(
    *,
    block: Block,
    members: Members,
    stay: Stay,
    place: SyntheticPlace,
    generator: np.random.Generator,
) -> Spells:
    """Give every member's spells, the earlier one first; nobody arrives before they are born."""
    household = members.household
    lines, codes = _addresses(block, len(stay.since), place, generator)
    before_lines, before_codes = _earlier_addresses(stay, place, generator)
    person = block.first + np.arange(len(members))
    moved = (stay.before_area[household] >= 0) & (members.born_on < stay.since[household])
    earlier = Spells(
        person=person[moved],
        since=np.maximum(members.born_on, stay.before_since[household])[moved],
        until=stay.since[household][moved],
        kind=np.full(int(moved.sum()), HOME),
        area=stay.before_area[household][moved],
        hub=np.full(int(moved.sum()), -1),
        lines=before_lines[household][moved],
        postcode=before_codes[household][moved],
    )
    since = np.maximum(members.born_on, stay.since[household])
    present = Spells(
        person=person,
        since=since,
        until=stay.left_on[household],
        kind=np.full(len(members), block.kind),
        area=np.full(len(members), block.where if block.kind == HOME else -1),
        hub=np.full(len(members), block.where if block.kind == COHORT else -1),
        lines=lines[household],
        postcode=codes[household],
    )
    return _in_order(earlier, present)


def _in_order(earlier: Spells, present: Spells) -> Spells:
    person = np.concatenate([earlier.person, present.person])
    order = np.argsort(person, kind="stable")
    columns = {
        name: np.concatenate([getattr(earlier, name), getattr(present, name)])[order]
        for name in ("since", "until", "kind", "area", "hub", "lines", "postcode")
    }
    return Spells(person=person[order], **columns)


def _addresses(
    block: Block, homes: int, place: SyntheticPlace, generator: np.random.Generator
) -> tuple[Text, Text]:
    """Give each household an address of its own."""
    if block.kind == COHORT:
        return text([""] * homes), text([""] * homes)
    if block.kind == ELSEWHERE:
        return _addresses_outside(homes, place, generator)
    first, last = place.postcodes.first[block.where : block.where + 2].tolist()
    room = (last - first) * HOMES_PER_POSTCODE
    home = generator.choice(room, homes, replace=homes > room)
    lines = [
        home_lines(place, first + int(one) // HOMES_PER_POSTCODE, int(one) % HOMES_PER_POSTCODE)
        for one in home
    ]
    codes = [place.postcodes.codes[first + int(one) // HOMES_PER_POSTCODE] for one in home]
    return text(lines), text(codes)


def _earlier_addresses(
    stay: Stay, place: SyntheticPlace, generator: np.random.Generator
) -> tuple[Text, Text]:
    chance = generator.random(len(stay.before_area))
    number = generator.integers(HOMES_PER_POSTCODE, size=len(chance))
    lines, codes = text([""] * len(chance)), text([""] * len(chance))
    for home in np.flatnonzero(stay.before_area >= 0).tolist():
        first, last = place.postcodes.first[stay.before_area[home] :][:2].tolist()
        chosen = first + int(chance[home] * (last - first))
        lines[home] = home_lines(place, chosen, int(number[home]))
        codes[home] = place.postcodes.codes[chosen]
    return lines, codes


def home_lines(place: SyntheticPlace, chosen: int, number: int) -> str:
    """Write the address of one home of a postcode: a house, or a flat in a named block."""
    postcodes = place.postcodes
    street = postcodes.streets[chosen]
    before = chosen - postcodes.streets.index(street, int(postcodes.first[postcodes.area[chosen]]))
    base = before * HOMES_PER_POSTCODE
    borough = place.boroughs[place.areas[int(postcodes.area[chosen])].borough].name
    if chosen % _BLOCK_OF_FLATS == 3:
        block = f"{street.split(' ')[0]} House"
        return f"Flat {number + 1}, {block}, {base + 1} {street}\n{borough}"
    return f"{base + number + 1} {street}\n{borough}"


def _addresses_outside(
    homes: int, place: SyntheticPlace, generator: np.random.Generator
) -> tuple[Text, Text]:
    streets = generator.integers(len(place.postcodes.streets), size=homes).tolist()
    numbers = generator.integers(1, 140, homes).tolist()
    codes = generator.integers(4_000, size=homes).tolist()
    names = [place.postcodes.streets[street] for street in streets]
    lines = [f"{one} {name}\nOver the river" for one, name in zip(numbers, names, strict=True)]
    return text(lines), text([postcode(ELSEWHERE_DISTRICT, code) for code in codes])
