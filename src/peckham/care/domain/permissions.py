"""Who may: does this role, acting in these teams, have the standing that a transition asks for?

The transition's own table says which roles may ever; what an organisation or a team chose may
narrow that. Whether it may happen at all in this state is for `policies`.
"""

from collections.abc import Set
from dataclasses import dataclass

from peckham.care.domain.transitions import Standing, Transition
from peckham.kernel import Refused


class NotYourRole(Refused):
    """The role in which you act may not do this, here."""


class NotYourTeam(Refused):
    """Another team holds this request, and it is for them to do this."""


@dataclass(frozen=True, slots=True)
class Acting:
    """In which role and teams somebody acts; a job has the role "system", a stranger "public".

    Args:
        role: Of the transition's table.
        team_ids: The teams acted in.
        organisation_id: The organisation acted for, or None.
        permissions: What the role may do in this team; None where nobody narrowed it.
    """

    role: str
    team_ids: frozenset[int]
    organisation_id: int | None = None
    permissions: frozenset[str] | None = None

    def may(self, transition: Transition) -> bool:
        """Say whether the role may, by the table and by what was chosen for the team."""
        narrowed = self.permissions is not None and self.role not in ("public", "system")
        needed = transition.permission if narrowed else ""
        return self.role in transition.roles and (
            not needed or self.permissions is None or needed in self.permissions
        )


@dataclass(frozen=True, slots=True)
class Sides:
    """The teams that have something to do with a request.

    Args:
        holder_team_id: Accountable.
        offered_team_id: Asked to take it, or None.
        door_team_ids: The hub's reception and the team that took it.
    """

    holder_team_id: int
    offered_team_id: int | None
    door_team_ids: frozenset[int]

    def of(self, standing: Standing) -> Set[int]:
        """Give the teams in which one may act for a standing."""
        if standing == "holder":
            return {self.holder_team_id}
        if standing == "offered":
            return set() if self.offered_team_id is None else {self.offered_team_id}
        return {self.holder_team_id, *self.door_team_ids}


def check_may(transition: Transition, acting: Acting, sides: Sides, *, holder: str) -> None:
    """Refuse who has no business doing this.

    Args:
        transition: What is to happen.
        acting: Who would do it.
        sides: The request's teams.
        holder: Name of the team that holds it, for the refusal.

    Raises:
        NotYourRole: If the role is not on the transition's list, or was narrowed for the team.
        NotYourTeam: If none of the actor's teams has the standing.
    """
    if not acting.may(transition):
        raise NotYourRole(
            f"“{transition.label}” is not for the role in which you act.",
            remedy="Act in another of your roles, or ask somebody who may.",
            who=", ".join(transition.roles).replace("_", " "),
        )
    if acting.role in ("public", "system") or transition.standing in ("any", "worker"):
        return
    if not acting.team_ids & sides.of(transition.standing):
        raise NotYourTeam(
            f"{holder} holds this request, and none of the teams in which you act may do this.",
            remedy=f"Ask {holder}.",
            who=holder,
        )


def can_do(transition: Transition, acting: Acting, sides: Sides) -> bool:
    """Say whether `check_may` would let it pass."""
    try:
        check_may(transition, acting, sides, holder="")
    except Refused:
        return False
    return True
