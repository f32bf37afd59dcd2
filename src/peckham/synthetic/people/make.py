"""Makes a place's people, a batch at a time, in constant memory."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.almanac import Almanac
from peckham.synthetic.people.batch import COHORT, HOME, PeopleBatch, Persons, Text, joined, text
from peckham.synthetic.people.carers import carers_of
from peckham.synthetic.people.homes import draw_stays, spells_of
from peckham.synthetic.people.lists import ListShares, registrations_of
from peckham.synthetic.people.members import Members, draw_members
from peckham.synthetic.people.numbers import deal_numbers
from peckham.synthetic.people.reach import contacts_of, needs_of
from peckham.synthetic.people.sample import Block, draw_sample
from peckham.synthetic.place.model import SyntheticPlace
from peckham.synthetic.streams import stream

BATCH_PEOPLE = 20_000
_HOUSEHOLDS_APART = 1_000_000


def make_people(
    place: SyntheticPlace,
    *,
    people: int,
    almanac: Almanac,
    seed: int | None = None,
    batch_people: int = BATCH_PEOPLE,
) -> Iterator[PeopleBatch]:
    """Make a household sample of a place's people.

    The place's counts describe all its residents; `people` of them are made, in whole households,
    in proportion to the residents of each small area, with some patients who live outside and
    some people with no fixed address. Each area has a random stream of its own, so the same seed
    makes the same people whatever the size of the batches.

    Args:
        place: The place.
        people: How many, at most its residents.
        almanac: Words and figures; the same as the place's.
        seed: The place's own where None.
        batch_people: About how many in a batch; a batch ends with a whole area.

    Yields:
        Batches of consecutive ordinals.

    Raises:
        MoreThanLiveHere: If `people` is more than the place's residents.
    """
    sample = draw_sample(place, almanac, people)
    maker = _Maker(place, almanac, place.seed if seed is None else seed)
    waiting: list[PeopleBatch] = []
    for block in sample.blocks():
        waiting.append(maker.make(block))
        if sum(map(len, waiting)) >= batch_people:
            yield joined(waiting)
            waiting = []
    if waiting:
        yield joined(waiting)


class _Maker:
    """Makes one block's people at a time."""

    def __init__(self, place: SyntheticPlace, almanac: Almanac, seed: int) -> None:
        self.place = place
        self.almanac = almanac
        self.seed = seed
        self.shares = ListShares(place)
        self.numbers = deal_numbers(seed)
        weight = place.counts.population / place.counts.population.sum()
        self.household_shares = weight @ place.counts.household_shares
        self.ethnic_shares = weight @ place.counts.ethnic_shares

    def make(self, block: Block) -> PeopleBatch:
        """Make everybody of a block from the block's own stream."""
        place, almanac = self.place, self.almanac
        generator = stream(self.seed, "people", block.number)
        members = self._members(block, generator)
        stay = draw_stays(
            block=block, members=members, place=place, almanac=almanac, generator=generator
        )
        spells = spells_of(
            block=block, members=members, stay=stay, place=place, generator=generator
        )
        registrations = registrations_of(
            block=block,
            members=members,
            stay=stay,
            place=place,
            shares=self.shares,
            almanac=almanac,
            generator=generator,
        )
        since = np.maximum(members.born_on, stay.since[members.household])
        needs, ruled_out = needs_of(
            block=block, members=members, since=since, almanac=almanac, generator=generator
        )
        points, reach = contacts_of(
            block=block,
            members=members,
            since=since,
            ruled_out=ruled_out,
            almanac=almanac,
            generator=generator,
        )
        carers = carers_of(
            block=block, members=members, since=since, almanac=almanac, generator=generator
        )
        listed = np.isin(block.first + np.arange(len(members)), registrations.person)
        return PeopleBatch(
            persons=self._persons(block, members, self._numbers(block, listed, generator), reach),
            spells=spells,
            registrations=registrations,
            contact_points=points,
            needs=needs,
            carers=carers,
        )

    def _members(self, block: Block, generator: np.random.Generator) -> Members:
        household_shares, ethnic_shares = self.household_shares, self.ethnic_shares
        if block.kind == HOME:
            household_shares = self.place.counts.household_shares[block.where]
            ethnic_shares = self.place.counts.ethnic_shares[block.where]
        if block.kind == COHORT:
            codes = [kind.code for kind in self.almanac.household_kinds.kinds]
            household_shares = np.array([float(code == "adult_alone") for code in codes])
        return draw_members(
            people=block.people,
            household_shares=household_shares,
            ethnic_shares=ethnic_shares,
            counted_on=np.datetime64(self.place.counted_on, "D"),
            almanac=self.almanac,
            generator=generator,
        )

    def _numbers(
        self, block: Block, listed: NDArray[np.bool_], generator: np.random.Generator
    ) -> Text:
        """Deal NHS numbers by ordinal; some have none, and beyond the range nobody has."""
        parameters = self.almanac.household_kinds.residents
        percent = np.where(
            listed,
            parameters["no_nhs_number_percent"],
            parameters["no_nhs_number_unregistered_percent"],
        )
        has = generator.random(block.people) * 100 >= percent
        dealt = self.numbers[block.first : block.first + block.people].tolist()
        dealt += [0] * (block.people - len(dealt))
        return text(
            [
                str(number) if number and one else ""
                for number, one in zip(dealt, has.tolist(), strict=True)
            ]
        )

    def _persons(
        self, block: Block, members: Members, numbers: Text, reach: NDArray[np.int64]
    ) -> Persons:
        count = len(members)
        hub = -1
        if block.kind == HOME:
            hub = self.place.areas[block.where].neighbourhood
        if block.kind == COHORT:
            hub = block.where
        return Persons(
            ordinal=block.first + np.arange(count),
            household=block.number * _HOUSEHOLDS_APART + members.household,
            family_name=members.family_name,
            given_name=members.given_name,
            preferred_name=members.preferred_name,
            born_on=members.born_on,
            is_female=members.is_female,
            ethnicity=members.ethnicity,
            language=members.language,
            nhs_number=numbers,
            area=np.full(count, block.where if block.kind == HOME else -1),
            hub=np.full(count, hub),
            reach=reach,
        )
