"""What a generated world is made of: values, drawn by Hypothesis, with small keys that shrink."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tests.generative.sharing.moments import midnight, moment

# Apart from what sequences give, so that what a reading writes never meets what was drawn.
FIRST_KEY = 5_000_000


def public(kind: int, key: int) -> UUID:
    """Make a public key that says, in a failure, what it is of."""
    return UUID(int=(kind << 96) + key)


@dataclass(frozen=True)
class Organisation:
    key: int
    is_practice: bool


@dataclass(frozen=True)
class Team:
    key: int
    organisation: int


@dataclass(frozen=True)
class Hub:
    key: int
    reception: int


@dataclass(frozen=True)
class Membership:
    key: int
    account: int
    team: int
    role: str
    start: datetime
    end: datetime | None

    @property
    def public_id(self) -> UUID:
        return public(1, self.key)


@dataclass(frozen=True)
class Party:
    organisation: int
    supplies: bool
    receives: bool


@dataclass(frozen=True)
class Version:
    key: int
    agreement: int
    number: int
    purposes: tuple[str, ...]
    categories: tuple[str, ...]
    start: datetime
    end: datetime | None
    last_day: date | None
    recorded_at: datetime
    parties: tuple[Party, ...]
    # Which organisation signed when.
    signatures: tuple[tuple[int, datetime], ...]


@dataclass(frozen=True)
class Withdrawal:
    key: int
    agreement: int
    organisation: int
    from_at: datetime
    recorded_at: datetime


@dataclass(frozen=True)
class Person:
    key: int
    merged_into: int | None

    @property
    def public_id(self) -> UUID:
        return public(2, self.key)


@dataclass(frozen=True)
class ListChange:
    """From a day on, the person is on this practice's list; or, with None, on nobody's."""

    person: int
    organisation: int | None
    on_day: int
    recorded: int


@dataclass(frozen=True)
class Fact:
    """A row of the People book about a person: its table, its key, its categories."""

    table: str
    key: int
    person: int
    is_superseded: bool = False
    kind: str = ""
    sensitivity: str = ""


@dataclass(frozen=True)
class Merge:
    key: int
    survivor: int
    duplicate: int


@dataclass(frozen=True)
class Offer:
    key: int
    sender: int
    receiver: int
    offered_at: datetime
    state: str
    resolved_at: datetime | None
    expires_at: datetime


@dataclass(frozen=True)
class Request:
    key: int
    person: int | None
    hub: int
    taken_team: int | None
    holder: int
    state: str
    taken_at: datetime
    ended_at: datetime | None
    offers: tuple[Offer, ...]

    @property
    def public_id(self) -> UUID:
        return public(3, self.key)

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def pending(self) -> Offer | None:
        return next((offer for offer in self.offers if offer.state == "pending"), None)


@dataclass(frozen=True)
class Contact:
    key: int
    person: int
    team: int
    hub: int
    at: datetime
    until: datetime


@dataclass(frozen=True)
class Mark:
    key: int
    person: int
    category: str
    account: int | None
    start: datetime
    end: datetime | None


@dataclass(frozen=True)
class Objection:
    key: int
    person: int
    kind: str
    start: datetime
    end: datetime | None
    recorded_at: datetime


@dataclass(frozen=True)
class Emergency:
    key: int
    person: int
    account: int
    organisation: int
    team: int
    role: str
    at: datetime
    until: datetime


@dataclass(frozen=True)
class World:
    organisations: tuple[Organisation, ...]
    teams: tuple[Team, ...]
    hubs: tuple[Hub, ...]
    accounts: tuple[int, ...]
    memberships: tuple[Membership, ...]
    versions: tuple[Version, ...]
    withdrawals: tuple[Withdrawal, ...]
    people: tuple[Person, ...]
    merges: tuple[Merge, ...]
    list_changes: tuple[ListChange, ...]
    facts: tuple[Fact, ...]
    requests: tuple[Request, ...]
    contacts: tuple[Contact, ...]
    marks: tuple[Mark, ...]
    objections: tuple[Objection, ...]
    emergencies: tuple[Emergency, ...]

    def hub(self, key: int) -> Hub:
        return next(hub for hub in self.hubs if hub.key == key)

    def organisation_of(self, team: int) -> int:
        return next(each.organisation for each in self.teams if each.key == team)


@dataclass(frozen=True)
class Relationship:
    """What a fact of the books opens: to a team, to an organisation, or to one account."""

    person: int
    kind: str
    source: int
    start: datetime
    end: datetime | None
    recorded_at: datetime
    team: int | None = None
    organisation: int | None = None
    account: int | None = None

    def holds(self, at: datetime) -> bool:
        return self.start <= at and (self.end is None or at < self.end)


def relationships(world: World) -> list[Relationship]:
    """Say what the books open, from the facts alone."""
    found = [*_of_lists(world), *_of_requests(world)]
    found += [
        Relationship(c.person, "contact", c.key, c.at, c.until, c.at, team=c.team)
        for c in world.contacts
    ]
    found += [
        Relationship(e.person, "break_glass", e.key, e.at, e.until, e.at, account=e.account)
        for e in world.emergencies
    ]
    return found


def _of_lists(world: World) -> list[Relationship]:
    found = []
    for change, after in list_spells(world):
        if change.organisation is None:
            continue
        # A practice that learns late of a move was entitled to read until it learnt of it.
        end = None if after is None else max(midnight(after.on_day), moment(after.recorded))
        found.append(
            Relationship(
                change.person,
                "registration",
                FIRST_KEY + world.list_changes.index(change),
                midnight(change.on_day),
                end,
                moment(change.recorded),
                organisation=change.organisation,
            )
        )
    return found


def list_spells(world: World) -> list[tuple[ListChange, ListChange | None]]:
    """Give each change of a person's list with the one that ended it."""
    found: list[tuple[ListChange, ListChange | None]] = []
    for person in world.people:
        mine = [change for change in world.list_changes if change.person == person.key]
        found += zip(mine, [*mine[1:], None], strict=False)
    return found


def _of_requests(world: World) -> list[Relationship]:
    """The reception while it is open, whoever holds it, and whoever is asked to take it."""
    found = []
    for request in world.requests:
        if request.person is None:
            continue
        reception = world.hub(request.hub).reception
        spells = [(reception, request.taken_at, request.ended_at)]
        holder, since = reception, request.taken_at
        for offer in request.offers:
            if offer.state == "accepted":
                spells.append((holder, since, offer.resolved_at))
                holder, since = offer.receiver, offer.offered_at
            else:
                spells.append((offer.receiver, offer.offered_at, offer.resolved_at))
        spells.append((holder, since, request.ended_at))
        found += [
            Relationship(request.person, "request", request.key, start, end, start, team=team)
            for team, start, end in spells
            if team != reception or (start, end) == (request.taken_at, request.ended_at)
        ]
    return list(dict.fromkeys(found))
