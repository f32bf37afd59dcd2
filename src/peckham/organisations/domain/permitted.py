"""What a role may do: the deployment's own table, then what an organisation or a team chose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Permission:
    """One thing that somebody may be allowed to do.

    Args:
        name: Its name in data/permissions.toml.
        words: What it lets somebody do, as the matrix of roles says it.
        roles: Who has it unless an organisation chooses otherwise.
        widest: Who may be given it at most.
    """

    name: str
    words: str
    roles: frozenset[str]
    widest: frozenset[str]


def effective(
    role: str, catalogue: Mapping[str, Permission], choices: Iterable[tuple[str, bool]] = ()
) -> frozenset[str]:
    """Give what a role may do: its own permissions, with choices applied, never beyond the widest.

    Args:
        role: The role acted in.
        catalogue: Every permission, by name.
        choices: (permission, allowed) of the organisation first, then of the team; a later choice
            about the same permission stands.

    >>> door = Permission("door", "Work at the door", frozenset({"a"}), frozenset({"a", "b"}))
    >>> sorted(effective("b", {"door": door}, [("door", True)]))
    ['door']
    >>> effective("c", {"door": door}, [("door", True)])
    frozenset()
    """
    chosen = {name: role in each.roles for name, each in catalogue.items()}
    chosen |= {name: allowed for name, allowed in choices if name in catalogue}
    return frozenset(
        name for name, allowed in chosen.items() if allowed and role in catalogue[name].widest
    )
