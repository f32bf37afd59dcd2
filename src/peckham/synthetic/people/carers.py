"""Who may speak for a child, and who cares for somebody old or ill."""

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.almanac import Almanac
from peckham.synthetic.people.batch import Carers, text
from peckham.synthetic.people.households import HEAD, PARTNER
from peckham.synthetic.people.members import Members
from peckham.synthetic.people.sample import Block

Days = NDArray[np.datetime64]
Row = tuple[int, int, str, str, str, str, tuple[str, ...]]

_CHILD, _ADULT, _OLD = 16, 18, 80
_PARENT_MAY = ("ask", "be_told", "see_record", "decide")
_CONSENT_MAY = ("ask", "be_told")
_ATTORNEY_SHARE = 0.3
_NAME_YEARS = (1950, 1995)


def carers_of(
    *,
    block: Block,
    members: Members,
    since: Days,
    almanac: Almanac,
    generator: np.random.Generator,
) -> Carers:
    """Name a parent for each child of the household, and carers for some of the old and the ill.

    Args:
        block: Who they are.
        members: Households in order.
        since: First day of each here, shape (n,).
        almanac: How many have a carer.
        generator: Where chance comes from.
    """
    rows = _parents(block, members)
    rows += _helpers(block, members, almanac, generator)
    rows.sort(key=lambda row: row[:2])
    where = np.array([row[0] for row in rows], dtype=np.int64)
    return Carers(
        person=block.first + where,
        carer=np.array([row[1] for row in rows], dtype=np.int64),
        name=text([row[2] for row in rows]),
        relationship=text([row[3] for row in rows]),
        telephone=text([row[4] for row in rows]),
        authority=text([row[5] for row in rows]),
        may=text([row[6] for row in rows]),
        since=since[where],
    )


def _parents(block: Block, members: Members) -> list[Row]:
    heads = np.full(int(members.household[-1]) + 1, -1)
    heads[members.household[members.slot == HEAD]] = np.flatnonzero(members.slot == HEAD)
    rows: list[Row] = []
    for child in np.flatnonzero(members.age < _CHILD).tolist():
        parent = int(heads[members.household[child]])
        if parent < 0 or members.age[parent] < _ADULT:
            continue
        relationship = "mother" if members.is_female[parent] else "father"
        rows.append(
            (
                child,
                block.first + parent,
                _name(members, parent),
                relationship,
                "",
                "parental_responsibility",
                _PARENT_MAY,
            )
        )
    return rows


def _helpers(
    block: Block, members: Members, almanac: Almanac, generator: np.random.Generator
) -> list[Row]:
    parameters = almanac.communication["carers"]
    percent = np.where(members.age >= _OLD, parameters["older_percent"], 0.0)
    percent = np.where(
        (members.age >= _ADULT) & (members.age < _OLD), parameters["adult_percent"], percent
    )
    cared_for = np.flatnonzero(generator.random(len(members)) * 100 < percent)
    outside = generator.random(len(cared_for)) * 100 < parameters["outside_percent"]
    attorney = generator.random(len(cared_for)) < _ATTORNEY_SHARE
    rows: list[Row] = []
    for number, person in enumerate(cared_for.tolist()):
        authority = "power_of_attorney" if attorney[number] else "consent"
        may = _PARENT_MAY if attorney[number] else _CONSENT_MAY
        at_home = _adult_beside(members, person)
        if outside[number] or at_home is None:
            name, number_of = _somebody(members, person, almanac, generator)
            who = "daughter" if number_of % 2 else "son"
            rows.append((person, -1, name, who, f"07700900{number_of:03d}", authority, may))
        else:
            rows.append(
                (
                    person,
                    block.first + at_home,
                    _name(members, at_home),
                    _relationship(members, person, at_home),
                    "",
                    authority,
                    may,
                )
            )
    return rows


def _adult_beside(members: Members, person: int) -> int | None:
    beside = np.flatnonzero(
        (members.household == members.household[person]) & (members.age >= _ADULT)
    )
    others = [int(other) for other in beside if other != person]
    return others[0] if others else None


def _relationship(members: Members, person: int, carer: int) -> str:
    if {int(members.slot[person]), int(members.slot[carer])} == {HEAD, PARTNER}:
        return "partner"
    older = members.age[carer] > members.age[person] + _CHILD
    if older:
        return "mother" if members.is_female[carer] else "father"
    return "relative at home"


def _somebody(
    members: Members, person: int, almanac: Almanac, generator: np.random.Generator
) -> tuple[str, int]:
    """Name a grown child who lives elsewhere: an odd number is a daughter's."""
    number = int(generator.integers(1_000))
    given = almanac.given_names.draw(
        np.array([almanac.cultures.names.index("british")]),
        np.array([number % 2 == 1]),
        generator.integers(*_NAME_YEARS, 1),
        generator.random(1),
    )[0]
    return f"{given} {members.family_name[person]}", number


def _name(members: Members, position: int) -> str:
    return f"{members.given_name[position]} {members.family_name[position]}"
