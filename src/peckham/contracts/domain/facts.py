"""What has been decided, assessed and agreed about a contract, each with both its times.

Nothing can be backdated: a fact counts from the day on which it was decided or the day on which it
was written down, whichever is later (see `Stamp`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from peckham.contracts.domain.gp_roles import GpRole
from peckham.contracts.domain.terms import Contract
from peckham.kernel import Refused
from peckham.kernel.london import day_of

type Interest = Literal["none", "noted", "stays_without_vote", "leaves"]
type Outcome = Literal["approved", "approved_subject_to", "refused"]
type VatStatus = Literal["recoverable", "not_recoverable_but_priced", "not_recoverable"]


class DecidedLater(Refused):
    """Something is written down as decided on a day that has not come yet."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """When something was decided, and when it was written down.

    Raises:
        DecidedLater: If it would have been decided after it was written down.
    """

    on: date
    recorded_at: datetime

    def __post_init__(self) -> None:
        if self.on > day_of(self.recorded_at):
            raise DecidedLater(
                f"What is written down on {day_of(self.recorded_at)} cannot have been decided "
                f"on {self.on}.",
                remedy="Write it down once it is decided.",
            )

    @property
    def counts_from(self) -> date:
        """The first day on which it counts: what is written down late does not count earlier."""
        return max(self.on, day_of(self.recorded_at))

    def was_known_to(self, later: "Stamp") -> bool:
        """Say whether this was decided and written down before a later decision was."""
        return self.counts_from <= later.on and self.recorded_at <= later.recorded_at


class Stamped(Protocol):
    """Anything with both its times."""

    @property
    def stamp(self) -> Stamp:
        """Its times."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One member's vote; `interest` is how a conflict was handled, None where none was asked."""

    member: str
    choice: Literal["for", "against", "abstained"]
    interest: Interest | None


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of a commissioner's own committee (rule 1).

    Args:
        about: What was decided.
        commissioner: Whose committee it is.
        body: The committee.
        outcome: What it decided.
        quorum: How many members it needs.
        votes: Who was there, and how each voted.
        stamp: When.
        conditions: What approval was subject to, such as "equality assessment".
        considered: References of the assessments that lay before it.
        could_refuse: Whether it could still refuse; None where the record does not say.
    """

    about: Literal["approval", "award"]
    commissioner: str
    body: str
    outcome: Outcome
    quorum: int
    votes: tuple[Vote, ...]
    stamp: Stamp
    conditions: tuple[str, ...] = ()
    considered: tuple[str, ...] = ()
    could_refuse: bool | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """An equality impact assessment that is finished."""

    reference: str
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Review:
    """A review of a bid (rule 23); `declared` is whether conflicts of interest were declared."""

    reviewer: str
    capacity: Literal["clinical", "nhs"]
    declared: bool
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The outcome of a checkpoint of the assurance process (rule 24): EE, CP1, CP2 or CP3."""

    code: str
    passed: bool
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice of an intention to award, with what came of it.

    Args:
        route: The route of award, such as "most_suitable_provider".
        stamp: When it was published, or the route was chosen where it needs no notice.
        representations: When written representations came.
        further_decision: When a further decision on them was made known, or None.
    """

    route: str
    stamp: Stamp
    representations: tuple[Stamp, ...] = ()
    further_decision: Stamp | None = None


@dataclass(frozen=True, slots=True)
class Partner:
    """A practice that takes part in an area of the contract."""

    practice: str
    area: str
    mode: Literal["partial", "full", "new_practice"]
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Assigned:
    """A commissioner's function that the contract hands over; `instrument` records a delegation."""

    function: str
    to: str
    instrument: str
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Option:
    """A form that the contract could take, with what was expected of each outcome (rule 72)."""

    form: str
    expected: tuple[tuple[str, str], ...]
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Run:
    """What rule 61 asks: the latest risk run, and the controllers that have not signed for it."""

    ran_on: date
    not_signed: tuple[str, ...]
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Assurance:
    """What is known of the holder's standing: whether VAT comes back, and who guarantees.

    Args:
        vat: Whether the holder recovers VAT, or the price bears it; None while not asked.
        guarantee: Who guarantees or which reserve bears the risk; "" for nobody, None if not asked.
        reconciled: Whether the baseline was reconciled to the ledgers; None while not done.
        stamp: When.
    """

    vat: VatStatus | None
    guarantee: str | None
    reconciled: bool | None
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer to local general practice, published before a contract goes elsewhere (rule 54).

    Args:
        answer_by: The last day for answers.
        amount_pence: The money offered; None where the record does not say.
        replies: What each practice answered, "no reply" too; empty while nothing is recorded.
        stamp: When it was made.
    """

    answer_by: date
    amount_pence: int | None
    replies: tuple[str, ...]
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the rules are asked about. None is "nobody has said"; empty is "there is none"."""

    contract: Contract
    author: str
    others: tuple[Contract, ...] = ()
    decisions: tuple[Decision, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    reviews: tuple[Review, ...] = ()
    checkpoints: tuple[Checkpoint, ...] = ()
    notices: tuple[Notice, ...] = ()
    partners: tuple[Partner, ...] = ()
    assigned: tuple[Assigned, ...] | None = None
    options: tuple[Option, ...] = ()
    runs: tuple[Run, ...] = ()
    assurances: tuple[Assurance, ...] = ()
    gp_roles: tuple[GpRole, ...] = ()
    offers: tuple[Offer, ...] = ()


def known[Fact: Stamped](facts: Iterable[Fact], day: date) -> tuple[Fact, ...]:
    """Give what counts on a day, oldest first."""
    counted = (fact for fact in facts if fact.stamp.counts_from <= day)
    return tuple(sorted(counted, key=lambda fact: (fact.stamp.on, fact.stamp.recorded_at)))
