"""Everybody who works in the place, by team and role."""

from collections.abc import Mapping, Sequence

import numpy as np

from peckham.synthetic.almanac import Almanac
from peckham.synthetic.place.model import StaffMember

_ADULTS = (1962, 2002)


def hire(
    *, people: Sequence[Mapping[str, int]], almanac: Almanac, generator: np.random.Generator
) -> tuple[StaffMember, ...]:
    """Give every team its people.

    Args:
        people: For each team, how many in each role.
        almanac: Names and cultures.
        generator: Where chance comes from.
    """
    posts = [
        (team, role)
        for team, roles in enumerate(people)
        for role, count in roles.items()
        for _ in range(count)
    ]
    count = len(posts)
    cultures = almanac.cultures
    group = generator.choice(len(cultures.groups), count, p=cultures.percent / 100)
    culture, _ = cultures.draw(group, generator.random(count))
    family = almanac.surnames.pool.draw(culture, generator.random(count))
    given = almanac.given_names.draw(
        culture,
        generator.random(count) < 0.74,
        generator.integers(*_ADULTS, count),
        generator.random(count),
    )
    return tuple(
        StaffMember(f"staff{number:05d}", f"{first} {last}", team, role)
        for number, ((team, role), first, last) in enumerate(
            zip(posts, given, family, strict=True), start=1
        )
    )
