"""Organisations, teams and their members as other rooms see them: frozen values."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team as other rooms see it."""

    id: int
    public_id: UUID
    name: str
    telephone: str
    organisation_id: int
    organisation_name: str


@dataclass(frozen=True, slots=True)
class MembershipView:
    """A role that somebody may act in now, with what it lets them do in this team."""

    id: int
    public_id: UUID
    role: str
    team: TeamView
    permissions: frozenset[str]


@dataclass(frozen=True, slots=True)
class StaffView:
    """A member of a team and whether they are away."""

    account_id: int
    name: str
    role: str
    is_absent: bool


@dataclass(frozen=True, slots=True)
class Staffing:
    """A team at a moment: whether it is within its hours, and its members then."""

    team: TeamView
    is_open: bool
    members: tuple[StaffView, ...]

    @property
    def members_in(self) -> int:
        """How many are in: nobody outside the team's hours."""
        return sum(not member.is_absent for member in self.members) if self.is_open else 0

    @property
    def is_staffed(self) -> bool:
        """Whether somebody is in: within its hours, and not everybody is away."""
        return self.members_in > 0


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """An organisation as other rooms see it."""

    id: int
    public_id: UUID
    ods_code: str
    name: str
    kind: str
