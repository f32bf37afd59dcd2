"""What the pages of care show: frozen values with their sentences already made."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from peckham.care.domain.asked import Asker, Claimed
from peckham.care.domain.states import State


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the person takes away: a reference and a code, who has it, and by when.

    Args:
        public_id: For addresses of pages.
        reference: Nine characters in threes, with a check character; read aloud safely.
        code: Eight characters in fours; kept only as a hash, so this is the only time it is seen.
        holder_team: Name of the team that holds it.
        due_at: By when it is answered.
        next_words: What happens next, to be read aloud.
        is_live: Whether the person is to be handed over now, on the line.
        live_team_id: To which team, where `is_live`.
        offered_team: Name of the team asked to take it, or "".
    """

    public_id: UUID
    reference: str
    code: str
    holder_team: str
    due_at: datetime
    next_words: str
    is_live: bool = False
    live_team_id: int | None = None
    offered_team: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """How a request stands after a change: who holds it now, and by when.

    Args:
        public_id: The request.
        version: Its new version, for the next form.
        state: Its new state.
        holder_team: Name of the team that holds it (of an ended one: held it last).
        due_at: By when it is answered; None once it has ended.
        sentence: What happened, in one sentence for the page.
    """

    public_id: UUID
    version: int
    state: State
    holder_team: str
    due_at: datetime | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a request's timeline."""

    at: datetime
    kind: str
    sentence: str
    reason: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Message:
    """Something that was said to the person, or by them."""

    at: datetime
    direction: str
    mode: str
    words: str
    tells_outcome: bool


@dataclass(frozen=True, slots=True)
class Possible:
    """An action that this actor may take now: its name in the api and its label."""

    verb: str
    label: str


@dataclass(frozen=True, slots=True)
class PendingOffer:
    """An offer that waits for an answer."""

    id: int
    to_team_id: int
    to_team: str
    from_team_id: int
    from_team: str
    offered_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class RequestStory:
    """One request: the person's words, who holds it, and its timeline in plain sentences.

    `claimed` is None of a request that is linked to somebody whose record is not open to the
    reader.
    """

    id: int
    public_id: UUID
    reference: str
    version: int
    state: State
    state_words: str
    person_id: int | None
    claimed: Claimed | None
    asker: Asker | None
    for_whom: str
    words: str
    category: str
    category_words: str
    channel: str
    contact_mode: str
    red_flags: tuple[str, ...]
    hub_id: int
    hub: str
    service: str
    holder_team_id: int
    holder_team: str
    holder_telephone: str
    due_at: datetime | None
    escalated_at: datetime | None
    taken_at: datetime
    outcome: str | None
    outcome_words: str
    outcome_told_at: datetime | None
    outcome_told_how: str | None
    offer: PendingOffer | None
    timeline: tuple[Entry, ...]
    messages: tuple[Message, ...]
    possible: tuple[Possible, ...]


@dataclass(frozen=True, slots=True)
class TrackedStory:
    """What the person sees of their own request with its reference and code: no names of staff."""

    reference: str
    version: int
    state: State
    state_words: str
    words: str
    asked_at: datetime
    holder_team: str
    hub: str
    hub_telephone: str
    due_at: datetime | None
    outcome_words: str
    timeline: tuple[Entry, ...]
    messages: tuple[Message, ...]
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class Tracking:
    """The answer to a reference and a code.

    Never raised as an error, so that the attempt that it counts is kept. `story` is None for every
    kind of mismatch alike; `locked_until` says only that this reference was tried too often.
    """

    story: TrackedStory | None
    locked_until: datetime | None


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One line of a worklist.

    `about` is the claimed name of a request that nobody has linked yet, and "" for a linked one:
    people gives the names of `person_id`.
    """

    id: int
    public_id: UUID
    reference: str
    version: int
    state: State
    person_id: int | None
    about: str
    words: str
    category: str
    category_words: str
    channel: str
    contact_mode: str
    red_flags: tuple[str, ...]
    holder_team_id: int
    due_at: datetime | None
    taken_at: datetime
    escalated_at: datetime | None


@dataclass(frozen=True, slots=True)
class Worklist:
    """One page of a worklist, in due order.

    Args:
        rows: The page.
        after: What to pass as `after` for the next page; None on the last.
        count_words: "12", or "200+": never a count that would have to read them all.
    """

    rows: tuple[WorkRow, ...]
    after: tuple[datetime, int] | None
    count_words: str


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer with the request that it is about: asked of us, sent by us, or come back to us.

    `state` is "pending", "accepted", "returned", "lapsed" or "withdrawn".
    """

    offer: PendingOffer
    state: str
    reason: str
    alternative: str
    resolved_at: datetime | None
    request: WorkRow


@dataclass(frozen=True, slots=True)
class HourCount:
    """How many requests came by one channel in one London hour of the day."""

    hour: int
    channel: str
    count: int


@dataclass(frozen=True, slots=True)
class TeamToday:
    """A team of the hub: whether somebody is in, how many, who is away, what it holds.

    Outside its hours nobody of a team is in: `members_in` is 0 while it is not open.
    """

    team_id: int
    name: str
    telephone: str
    is_open: bool
    is_staffed: bool
    members_in: int
    members_away: tuple[str, ...]
    open_requests: int
    overdue_requests: int


@dataclass(frozen=True, slots=True)
class HubToday:
    """A hub's day: demand by channel and hour against who is in, and what is about to go wrong."""

    hub_id: int
    hub: str
    taken: tuple[HourCount, ...]
    teams: tuple[TeamToday, ...]
    offers_expiring: tuple[OfferRow, ...]
    overdue: tuple[WorkRow, ...]
    open_requests: int
    escalated_requests: int
