"""What each role is for, and what it may do: data/roles.toml within data/permissions.toml."""

from collections.abc import Iterable
from functools import cache

from peckham.infra import reference
from peckham.infra.scope import Scope
from peckham.organisations.domain.permitted import Permission, effective


@cache
def purposes() -> dict[str, tuple[str, ...]]:
    """Give, by role, for what its holders look at records; the first unless another is chosen."""
    return {role: tuple(facts["purposes"]) for role, facts in reference.table("roles.toml").items()}


def purpose_of(role: str) -> str:
    """Give for what whoever acts in a role looks at records."""
    return purposes()[role][0]


@cache
def catalogue() -> dict[str, Permission]:
    """Give every permission by name, in the order of data/permissions.toml."""
    roles = reference.table("roles.toml")
    return {
        name: Permission(
            name=name,
            words=facts["words"],
            roles=frozenset(role for role, held in roles.items() if name in held["permissions"]),
            widest=frozenset(facts["widest"]),
        )
        for name, facts in reference.table("permissions.toml").items()
    }


@cache
def answering() -> list[str]:
    """List the roles whose holders make a team staffed: they may answer an offer to it."""
    return sorted(catalogue()["answer_offers"].roles)


@cache
def permissions_of(role: str) -> frozenset[str]:
    """Give what a role may do where nobody has chosen otherwise; nothing for an unknown role."""
    return effective(role, catalogue())


def may(role: str, permission: str) -> bool:
    """Say whether a role may do something where nobody has chosen otherwise.

    Raises:
        KeyError: If there is no such permission: a mistyped name must not quietly refuse or allow.
    """
    return role in catalogue()[permission].widest and role in catalogue()[permission].roles


def narrowed(role: str, choices: Iterable[str]) -> frozenset[str]:
    """Give what a role may do with an organisation's and a team's choices, written "+a" or "-a"."""
    return effective(role, catalogue(), [(choice[1:], choice[0] == "+") for choice in choices])


def permitted(scope: Scope) -> frozenset[str]:
    """Give what whoever acts in a scope may do; whoever is not staff has no permission."""
    if scope.actor.kind != "staff":
        return frozenset()
    return permissions_of(scope.role) if scope.permissions is None else scope.permissions
