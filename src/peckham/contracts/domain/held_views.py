"""Contracts as anybody may read them: who decided, by which route, and which cover whom."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """The route of an award and its reasons, as they were published (rule 54)."""

    route: str
    reasons: str
    on: date


@dataclass(frozen=True, slots=True)
class CommitteeLine:
    """What a committee decided about a contract, and where it is minuted."""

    about: str
    commissioner: str
    body: str
    outcome: str
    reference: str
    on: date


@dataclass(frozen=True, slots=True)
class ContractLine:
    """A contract of a place that is no practice's own: who decided, by which route, for whom.

    Args:
        id: Its key.
        reference: The deployer's own number.
        title: What it is called.
        kind: Name of its kind.
        holder: Who holds it, or would; "" before anybody bids.
        decisions: What committees decided, oldest first.
        notices: Notices of award.
    """

    id: int
    reference: str
    title: str
    kind: str
    holder: str
    decisions: tuple[CommitteeLine, ...]
    notices: tuple[NoticeLine, ...]


@dataclass(frozen=True, slots=True)
class HeldContract:
    """A contract that covers some people on a day (rule 17).

    Args:
        reference: The deployer's own number.
        title: What it is called.
        kind: Name of its kind.
        family: What rules call its kind: "core", "icp", "neighbourhood", and so on.
        relation_to_gms: Whether it lies upon GMS or replaces it; "unknown" is said (rule 56).
        holder: Who holds it, or "".
        commissioners: Who commissions it.
        source: Where a contract that stood before was read, or "".
    """

    reference: str
    title: str
    kind: str
    family: str
    relation_to_gms: str
    holder: str
    commissioners: tuple[str, ...]
    source: str
