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
    """

    name: str
    organisation: str
    team: str
    team_id: int
    team_ids: tuple[int, ...]
    role: str
    purpose: str
    may_change: bool

    @property
    def role_words(self) -> str:
        """The role as people call it."""
        return str(words.ROLES.get(self.role, self.role))


def scope_of(request: HttpRequest) -> Scope:
    """Give the scope that the middleware opened."""
    return request.scope  # type: ignore[attr-defined]


def acting(request: HttpRequest) -> Acting | None:
    """Describe the reader, or None while no current membership lets them act."""
    held: Acting | None = getattr(request, "_acting", None)
    if held is not None:
        return held
    scope = scope_of(request)
    if scope.account_id is None or scope.team_id is None:
        return None
    team = organisations.team(scope.team_id)
    found = Acting(
        name=scope.actor.name,
        organisation=team.organisation_name,
        team=team.name,
        team_id=team.id,
        team_ids=scope.teams,
        role=scope.role,
        purpose=scope.purpose,
        may_change=len(organisations.memberships(scope.account_id, at=scope.at)) > 1,
    )
    request._acting = found  # type: ignore[attr-defined]
    return found
