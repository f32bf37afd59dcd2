"""Ranked names whose frequencies fall off as in life: few very common, a long tail of rare ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.streams import stream

Pairs = Sequence[Sequence[str]]

FIRST_YEAR = 1900
LAST_YEAR = 2060

_SPELLINGS_MAX = 6
_RARE_SPELLING_SHARE = 0.045


@dataclass(frozen=True, slots=True)
class Pool:
    """Names of several groups in one list, drawn by one search.

    Args:
        names: Every name of every group, shape (n,), strings.
        bounds: Group index + cumulative share within the group, shape (n,), rising.
    """

    names: NDArray[np.object_]
    bounds: NDArray[np.float64]

    def draw(self, group: NDArray[np.int64], chance: NDArray[np.float64]) -> NDArray[np.object_]:
        """Draw a name of each group with a uniform number for each (0 <= u < 1)."""
        return np.asarray(self.names[np.searchsorted(self.bounds, group + chance, side="right")])


@dataclass(frozen=True, slots=True)
class Surnames:
    """Family names by culture; the group is the culture's index."""

    pool: Pool

    @property
    def distinct(self) -> int:
        """How many different names there are."""
        return len(set(self.pool.names.tolist()))


@dataclass(frozen=True, slots=True)
class GivenNames:
    """Given names by culture, sex and year of birth.

    Args:
        pool: Every name.
        group_of: Group for [culture, 1 if female else 0, year of birth - FIRST_YEAR].
    """

    pool: Pool
    group_of: NDArray[np.int64]

    def draw(
        self,
        culture: NDArray[np.int64],
        is_female: NDArray[np.bool_],
        birth_year: NDArray[np.int64],
        chance: NDArray[np.float64],
    ) -> NDArray[np.object_]:
        """Draw a given name for each person."""
        year = np.clip(birth_year, FIRST_YEAR, LAST_YEAR) - FIRST_YEAR
        return self.pool.draw(self.group_of[culture, is_female.astype(np.int64), year], chance)


def read_surnames(source: Mapping[str, Any], cultures: Sequence[str]) -> Surnames:
    """Build each culture's ranked list: its common names, then its tail in a fixed shuffled order.

    The tail is roots joined to endings and other spellings of all of them, so that a search meets
    the near-collisions that real registers hold (Smith and Smyth, Hussain and Hussein).

    Source:
        Frequencies follow Zipf and Mandelbrot: (rank + q) to the power -s. British surnames fall
        with an exponent near 1 and the commonest is about one in a hundred; s and q are ours.
    """
    pairs = source["same_sound"]["pairs"]
    groups = []
    for number, culture in enumerate(cultures):
        words = source[culture]
        ranked = _ranked(words, pairs, number)
        few = len(ranked) < 1_500
        groups.append((ranked, _zipf(len(ranked), *((1.02, 2.2) if few else (0.93, 6.0)))))
    return Surnames(_pool(groups))


def read_given_names(
    source: Mapping[str, Any], pairs: Pairs, cultures: Sequence[str]
) -> GivenNames:
    """Build each culture's lists by sex and years of birth, with rare spellings of each name."""
    groups: list[tuple[list[str], NDArray[np.float64]]] = []
    group_of = np.zeros((len(cultures), 2, LAST_YEAR - FIRST_YEAR + 1), dtype=np.int64)
    for number, culture in enumerate(cultures):
        for sex_number, sex in enumerate(("male", "female")):
            for first_year, names in sorted(source[culture][sex].items()):
                group_of[number, sex_number, int(first_year) - FIRST_YEAR :] = len(groups)
                groups.append(_with_rare_spellings(names, pairs))
    return GivenNames(pool=_pool(groups), group_of=group_of)


def spellings(name: str, pairs: Pairs) -> list[str]:
    """Give other spellings of a name, each differing by one pair of like-sounding letters.

    >>> spellings("Smith", [["y", "i"]])
    ['Smyth']
    """
    found: list[str] = []
    for one, other in pairs:
        for old, new in ((one, other), (other, one)):
            place = name.find(old, 1)
            if place > 0:
                changed = name[:place] + new + name[place + len(old) :]
                if changed not in found:
                    found.append(changed)
    return found[:_SPELLINGS_MAX]


def _ranked(words: Mapping[str, Any], pairs: Pairs, number: int) -> list[str]:
    common = list(dict.fromkeys(words["common"]))
    built = [
        prefix + root + ending
        for prefix in words.get("prefixes", [""])
        for root in words["roots"]
        for ending in words["endings"]
        if not ending or root[-1].lower() != ending[0] or root[-2:-1].lower() != ending[0]
    ]
    tail = set(built) | {other for name in common for other in spellings(name, pairs)}
    tail |= {
        other
        for name in built[:: 3 if len(built) > 3_000 else 1]
        for other in spellings(name, pairs)[:1]
    }
    tail -= set(common)
    ordered = sorted(tail)
    shuffled = stream(0, "surnames", number).permutation(len(ordered))
    return common + [ordered[position] for position in shuffled]


def _with_rare_spellings(
    names: Sequence[str], pairs: Pairs
) -> tuple[list[str], NDArray[np.float64]]:
    common = list(dict.fromkeys(names))
    rare = [other for name in common for other in spellings(name, pairs)[:3]]
    rare = [name for name in dict.fromkeys(rare) if name not in common]
    shares = _zipf(len(common), 0.75, 3.0) * (1 - _RARE_SPELLING_SHARE)
    rest = np.full(len(rare), _RARE_SPELLING_SHARE / max(len(rare), 1))
    return common + rare, np.concatenate([shares, rest])


def _zipf(count: int, exponent: float, offset: float) -> NDArray[np.float64]:
    weights = (np.arange(1, count + 1) + offset) ** -exponent
    return np.asarray(weights / weights.sum())


def _pool(groups: Sequence[tuple[list[str], NDArray[np.float64]]]) -> Pool:
    names: list[str] = []
    bounds: list[NDArray[np.float64]] = []
    for number, (group, shares) in enumerate(groups):
        names.extend(group)
        rising = np.cumsum(shares) / shares.sum()
        rising[-1] = 1.0
        bounds.append(number + rising)
    return Pool(np.array(names, dtype=object), np.concatenate(bounds))
