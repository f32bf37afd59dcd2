"""The members of a block's households: ages, ethnic groups, names and languages."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.almanac import Almanac
from peckham.synthetic.almanac.cultures import NOT_STATED
from peckham.synthetic.people.households import CHILDREN, HEAD, OTHERS, PARTNER, compose

Whole = NDArray[np.int64]
Days = NDArray[np.datetime64]
Text = NDArray[np.object_]

_DAYS_IN_YEAR = 365.2425
_MOTHER_TONGUE_BORN_BEFORE = 1995
_YOUNG_ADULT_KEEPS, _CHILD_KEEPS = 0.55, 0.4
_DOUBLE_BARRELLED = 0.012
_OTHER_NAME = 0.03


@dataclass(frozen=True, slots=True)
class Members:
    """People of one block, household after household; columns of shape (n,).

    Args:
        household: Index within the block, rising.
        slot: Place in the household: head, partner, children, others.
        age: Years, with fraction.
        born_on: Date of birth.
        is_female: Whether female.
        ethnicity: Code, or not stated.
        family_name: Family name.
        given_name: Given name.
        preferred_name: What they like to be called, or "".
        language: First language.
    """

    household: Whole
    slot: Whole
    age: NDArray[np.float64]
    born_on: Days
    is_female: NDArray[np.bool_]
    ethnicity: Text
    family_name: Text
    given_name: Text
    preferred_name: Text
    language: Text

    def __len__(self) -> int:
        return len(self.household)


def draw_members(
    *,
    people: int,
    household_shares: NDArray[np.float64],
    ethnic_shares: NDArray[np.float64],
    counted_on: np.datetime64,
    almanac: Almanac,
    generator: np.random.Generator,
) -> Members:
    """Draw exactly so many people in households; the last household may lack its youngest.

    Args:
        people: How many, >= 1.
        household_shares: Shares of kinds of household, shape (kinds,).
        ethnic_shares: Shares of ethnic groups, shape (groups,).
        counted_on: The day of their ages.
        almanac: Words and figures.
        generator: Where chance comes from.
    """
    household, slot, age, is_female = _bodies(people, household_shares, almanac, generator)
    born_on = counted_on - np.floor(age * _DAYS_IN_YEAR).astype("timedelta64[D]")
    group = _groups(household, slot, ethnic_shares, almanac, generator)
    culture, row = _cultures(household, slot, group, almanac, generator)
    birth_year = born_on.astype("datetime64[Y]").astype(np.int64) + 1970
    given = almanac.given_names
    codes = np.array(almanac.cultures.groups, dtype=object)[group]
    stated = almanac.household_kinds.residents["ethnicity_not_stated_percent"] / 100
    codes[generator.random(people) < stated] = NOT_STATED
    other = given.draw(
        np.full(people, almanac.cultures.names.index("british")),
        is_female,
        birth_year,
        generator.random(people),
    )
    other[generator.random(people) >= _OTHER_NAME] = ""
    return Members(
        household=household,
        slot=slot,
        age=age,
        born_on=born_on,
        is_female=is_female,
        ethnicity=codes,
        family_name=_family_names(household, slot, culture, almanac, generator),
        given_name=given.draw(culture, is_female, birth_year, generator.random(people)),
        preferred_name=other,
        language=_languages(household, row, birth_year, age, almanac, generator),
    )


def _bodies(
    people: int,
    household_shares: NDArray[np.float64],
    almanac: Almanac,
    generator: np.random.Generator,
) -> tuple[Whole, Whole, NDArray[np.float64], NDArray[np.bool_]]:
    """Draw households until they hold enough people, and list the people."""
    kinds = almanac.household_kinds
    enough = people // 2 + 24
    kind = generator.choice(len(kinds.kinds), enough, p=household_shares)
    drawn = compose(kinds, kind, generator)
    while drawn.sizes.sum() < people:
        kind = generator.choice(len(kinds.kinds), 2 * len(kind), p=household_shares)
        drawn = compose(kinds, kind, generator)
    household, slot = np.nonzero(np.isfinite(drawn.ages))
    household, slot = household[:people], slot[:people]
    return household, slot, drawn.ages[household, slot], drawn.is_female[household, slot]


def _groups(
    household: Whole,
    slot: Whole,
    ethnic_shares: NDArray[np.float64],
    almanac: Almanac,
    generator: np.random.Generator,
) -> Whole:
    """Draw ethnic groups: alike in most couples, mixed for children of two groups."""
    homes = int(household[-1]) + 1
    groups = len(ethnic_shares)
    head = generator.choice(groups, homes, p=ethnic_shares)
    partner = generator.choice(groups, homes, p=ethnic_shares)
    alike = almanac.household_kinds.couples["same_ethnicity_percent"] / 100
    partner = np.where(generator.random(homes) < alike, head, partner)
    single = np.ones(homes, dtype=bool)
    single[household[slot == PARTNER]] = False
    child = np.where(single, head, almanac.cultures.mixed[head, partner])
    group = head[household]
    group = np.where(slot == PARTNER, partner[household], group)
    group = np.where((slot >= CHILDREN) & (slot < OTHERS), child[household], group)
    return np.asarray(group)


def _cultures(
    household: Whole,
    slot: Whole,
    group: Whole,
    almanac: Almanac,
    generator: np.random.Generator,
) -> tuple[Whole, Whole]:
    """Draw cultures of naming; people of one group in one household share theirs."""
    homes = int(household[-1]) + 1
    chance = generator.random(homes)[household]
    culture, row = almanac.cultures.draw(group, chance)
    head_culture = np.zeros(homes, dtype=np.int64)
    head_culture[household[slot == HEAD]] = culture[slot == HEAD]
    is_child = (slot >= CHILDREN) & (slot < OTHERS)
    follows = generator.random(homes)[household] < 0.7
    return np.where(is_child & follows, head_culture[household], culture), row


def _family_names(
    household: Whole,
    slot: Whole,
    culture: Whole,
    almanac: Almanac,
    generator: np.random.Generator,
) -> Text:
    """Draw family names: a household's own, some partners' own, and now and then two joined."""
    homes = int(household[-1]) + 1
    own = almanac.surnames.pool.draw(culture, generator.random(len(household)))
    shared = np.empty(homes, dtype=object)
    shared[household[slot == HEAD]] = own[slot == HEAD]
    joins = generator.random(homes) < _DOUBLE_BARRELLED
    if joins.any():
        second = almanac.surnames.pool.draw(
            np.full(homes, almanac.cultures.names.index("british")), generator.random(homes)
        )
        shared[joins] = shared[joins] + "-" + second[joins]
    takes = generator.random(len(household))
    keeps_own = (slot == PARTNER) & (
        takes >= almanac.household_kinds.couples["same_surname_percent"] / 100
    )
    keeps_own |= (slot >= OTHERS) & (takes >= 0.5)
    return np.asarray(np.where(keeps_own, own, shared[household]))


def _languages(
    household: Whole,
    row: Whole,
    birth_year: Whole,
    age: NDArray[np.float64],
    almanac: Almanac,
    generator: np.random.Generator,
) -> Text:
    """Draw first languages: a household speaks one together, and the young turn to English."""
    keeps = np.where(birth_year < _MOTHER_TONGUE_BORN_BEFORE, 1.0, _YOUNG_ADULT_KEEPS)
    keeps = np.where(age < 18, _CHILD_KEEPS, keeps)
    at_home = generator.random(int(household[-1]) + 1)[household] * 100
    speaks = at_home < almanac.cultures.language_percent[row] * keeps
    return np.asarray(np.where(speaks, almanac.cultures.languages[row], "en"))
