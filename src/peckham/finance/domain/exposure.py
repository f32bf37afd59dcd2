"""What each side could gain or lose in a year, before anybody signs.

Years are drawn about what the contract expects, by dated assumptions that both sides can argue
over; each is taken apart by the contract's own order, as a settled year is (rules 69 and 70). The
draws are the same whatever is assumed, so that two sets of assumptions differ by what they assume
and not by luck.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import sqrt

import numpy as np

from peckham.finance.domain.attribution import Owner, Term
from peckham.finance.domain.cost import Factor
from peckham.finance.domain.drawn import Drawn, Floats, parts_of
from peckham.finance.domain.expected import ContractSide
from peckham.finance.domain.sharing import Sharing
from peckham.kernel import Refused

DRAWS = 2_000
# One in ten lies below the first, one in ten above the last.
TENTHS = (10, 50, 90)
# The seed's six risks, and prices, of which it says nothing: which factors each is.
RISKS: Mapping[str, tuple[Factor, ...]] = {
    "size": (Factor.SIZE,),
    "demography": (Factor.AGE_MIX,),
    "activity": (Factor.RATE,),
    "usage pattern": (Factor.PATTERN, Factor.CASE_MIX),
    "savings": (Factor.EFFICIENCY,),
    "quality": (Factor.QUALITY,),
    "prices": (Factor.PRICE_NATIONAL, Factor.PRICE_LOCAL),
}
_OLD = ("65", "80")


class NotAssumable(Refused):
    """An assumption is unknown, no number, or beyond what it may be."""


class NothingExpected(Refused):
    """A baseline expects nobody, or nothing to be done."""


@dataclass(frozen=True, slots=True)
class Assumed:
    """An assumption, in per cent; `low` to `high` is what it may be."""

    code: str
    risk: str
    words: str
    value: Fraction
    low: Fraction
    high: Fraction
    from_on: date
    source: str
    is_assumption: bool

    def but(self, value: Fraction) -> "Assumed":
        """Give the same with another value.

        Raises:
            NotAssumable: If it lies beyond what it may be.
        """
        if not self.low <= value <= self.high:
            raise NotAssumable(
                f"{self.words}: {float(value):g} % is not from {float(self.low):g} % to"
                f" {float(self.high):g} %.",
                field=self.code,
            )
        return Assumed(
            self.code, self.risk, self.words, value, self.low, self.high, self.from_on, self.source,
            self.is_assumption,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tenths:
    """What is gained, or below zero lost, at P10, P50 and P90, in pence.

    `low_error` and `high_error` are how far P10 and P90 may be off for having drawn no more years:
    half of what lies between the draws within which they are in nineteen cases of twenty.
    """

    p10: int
    p50: int
    p90: int
    low_error: int
    high_error: int


@dataclass(frozen=True, slots=True)
class Exposed:
    """What each side could gain or lose, in pence.

    Args:
        risks: By risk, for the commissioner and for the provider; 0 where the other bears it.
        before: All of it, before anything is shared, for each side.
        after: All of it after sharing, for each side; as before where no terms say how.
        draws: How many years were drawn.
        seed: Where the draws began.
    """

    risks: Mapping[str, tuple[Tenths, Tenths]]
    before: tuple[Tenths, Tenths]
    after: tuple[Tenths, Tenths]
    draws: int
    seed: int


def expose(
    expected: ContractSide,
    order: Sequence[Term],
    sharing: Sharing | None,
    assumed: Mapping[str, Assumed],
    *,
    national_uplift: Fraction,
    seed: int,
    draws: int = DRAWS,
) -> Exposed:
    """Draw years, and give what each side gains or loses in them.

    Args:
        expected: The contract's side, as its baseline has it.
        order: The contract's order of the factors, with the owner of each.
        sharing: How a result is shared; None where nobody agreed on it yet. The quality gate is
            taken to be reached.
        assumed: The assumptions, by code.
        national_uplift: The published uplift.
        seed: Where the draws begin; the same seed draws the same years.
        draws: How many years.

    Raises:
        NothingExpected: If the baseline expects nothing.
        FactorMissing: If the order leaves a factor out.
    """
    drawn = _drawn(expected, _Chance(assumed, seed, draws), national_uplift)
    parts = parts_of(drawn, order).sum(axis=0)
    effects = [-np.broadcast_to(part, (draws,)) for part in parts]
    sides = (
        _borne(order, effects, "commissioner"),
        _borne(order, effects, "provider"),
    )
    whole = [sum(side.values(), start=np.zeros(draws)) for side in sides]
    value = float(sum(expected.exact_pence().values()))
    moved = _shared(value - whole[0], whole[1], sharing)
    return Exposed(
        risks={risk: _both(sides, factors) for risk, factors in RISKS.items()},
        before=(_tenths(whole[0]), _tenths(whole[1])),
        after=(_tenths(whole[0] - moved), _tenths(whole[1] + moved)),
        draws=draws,
        seed=seed,
    )


class _Chance:
    """Standard normal draws by name: the same for a name and a seed, whatever is assumed."""

    def __init__(self, assumed: Mapping[str, Assumed], seed: int, draws: int) -> None:
        self.assumed, self.seed, self.draws = assumed, seed, draws

    def of(self, code: str) -> float:
        """Give an assumption as a part, not per cent."""
        return float(self.assumed[code].value) / 100

    def normal(self, name: str, *shape: int) -> Floats:
        """Draw standard normals for a name."""
        stream = np.random.SeedSequence([self.seed, *name.encode()])
        return np.random.Generator(np.random.PCG64(stream)).standard_normal((*shape, self.draws))

    def about(self, risk: str) -> Floats:
        """Draw an assumption with its mean and its standard deviation."""
        return self.of(f"{risk}_mean") + self.of(f"{risk}_sd") * self.normal(risk)


def _drawn(expected: ContractSide, chance: _Chance, national_uplift: Fraction) -> Drawn:
    """Draw years about what is expected: one group, lines, bands, draws."""
    bands, lines = sorted(expected.shares), list(expected.lines.values())
    value = float(sum(expected.exact_pence().values()))
    if not expected.people or not lines or not value:
        raise NothingExpected("The baseline expects nobody, or nothing to be done.", rule=68)
    shares = np.array([float(expected.shares[band]) for band in bands])[None, None, :, None]
    cells = [[line.cells.get(band, (Fraction(0), Fraction(0))) for band in bands] for line in lines]
    rates, weights = (
        np.array([[float(cell[part]) for cell in row] for row in cells])[None, :, :, None]
        for part in (0, 1)
    )
    people = np.array([float(expected.people)])
    old = np.array([band.startswith(_OLD) for band in bands])[None, None, :, None]
    aged = shares * (1 + np.where(old, chance.about("demography"), 0.0))
    # Chance alone, line by line: the more activity, the less of it.
    events = (people * (shares * rates).sum(axis=2)).clip(min=1.0)[..., None]
    level = (
        1 + chance.about("activity") + chance.normal("chance", 1, len(lines), 1) / np.sqrt(events)
    )
    tilt = 1 + chance.of("pattern_sd") * chance.normal("pattern", 1, len(lines), len(bands))
    used = rates * level.clip(min=0.0) * tilt.clip(min=0.0)
    weighed = weights * (1 + chance.of("case_mix_sd") * chance.normal("case mix", 1, len(lines), 1))
    efficiency = float(expected.efficiency)
    return Drawn(
        groups=("",),
        people=(people, people * (1 + chance.about("size"))),
        shares=(shares, aged / aged.sum(axis=2, keepdims=True)),
        rates=(rates, used),
        case_mix=(weights, weighed.clip(min=0.0)),
        prices=np.array([float(line.unit_price_pence) for line in lines]),
        uplifts=(np.array([float(national_uplift)]), chance.about("local")),
        efficiency=(np.array([efficiency]), efficiency * chance.about("savings")),
        quality_pence=value * chance.about("quality").clip(min=0.0),
    )


def _shared(paid: Floats, result: Floats, sharing: Sharing | None) -> Floats:
    """Give what the commissioner bears of each result, as `sharing.shared` does for one."""
    if sharing is None:
        return np.zeros(result.shape)
    beyond = (np.abs(result) - float(sharing.dead_band) * paid).clip(min=0.0)
    share = np.where(result < 0, float(sharing.loss_share), float(sharing.gain_share))
    return np.asarray(-np.sign(result) * np.minimum(share * beyond, float(sharing.cap) * paid))


def _borne(order: Sequence[Term], effects: Sequence[Floats], side: Owner) -> dict[Factor, Floats]:
    """Give what a side gains or loses by each factor: nothing by those that the other bears."""
    return {
        term.factor: effect if term.owner == side else np.zeros(effect.shape)
        for term, effect in zip(order, effects, strict=True)
    }


def _both(
    sides: tuple[Mapping[Factor, Floats], Mapping[Factor, Floats]], factors: Sequence[Factor]
) -> tuple[Tenths, Tenths]:
    """Give what both sides gain or lose by some factors."""
    commissioner, provider = (sum(side[factor] for factor in factors) for side in sides)
    return _tenths(np.asarray(commissioner)), _tenths(np.asarray(provider))


def _tenths(values: Floats) -> Tenths:
    """Give the tenths of what was drawn, and how sure they are."""
    ordered = np.sort(values)
    count = len(ordered)
    found = [round(float(x)) for x in np.percentile(ordered, TENTHS)]
    errors = []
    for tenth in (TENTHS[0], TENTHS[-1]):
        rank, width = tenth / 100 * count, 1.96 * sqrt(count * tenth * (100 - tenth)) / 100
        low, high = max(int(rank - width), 0), min(int(rank + width), count - 1)
        errors.append(round(float(ordered[high] - ordered[low]) / 2))
    return Tenths(*found, *errors)
