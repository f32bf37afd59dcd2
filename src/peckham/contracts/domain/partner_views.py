"""What comes back about places, integrators and promises; each fact with its day and its source."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from peckham.contracts.domain.partners import Function, Score, Standing
from peckham.kernel import Refused
from peckham.kernel.london import day_of


class NotYetHappened(Refused):
    """Something is written down as of a day that has not come yet."""


@dataclass(frozen=True, slots=True)
class Told:
    """When something happened and who says so.

    Args:
        on: The day; None where the source does not give it.
        source: Who says so: a document, or where a decision is found.
        quotation: The source's own words, where it was published by others; "" otherwise.
        recorded_at: When it was written down; None before that.
    """

    on: date | None
    source: str
    quotation: str = ""
    recorded_at: datetime | None = None

    @property
    def is_published(self) -> bool:
        """Whether this was published by somebody else, and is quoted here."""
        return bool(self.quotation)

    def check_not_before(self, at: datetime) -> None:
        """Refuse a day after the moment of writing down.

        Raises:
            NotYetHappened: If the day has not come.
        """
        if self.on is not None and self.on > day_of(at):
            raise NotYetHappened(
                f"{self.on} has not come yet.", remedy="Write it down when it is so.", field="on"
            )


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place that partnerships and contracts name; `place_id` where it was imported too."""

    id: int
    public_id: UUID
    name: str
    board: str
    scheme: str
    place_id: int | None
    told: Told


@dataclass(frozen=True, slots=True)
class FactView:
    """One thing known of a place."""

    topic: str
    words: str
    body: str
    reference: str
    told: Told


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A recorded decision on an integrator."""

    decided_by: str
    outcome: str
    reference: str
    told: Told


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member of an integrator; `left_on` where it has left."""

    id: int
    body_id: int
    body: str
    kinds: tuple[str, ...]
    has_left: bool
    scores: tuple[Score, ...]
    told: Told


@dataclass(frozen=True, slots=True)
class HostView:
    """The member that hosts, and why it was chosen."""

    member_id: int
    body: str
    reason: str
    told: Told


@dataclass(frozen=True, slots=True)
class HoldingView:
    """Whether a body holds a contract here: "yes", "no" or "unknown" (rule 46)."""

    body: str
    holds: str
    words: str
    told: Told


@dataclass(frozen=True, slots=True)
class OwnedView:
    """A function with its owner; `named` is "" where it is a gap (rules 39 and 53)."""

    function: Function
    named: str
    body: str
    told: Told | None


@dataclass(frozen=True, slots=True)
class OversightView:
    """A body that oversees, a priority, or a report (rule 51)."""

    kind: str
    words: str
    told: Told


@dataclass(frozen=True, slots=True)
class IntegratorView:
    """An integrator as it stands: the latest statement of each thing."""

    id: int
    public_id: UUID
    name: str
    place: PlaceView
    partnership: str
    decisions: tuple[DecisionView, ...]
    members: tuple[MemberView, ...]
    host: HostView | None
    holdings: tuple[HoldingView, ...]
    functions: tuple[OwnedView, ...]
    oversight: tuple[OversightView, ...]
    told: Told

    @property
    def is_approved(self) -> bool:
        """Whether the latest recorded decision approved it (rule 44)."""
        return bool(self.decisions) and self.decisions[-1].outcome == "approved"

    @property
    def gaps(self) -> tuple[OwnedView, ...]:
        """The functions that nobody owns."""
        return tuple(one for one in self.functions if not one.named)

    @property
    def holds(self) -> str:
        """Whether the host holds contracts here: silence is "unknown", never "no"."""
        said = [one.holds for one in self.holdings if self.host and one.body == self.host.body]
        return said[-1] if said else "unknown"


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """Something due by a day, and how it stands (rule 41)."""

    public_id: UUID
    words: str
    due_on: date
    standing: Standing
    told: Told


@dataclass(frozen=True, slots=True)
class PlanView:
    """How a provider's plan stands (rule 31)."""

    provider: str
    state: str
    told: Told


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What shows how a promise stands; `is_kept` is None where it does not say."""

    words: str
    is_kept: bool | None
    told: Told


@dataclass(frozen=True, slots=True)
class PromiseView:
    """A promise with its owner, "" where nobody is named, and its evidence (rule 42)."""

    public_id: UUID
    words: str
    owner: str
    evidence: tuple[EvidenceView, ...]
    told: Told


@dataclass(frozen=True, slots=True)
class FundingView:
    """Where the money for a purpose comes from; `found` is "" while not yet identified."""

    purpose: str
    found: str
    amount_pence: int | None
    committed_pence: int
    told: Told


@dataclass(frozen=True, slots=True)
class ReplyView:
    """What a practice answered to an offer."""

    practice: str
    answer: str
    words: str
    told: Told


@dataclass(frozen=True, slots=True)
class OfferView:
    """What local general practice was offered: date, time allowed, money, replies (rule 54)."""

    public_id: UUID
    contract: str
    offered_to: str
    answer_by: date
    amount_pence: int
    words: str
    replies: tuple[ReplyView, ...]
    told: Told


@dataclass(frozen=True, slots=True)
class PlacePage:
    """Everything that anybody may read about a place."""

    place: PlaceView
    partnership: str | None
    partnership_told: Told | None
    facts: tuple[FactView, ...]
    integrator: IntegratorView | None
    milestones: tuple[MilestoneView, ...]
    plans: tuple[PlanView, ...]
    promises: tuple[PromiseView, ...]
    fundings: tuple[FundingView, ...]
    offers: tuple[OfferView, ...]
    programmes: tuple[str, ...] = ()

    def facts_on(self, topic: str) -> tuple[FactView, ...]:
        """Give the facts on one topic, such as "programme" (rule 14)."""
        return tuple(fact for fact in self.facts if fact.topic == topic)
