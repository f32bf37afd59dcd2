"""Work that is moved to a practice or from it: funded or not, agreed or not, flagged (rule 58)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from peckham.kernel.parameters import Parameters

type Reply = Literal["agreed", "refused"]


@dataclass(frozen=True, slots=True)
class Transfer:
    """A change that moves work.

    Args:
        to_practice: Whether the work comes to the practice; else it goes from it.
        starts_on: From when.
        hours_per_week: What it takes, as whoever moves it estimates.
        funded_pence_per_year: What comes with it; None where nobody has said, 0 where nothing does.
        reply: What the practice answered; None where it has not.
        own_hours_per_week: What it takes, as the practice estimates; None where it has not said.
    """

    to_practice: bool
    starts_on: date
    hours_per_week: int
    funded_pence_per_year: int | None
    reply: Reply | None = None
    own_hours_per_week: int | None = None

    @property
    def hours(self) -> int:
        """The larger of the two estimates: neither side makes work small by saying so."""
        return max(self.hours_per_week, self.own_hours_per_week or 0)


def why_flagged(transfer: Transfer, *, on: date, parameters: Parameters) -> str:
    """Say why a transfer is shown to the practice and to the board, or "" where it is not.

    A refusal is respected, so that it is no flag: what was refused does not begin.
    """
    limit = parameters.number("transfers.hours_per_week_unflagged_max", on)
    if not transfer.to_practice or transfer.reply == "refused" or transfer.hours <= limit:
        return ""
    agreed = transfer.reply == "agreed"
    funded = bool(transfer.funded_pence_per_year)
    if agreed and funded:
        return ""
    lacking = {
        (True, False): "agreed, and not funded",
        (False, True): "funded, and not agreed",
        (False, False): "neither agreed nor funded",
    }[agreed, funded]
    return f"{transfer.hours} hours a week, more than {limit}: {lacking}"


def may_begin(transfer: Transfer) -> bool:
    """Say whether work may be routed to the practice by it: only with the practice's consent."""
    return not transfer.to_practice or transfer.reply == "agreed"
