"""Who bears what of a provider's result, by the contract's terms: dead band, share, cap, gate.

It changes who pays, never who caused it: attribution knows nothing of it (rules 69 and 70).
"""

from dataclasses import dataclass
from fractions import Fraction

from peckham.kernel import Refused


class NotAPart(Refused):
    """A dead band, a share, a cap or a gate is below nothing or above the whole."""


class CapBelowBand(Refused):
    """Sharing would end before it begins."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """How a contract shares what a provider gains or loses in a year.

    Args:
        dead_band: Part of what is paid within which nothing is shared.
        loss_share: Part of a loss beyond the band that the commissioner bears.
        gain_share: Part of a gain beyond the band that the commissioner takes.
        cap: Part of what is paid above which no more is shared.
        gate: Part of the quality points that has to be reached. Where it is not, the commissioner
            bears nothing of a loss and takes the whole of a gain beyond the band, up to the cap.

    Raises:
        NotAPart: If one of them is below 0 or above 1.
        CapBelowBand: If the cap lies below the dead band.
    """

    dead_band: Fraction
    loss_share: Fraction
    gain_share: Fraction
    cap: Fraction
    gate: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        for name in ("dead_band", "loss_share", "gain_share", "cap", "gate"):
            if not 0 <= getattr(self, name) <= 1:
                raise NotAPart(
                    f"The {name.replace('_', ' ')} is {float(getattr(self, name)):.1%}.",
                    why="Each of them is a part of a whole.",
                    remedy="Give a part from 0 % to 100 %.",
                )
        if self.cap < self.dead_band:
            raise CapBelowBand(
                f"The cap ({float(self.cap):.1%}) lies below the dead band"
                f" ({float(self.dead_band):.1%}).",
                remedy="Agree on a cap that is at least the dead band.",
            )

    def share(self, result_pence: int, *, is_gate_reached: bool) -> Fraction:
        """Give the commissioner's part of what lies beyond the band, of a gain or of a loss."""
        if result_pence < 0:
            return self.loss_share if is_gate_reached else Fraction(0)
        return self.gain_share if is_gate_reached else Fraction(1)


@dataclass(frozen=True, slots=True)
class Shared:
    """How a year's result is shared, step by step; exact pence, but for what moves.

    Args:
        paid_pence: What the contract pays for the year.
        result_pence: What the provider is left with; below zero it is a loss.
        band: Nothing within it is shared.
        beyond: What lies beyond it.
        share: The commissioner's part of that.
        cap: No more than this moves.
        is_capped: Whether the cap was reached.
        pence: What the commissioner bears of a loss; below zero, what it takes of a gain.
    """

    paid_pence: int
    result_pence: int
    band: Fraction
    beyond: Fraction
    share: Fraction
    cap: Fraction
    is_capped: bool
    pence: int

    @property
    def provider_pence(self) -> int:
        """What the provider is left with after sharing."""
        return self.result_pence + self.pence


def shared(paid_pence: int, result_pence: int, by: Sharing, *, is_gate_reached: bool) -> Shared:
    """Share a provider's result.

    Args:
        paid_pence: What the contract pays for the year.
        result_pence: That less what the year cost.
        by: The contract's terms.
        is_gate_reached: Whether the quality gate was reached.

    >>> tenth, half = Fraction(1, 10), Fraction(1, 2)
    >>> by = Sharing(tenth, half, half, Fraction(3, 10))
    >>> shared(1000, -300, by, is_gate_reached=True).pence
    100
    """
    paid = max(paid_pence, 0)
    band, cap = by.dead_band * paid, by.cap * paid
    beyond = max(abs(result_pence) - band, Fraction(0))
    share = by.share(result_pence, is_gate_reached=is_gate_reached)
    moved = min(share * beyond, cap)
    pence = round(moved) if result_pence < 0 else -round(moved)
    return Shared(paid_pence, result_pence, band, beyond, share, cap, share * beyond > cap, pence)
