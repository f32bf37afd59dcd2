"""Who may read what, said plainly in Python from the issue and from decision 0006: no SQL.

The paths through the program are compared with this; so it shares nothing with them, and where the
two differ one of them is wrong.
"""

from dataclasses import dataclass
from datetime import datetime

from tests.generative.sharing.worlds import (
    Offer,
    Relationship,
    Request,
    Version,
    World,
    relationships,
)

from peckham.kernel.london import day_of

PURPOSES_OF_CARE = {"direct care", "navigation"}
SENSITIVE = {"sexual_health", "domestic_abuse", "adoption", "staff_as_patient"}
PURPOSE_OF_ROLE = {
    "navigator": "navigation",
    "manager": "navigation",
    "clinician": "direct care",
    "service_member": "direct care",
    "administrator": "operations",
    "governance_lead": "safety",
    "complaints_manager": "operations",
    "finance_officer": "payment",
    "commissioner": "operations",
}
# Decision 0006, point 7: a job that is not listed sees nothing.
JOBS = {
    ("offer lapse", "direct care"): {"identity", "requests"},
    ("FHIR import", "direct care"): {"identity", "health_record", "care_plan"},
    ("retention", "operations"): {"identity", "requests", "health_record", "care_plan"},
}
# Who searches at all, and who of them looks people up by name at the door, whether or not they may
# open what they find.
SEARCHING_ROLES = {"navigator", "clinician", "service_member", "manager"}
TRACING_ROLES = {"navigator", "clinician", "manager"}


@dataclass(frozen=True)
class Reader:
    """Whoever reads: `kind` is "staff", "system", "resident" or "public"."""

    kind: str
    at: datetime
    name: str = ""
    account: int | None = None
    membership: int | None = None
    role: str = ""
    organisation: int | None = None
    teams: frozenset[int] = frozenset()
    purpose: str = ""
    person: int | None = None

    @property
    def cares(self) -> bool:
        """Whether a member of staff looks at records for the care of whose they are."""
        return self.kind == "staff" and self.purpose in PURPOSES_OF_CARE


def staff(world: World, account: int, membership: int, at: datetime) -> Reader | None:
    """Say in what somebody acts who chose a membership; None where it is over or not begun.

    Acting for one employer, nobody sees a client's record through another.
    """
    current = [
        each
        for each in world.memberships
        if each.account == account and each.start <= at and (each.end is None or at < each.end)
    ]
    chosen = next((each for each in current if each.key == membership), None)
    if chosen is None:
        return None
    organisation = world.organisation_of(chosen.team)
    teams = {e.team for e in current if world.organisation_of(e.team) == organisation}
    return Reader(
        kind="staff",
        at=at,
        name=f"account {account}",
        account=account,
        membership=membership,
        role=chosen.role,
        organisation=organisation,
        teams=frozenset(teams),
        purpose=PURPOSE_OF_ROLE[chosen.role],
    )


class Oracle:
    """Answers for one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.relationships = relationships(world)

    def records_of(self, person: int) -> frozenset[int]:
        """Give every record that was found to be the same person, this one among them."""
        return frozenset(
            each.key for each in self.world.people if self.root(each.key) == self.root(person)
        )

    def root(self, person: int) -> int:
        """Give the record that goes on."""
        into = {each.key: each.merged_into for each in self.world.people}
        while into[person] is not None:
            person = into[person]
        return person

    def may_read(self, reader: Reader, person: int, *categories: str) -> bool:
        """Say whether each of these categories of a person's record is there for the reader."""
        if reader.kind == "resident":
            return reader.person in self.records_of(person)
        if reader.kind == "system":
            return set(categories) <= JOBS.get((reader.name, reader.purpose), set())
        if reader.kind != "staff" or not reader.cares:
            return False
        if self.is_own_record(reader, person):
            return False
        return self._in_emergency(reader, person) or all(
            self._related(reader, person, {category}) or self._held(reader, person, category)
            for category in categories
        )

    def is_own_record(self, reader: Reader, person: int) -> bool:
        """Say whether the reader, at work, would open their own record."""
        return reader.kind == "staff" and any(
            mark.account == reader.account and _holds(mark, reader.at)
            for mark in self.world.marks
            if mark.person in self.records_of(person) and mark.account is not None
        )

    def _in_emergency(self, reader: Reader, person: int) -> bool:
        """For direct care, in the organisation and the role in which the glass was broken."""
        return reader.purpose == "direct care" and any(
            e.account == reader.account
            and e.organisation == reader.organisation
            and e.role == reader.role
            and e.at <= reader.at < e.until
            for e in self.world.emergencies
            if e.person in self.records_of(person)
        )

    def _of_reader(self, reader: Reader, person: int) -> list[Relationship]:
        return [
            each
            for each in self.relationships
            if each.person in self.records_of(person)
            and each.holds(reader.at)
            and (
                (each.team is not None and each.team in reader.teams)
                or (each.organisation is not None and each.organisation == reader.organisation)
            )
        ]

    def _related(self, reader: Reader, person: int, categories: set[str]) -> bool:
        """A relationship, and, where others keep the record, an agreement on each category."""
        if not self._of_reader(reader, person):
            return False
        keepers = self._keepers(person, reader, at=reader.at)
        needed = categories | {
            mark.category
            for mark in self.world.marks
            if mark.person in self.records_of(person) and _holds(mark, reader.at)
        }
        if not keepers:
            # One's own record, or nobody's: what is sensitive is for care itself.
            return reader.purpose == "direct care" or not needed & SENSITIVE
        if self._refuses(person, at=reader.at):
            return False
        return all(
            self.is_given(keeper, reader.organisation, {reader.purpose}, category, at=reader.at)
            for keeper in keepers
            for category in needed
        )

    def _held(self, reader: Reader, person: int, category: str) -> bool:
        """What a team holds it goes on seeing: judged by the moment at which it took it on."""
        if category not in {"identity", "requests"}:
            return False
        return any(
            self._was_agreed(reader, person, category, since=each.start)
            for each in self._of_reader(reader, person)
            if each.kind == "request"
        )

    def _was_agreed(self, reader: Reader, person: int, category: str, *, since: datetime) -> bool:
        keepers = self._keepers(person, reader, at=since, known_at=since)
        if not keepers:
            return True
        if self._refuses(person, at=since, known_at=since):
            return False
        return all(
            self.is_given(
                keeper, reader.organisation, PURPOSES_OF_CARE, category, at=since, known_at=since
            )
            for keeper in keepers
        )

    def _keepers(
        self, person: int, reader: Reader, *, at: datetime, known_at: datetime | None = None
    ) -> set[int]:
        """Give the practices on whose list the person is, apart from the reader's own."""
        return {
            each.organisation
            for each in self.relationships
            if each.kind == "registration"
            and each.organisation is not None
            and each.person in self.records_of(person)
            and each.holds(at)
            and (known_at is None or each.recorded_at <= known_at)
        } - {reader.organisation}

    def _refuses(self, person: int, *, at: datetime, known_at: datetime | None = None) -> bool:
        return any(
            o.kind == "refusal_to_share"
            and _holds(o, at)
            and (known_at is None or o.recorded_at <= known_at)
            for o in self.world.objections
            if o.person in self.records_of(person)
        )

    def is_given(
        self,
        supplier: int,
        receiver: int | None,
        purposes: set[str],
        category: str,
        *,
        at: datetime,
        known_at: datetime | None = None,
    ) -> bool:
        """Say whether an organisation is given another's records of a category, as agreed."""
        return any(
            category in version.categories
            and purposes & set(version.purposes)
            and self._bound(supplier, version, at, known_at)
            and self._bound(receiver, version, at, known_at)
            and any(p.organisation == supplier and p.supplies for p in version.parties)
            and any(p.organisation == receiver and p.receives for p in version.parties)
            for version in self.world.versions
        )

    def _bound(
        self, organisation: int | None, version: Version, at: datetime, known_at: datetime | None
    ) -> bool:
        """Say whether it is the latest version, in its time, that it has signed and not left."""
        standing = [
            each
            for each in self.world.versions
            if each.agreement == version.agreement
            and self._stands(organisation, each, at, known_at)
        ]
        return bool(standing) and max(standing, key=lambda each: each.number) == version

    def _stands(
        self, organisation: int | None, version: Version, at: datetime, known_at: datetime | None
    ) -> bool:
        signed_at = dict(version.signatures).get(organisation)
        if signed_at is None or signed_at > at or not version.start <= at:
            return False
        if version.end is not None and version.end <= at:
            return False
        if version.last_day is not None and day_of(at) > version.last_day:
            return False
        if known_at is not None and max(signed_at, version.recorded_at) > known_at:
            return False
        return not any(
            left.agreement == version.agreement
            and left.organisation == organisation
            and left.from_at <= at
            and left.recorded_at >= signed_at
            and (known_at is None or left.recorded_at <= known_at)
            for left in self.world.withdrawals
        )

    def sees_request(self, reader: Reader, request: Request) -> bool:
        """Say whether a request is there for the reader: with a part in it, or with its person."""
        if reader.kind == "system":
            return "requests" in JOBS.get((reader.name, reader.purpose), set())
        if request.person is not None and self.is_own_record(reader, request.person):
            return False
        if reader.cares and self._has_part(reader, request):
            return True
        return request.person is not None and self.may_read(reader, request.person, "requests")

    def _has_part(self, reader: Reader, request: Request) -> bool:
        """It holds it, it is the door that it came through, it took it, sent it or is asked."""
        parts = {request.holder, self.world.hub(request.hub).reception, request.taken_team}
        parts |= {offer.receiver for offer in request.offers if offer.state == "pending"}
        if any(offer.sender in reader.teams for offer in request.offers):
            return bool(parts & reader.teams) or self._may_follow(reader, request)
        return bool(parts & reader.teams)

    def _may_follow(self, reader: Reader, request: Request) -> bool:
        """Whoever sent it on follows it within the organisation, and beyond it as agreed."""
        holder = self.world.organisation_of(request.holder)
        if holder == reader.organisation:
            return True
        if request.person is not None and self._refuses(request.person, at=reader.at):
            return False
        return self.is_given(
            holder, reader.organisation, {reader.purpose}, "requests", at=reader.at
        )

    def sees_offer(self, reader: Reader, request: Request, offer: Offer) -> bool:
        """Whoever was asked sees afterwards that they were, and what they answered."""
        if request.person is not None and self.is_own_record(reader, request.person):
            return False
        asked = reader.cares and bool({offer.sender, offer.receiver} & reader.teams)
        return asked or self.sees_request(reader, request)

    def is_withheld(self, reader: Reader, person: int) -> bool:
        """Say whether a search gives of a person only who it is: marked, and closed."""
        return not self.may_read(reader, person, "identity") and any(
            mark.person in self.records_of(person) and _holds(mark, reader.at)
            for mark in self.world.marks
        )

    def searches(self, reader: Reader) -> bool:
        """Say whether the reader's search is answered at all."""
        return reader.kind == "system" or reader.role in SEARCHING_ROLES

    def traces(self, reader: Reader) -> bool:
        """Say whether the reader's search gives people whose records they may not open."""
        if reader.kind == "system":
            return "identity" in JOBS.get((reader.name, reader.purpose), set())
        return reader.cares and reader.role in TRACING_ROLES


def _holds(spell: object, at: datetime) -> bool:
    start, end = spell.start, spell.end
    return start <= at and (end is None or at < end)
