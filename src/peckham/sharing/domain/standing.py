"""Where an agreement stands, in the words that its pages use: values in, values out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from peckham.sharing.domain.in_force import Version, is_in_time

State = Literal["drafted", "signed", "in_force", "expired", "left"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a version stands at a moment.

    Args:
        state: "drafted" (nobody has signed), "signed" (some have, nothing is shared yet),
            "in_force" (between `between`), "expired", or "left" (signed once, and left by so many
            that nothing is shared).
        signed: How many parties have signed it.
        parties: How many it has.
        between: Keys of the organisations between which it is in force, sorted.
    """

    state: State
    signed: int
    parties: int
    between: tuple[int, ...] = ()


def is_over(version: Version, *, at: datetime) -> bool:
    """Say whether a version can bind nobody any more: its end, or its support's, has passed."""
    return at >= version.starts_at and not is_in_time(version, at=at)


def standing_of(
    version: Version,
    *,
    signed_by: Collection[int],
    bound: Collection[int],
    left_by: Collection[int],
    at: datetime,
) -> Standing:
    """Say where a version stands.

    Args:
        version: The version.
        signed_by: The organisations that have signed it.
        bound: Those that it binds now, as `peckham.bound_by` says.
        left_by: Those that have signed it and have left the agreement.
        at: The moment; aware.
    """
    here = [party for party in version.parties if party.organisation_id in bound]
    givers = {party.organisation_id for party in here if party.supplies}
    takers = {party.organisation_id for party in here if party.receives}
    pairs = {
        key for giver in givers for taker in takers if giver != taker for key in (giver, taker)
    }
    state: State = "signed" if signed_by else "drafted"
    if pairs:
        state = "in_force"
    elif is_over(version, at=at):
        state = "expired"
    elif set(signed_by) & set(left_by):
        state = "left"
    return Standing(state, len(set(signed_by)), len(version.parties), tuple(sorted(pairs)))
