"""Bands of people: age, sex and deprivation, and cells of their own for what is not known."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from peckham.kernel import Refused

UNKNOWN = "unknown"
SEXES = ("female", "male", UNKNOWN)
FIFTHS = ("1", "2", "3", "4", "5", UNKNOWN)


class NotABand(Refused):
    """A band of people is written in a way that means none."""


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Ages in whole years, from one on until the next band begins."""

    code: str
    from_years: int


@dataclass(frozen=True, slots=True)
class Band:
    """People of one band of age, one sex, and one fifth of deprivation.

    Args:
        age: Code of the band of age, or "unknown".
        sex: "female", "male" or "unknown".
        fifth: "1" (the most deprived) to "5", or "unknown".

    >>> Band("18-64", "female", "1").code
    '18-64/female/1'
    """

    age: str
    sex: str
    fifth: str

    @property
    def code(self) -> str:
        """Write the band as rows and files have it."""
        return f"{self.age}/{self.sex}/{self.fifth}"


def band_of(
    ages: Sequence[AgeBand], *, age: int | None, sex: str, deprivation_fifth: int | None
) -> Band:
    """Give the band of one person.

    Args:
        ages: Bands of age in their order; the first begins at 0.
        age: In whole years on the day that counts; None where it is not known.
        sex: As the record has it; whatever is neither "female" nor "male" counts as not known.
        deprivation_fifth: 1 (the most deprived) to 5, of the area of home; None where unknown.

    Raises:
        NotABand: If the age is below zero or there is no such fifth.

    >>> ages = (AgeBand("0-17", 0), AgeBand("18+", 18))
    >>> band_of(ages, age=18, sex="female", deprivation_fifth=None).code
    '18+/female/unknown'
    """
    if (age is not None and age < 0) or deprivation_fifth not in (None, 1, 2, 3, 4, 5):
        raise NotABand(f"Nobody is {age} years old in the fifth {deprivation_fifth}.")
    found = UNKNOWN
    if age is not None:
        found = ages[bisect_right([band.from_years for band in ages], age) - 1].code
    fifth = UNKNOWN if deprivation_fifth is None else str(deprivation_fifth)
    return Band(found, sex if sex in SEXES else UNKNOWN, fifth)


def fifth_of(decile: int | None) -> int | None:
    """Give the fifth of deprivation that a tenth lies in; None where the tenth is not known.

    >>> fifth_of(1), fifth_of(2), fifth_of(10)
    (1, 1, 5)
    """
    return None if decile is None else (decile + 1) // 2


def read(code: str, ages: Sequence[AgeBand]) -> Band:
    """Read a band as `Band.code` writes it.

    Raises:
        NotABand: Naming what is wrong with it.
    """
    parts = tuple(code.split("/"))
    known = ({band.code for band in ages} | {UNKNOWN}, SEXES, FIFTHS)
    if len(parts) != 3 or any(part not in good for part, good in zip(parts, known, strict=True)):
        raise NotABand(
            f"{code!r} is no band of age, sex and fifth of deprivation.",
            remedy="Write it as in 18-64/female/1; what is not known is unknown.",
        )
    return Band(*parts)


def every(ages: Sequence[AgeBand]) -> tuple[Band, ...]:
    """List every band that there can be, in their order."""
    named = (*(band.code for band in ages), UNKNOWN)
    return tuple(Band(age, sex, fifth) for age in named for sex in SEXES for fifth in FIFTHS)
