"""How people can be reached, and what they need to be able to communicate."""

import functools
import unicodedata
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.almanac import Almanac
from peckham.synthetic.people.batch import (
    CALL,
    COHORT,
    EMAIL,
    POST,
    TEXT,
    ContactPoints,
    Needs,
    text,
)
from peckham.synthetic.people.members import Members
from peckham.synthetic.people.sample import Block

Whole = NDArray[np.int64]
Marks = NDArray[np.bool_]
Days = NDArray[np.datetime64]

_ADULT = 16
_NUMBERS_IN_RANGE = 1_000
_UNHOUSED_SHARE = 0.55
_NEED_AGES = (18, 65, 80)
_REACH_AGES = (65, 80)
_POINT_BITS = {"phone": CALL, "mobile": CALL | TEXT, "email": EMAIL}
_BITS = {"phone": CALL, "text": TEXT, "email": EMAIL, "post": POST}


def needs_of(
    *,
    block: Block,
    members: Members,
    since: Days,
    almanac: Almanac,
    generator: np.random.Generator,
) -> tuple[Needs, Whole]:
    """Draw communication needs, and which ways of being reached they rule out.

    Args:
        block: Who they are.
        members: Their ages and languages.
        since: First day of each here, shape (n,).
        almanac: How often each need is written down.
        generator: Where chance comes from.

    Returns:
        The needs, and for each member the bits of the ways that are ruled out.
    """
    parameters = almanac.communication
    band = np.searchsorted(_NEED_AGES, members.age, side="right")
    ruled_out = np.zeros(len(members), dtype=np.int64)
    found: list[tuple[int, str, str]] = []
    for need in parameters["needs"]:
        percent = np.array(need["percent"])[band]
        has = np.flatnonzero(generator.random(len(members)) * 100 < percent)
        found.extend((position, need["code"], "") for position in has.tolist())
        for mode in need.get("rules_out", ()):
            ruled_out[has] |= _BITS[mode]
    percent = np.array(parameters["interpreter"]["percent"])[band]
    percent = np.where(members.language == "en", 0.0, percent)
    for position in np.flatnonzero(generator.random(len(members)) * 100 < percent).tolist():
        found.append((position, "interpreter", str(members.language[position])))
    found.sort()
    where = np.array([position for position, _, _ in found], dtype=np.int64)
    needs = Needs(
        person=block.first + where,
        code=text([code for _, code, _ in found]),
        detail=text([detail for _, _, detail in found]),
        since=since[where],
    )
    return needs, ruled_out


def contacts_of(
    *,
    block: Block,
    members: Members,
    since: Days,
    ruled_out: Whole,
    almanac: Almanac,
    generator: np.random.Generator,
) -> tuple[ContactPoints, Whole]:
    """Draw telephone numbers and addresses of e-mail, none of which reaches anybody.

    Returns:
        The contact points, and for each member the bits of the ways that are open; a child is
        reached through whoever asks for it.
    """
    has, values = _points(block, members, ruled_out, almanac, generator)
    modes = ("mobile", "phone", "email")
    chosen = np.full(len(members), -1)
    for number, mode in enumerate(modes):
        chosen[(chosen < 0) & has[mode]] = number
    by_parent = np.where(members.age < _ADULT, CALL | TEXT | EMAIL, 0)
    reach = by_parent | (0 if block.kind == COHORT else POST)
    rows: list[tuple[int, str, str, bool]] = []
    for number, mode in enumerate(modes):
        reach[has[mode]] |= _POINT_BITS[mode]
        for position in np.flatnonzero(has[mode]).tolist():
            preferred = bool(chosen[position] == number)
            rows.append((position, mode, values[mode][position], preferred))
    rows.sort()
    where = np.array([row[0] for row in rows], dtype=np.int64)
    points = ContactPoints(
        person=block.first + where,
        mode=text([row[1] for row in rows]),
        value=text([row[2] for row in rows]),
        preferred=np.array([row[3] for row in rows], dtype=bool),
        since=since[where],
    )
    return points, reach & ~ruled_out


def _points(
    block: Block,
    members: Members,
    ruled_out: Whole,
    almanac: Almanac,
    generator: np.random.Generator,
) -> tuple[dict[str, Marks], dict[str, list[str]]]:
    parameters: dict[str, Any] = almanac.communication["reach"]
    band = np.searchsorted(_REACH_AGES, members.age, side="right")
    count = len(members)
    fewer = _UNHOUSED_SHARE if block.kind == COHORT else 1.0
    homes = int(members.household[-1]) + 1
    gives = {mode: (ruled_out & bits) != bits for mode, bits in _POINT_BITS.items()}
    has: dict[str, Marks] = {}
    for mode in ("mobile", "email", "phone"):
        share = np.array(parameters[mode])[band] / 100 * fewer
        chance = generator.random(homes)[members.household] if mode == "phone" else None
        drawn = generator.random(count) if chance is None else chance
        has[mode] = (members.age >= _ADULT) & (drawn < share) & gives[mode]
    if block.kind == COHORT:
        has["phone"][:] = False
    lines = generator.integers(_NUMBERS_IN_RANGE, size=homes)[members.household].tolist()
    mobiles = generator.integers(_NUMBERS_IN_RANGE, size=count).tolist()
    domains = parameters["email_domains"]
    hosts = generator.integers(len(domains), size=count).tolist()
    names = zip(members.given_name, members.family_name, hosts, strict=True)
    values = {
        "mobile": [f"{parameters['mobile_prefix']}{number:03d}" for number in mobiles],
        "phone": [f"{parameters['phone_prefix']}{number:03d}" for number in lines],
        "email": [
            f"{_letters(given)}.{_letters(family)}{block.first + position}@{domains[host]}"
            for position, (given, family, host) in enumerate(names)
        ],
    }
    return has, values


@functools.lru_cache(maxsize=65_536)
def _letters(name: str) -> str:
    """Give a name's plain letters, as people write it in an address of e-mail.

    >>> _letters("Łukasz"), _letters("O'Brien-Şahin")
    ('lukasz', 'obriensahin')
    """
    plain = name.lower().replace("ł", "l").replace("ı", "i").replace("đ", "d")
    split = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in split if letter.isascii() and letter.isalpha())
