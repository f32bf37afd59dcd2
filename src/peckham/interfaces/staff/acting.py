"""In which organisation, team and role the reader acts: what the header says on every page."""

from dataclasses import dataclass

from django.http import HttpRequest

from peckham.infra.scope import Scope
from peckham.interfaces.staff import words
from peckham.organisations import api as organisations

# The scope middleware reads the same name from the session.
ACTING_IN = "acting_in_membership"


@dataclass(frozen=True, slots=True)
class Acting:
    """Who reads, for whom, in what role and why.

    Args:
        name: The reader's name.
        organisation: Name of the organisation acted for.
        team: Name of the team acted in.
        team_id: Its key.
        team_ids: Every current team of the reader within that organisation.
        role: Code of the role.
        purpose: Why records are looked at.
        may_change: Whether the reader has another membership to act in.
        permissions: What the reader may do in this role, organisation and team.
    """

    name: str
    organisation: str
    team: str
    team_id: int
    team_ids: tuple[int, ...]
    role: str
    purpose: str
    may_change: bool
    permissions: frozenset[str]

    @property
    def role_words(self) -> str:
        """The role as people call it."""
        return str(words.ROLES.get(self.role, self.role))


def scope_of(request: HttpRequest) -> Scope:
    """Give the scope that the middleware opened."""
    return request.scope  # type: ignore[attr-defined]


def memberships_of(request: HttpRequest) -> tuple[organisations.views.MembershipView, ...]:
    """Give the reader's memberships, of which the middleware made the scope."""
    return request.memberships  # type: ignore[attr-defined]


def may(request: HttpRequest, permission: str) -> bool:
    """Say whether the reader may do something, in the role, organisation and team acted in."""
    return permission in organisations.roles.permitted(scope_of(request))


def own_teams(request: HttpRequest) -> tuple[organisations.views.TeamView, ...]:
    """List the teams in which the reader acts, by name."""
    held = {entry.team.id: entry.team for entry in memberships_of(request)}
    mine = scope_of(request).teams
    return tuple(team for key, team in held.items() if key in mine)


def acting(request: HttpRequest) -> Acting | None:
    """Describe the reader, or None while no current membership lets them act."""
    scope = scope_of(request)
    if scope.account_id is None or scope.team_id is None:
        return None
    held = memberships_of(request)
    team = next(entry.team for entry in held if entry.team.id == scope.team_id)
    return Acting(
        name=scope.actor.name,
        organisation=team.organisation_name,
        team=team.name,
        team_id=team.id,
        team_ids=scope.teams,
        role=scope.role,
        purpose=scope.purpose,
        may_change=len(held) > 1,
        permissions=organisations.roles.permitted(scope),
    )
