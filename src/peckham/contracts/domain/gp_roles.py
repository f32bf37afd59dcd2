"""What each GP is in a provider: being employed and leading are two facts (rule 10)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from peckham.kernel import Refused


class AnotherGp(Refused):
    """Somebody would accept or decline a role that is another GP's (rule 21)."""


@dataclass(frozen=True, slots=True)
class GpRole:
    """A GP's role, offered or taken.

    Args:
        gp: Who.
        employed_by: Who employs them, or "" for nobody: a partner of a practice is not employed.
        seat: Their seat on the governing body, or "".
        votes: How many votes that seat has.
        accepted: What the GP answered; None before that, which is neither yes nor no.
    """

    gp: str
    employed_by: str = ""
    seat: str = ""
    votes: int = 0
    accepted: bool | None = None


def answered(role: GpRole, *, accepts: bool, by: str) -> GpRole:
    """Write down a GP's answer: nobody's but their own, and whatever their practice decided.

    Raises:
        AnotherGp: If somebody else answers.
    """
    if by != role.gp:
        raise AnotherGp(
            f"The role is offered to {role.gp}.",
            why="Each GP decides on their own role.",
            rule=21,
            remedy=f"Ask {role.gp}.",
            who=role.gp,
        )
    return replace(role, accepted=accepts)


def votes_of(roles: Iterable[GpRole]) -> Mapping[str, int]:
    """Give seats with their votes, as they are published: only those that a GP accepted."""
    return {role.seat: role.votes for role in roles if role.seat and role.accepted}
