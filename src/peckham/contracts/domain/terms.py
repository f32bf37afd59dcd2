"""What a contract says: its holder, its commissioners and their shares, and its scope."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from peckham.kernel import Period

type ScopeStatus = Literal["in", "optional", "out"]
type Mode = Literal["own", "subcontract", "integration_agreement"]
type HolderEvent = Literal["pre_qualification", "award", "novation", "change_of_control"]


@dataclass(frozen=True, slots=True)
class Commissioner:
    """A body that commissions by a contract (rule 4).

    Args:
        name: The body.
        kind: What kind of body it is, such as "icb" or "local_authority".
        share: Its exact part of the contract, above 0 and at most 1; None while not agreed.
        co_ordinates: Whether it is the one that co-ordinates.
    """

    name: str
    kind: str
    share: Fraction | None
    co_ordinates: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a contract, or would, from a step on.

    Args:
        name: The organisation.
        kind: What kind of organisation it is.
        controlled_by: The kind of whoever controls it, itself where nobody else does; None while
            that is not known.
        event: The step by which it comes to hold it.
        start: The day of that step.
    """

    name: str
    kind: str
    controlled_by: str | None
    event: HolderEvent
    start: date


@dataclass(frozen=True, slots=True)
class Delivery:
    """One way in which a line of scope is delivered to some people for a time (rule 5)."""

    mode: Mode
    by: str
    people: frozenset[str]
    during: Period


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """A service in the scope of a contract, or kept beside it (rule 6).

    Args:
        service: What it is, by the catalogue of services.
        group: The group of services that law names, such as "primary_medical".
        status: Whether it is in, may join by a variation, or is out.
        deliveries: How it is delivered, to whom and when.
    """

    service: str
    group: str
    status: ScopeStatus
    deliveries: tuple[Delivery, ...] = ()


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract as it is drafted or in force: a draft may still break its rules.

    Args:
        reference: Its name for ever.
        kind: Code of its kind.
        during: Its term.
        entered_on: When the parties entered into it; None before that.
        commissioners: Who commissions.
        holders: Who holds it, step by step, oldest first; empty before anybody bids.
        people: Whom it covers, as codes of small areas or of practices' lists.
        areas: The larger areas that it spans (rule 59).
        lines: Its scope.
        parent: Reference of the contract in which it nests, or "".
        suspended: When it was suspended.
        gp_votes_min: How many votes GPs have at least on the governing body (rule 10); None while
            that is not agreed.
    """

    reference: str
    kind: str
    during: Period
    entered_on: date | None
    commissioners: tuple[Commissioner, ...]
    holders: tuple[Holder, ...]
    people: frozenset[str]
    areas: frozenset[str]
    lines: tuple[ScopeLine, ...]
    parent: str = ""
    suspended: tuple[Period, ...] = ()
    gp_votes_min: int | None = None

    def in_scope(self) -> tuple[ScopeLine, ...]:
        """List the lines that are in."""
        return tuple(line for line in self.lines if line.status == "in")
