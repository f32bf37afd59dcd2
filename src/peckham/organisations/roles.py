"""What each role is for, from data/roles.toml."""

from functools import cache

from peckham.infra import reference


@cache
def purposes() -> dict[str, tuple[str, ...]]:
    """Give, by role, for what its holders look at records; the first unless another is chosen."""
    return {role: tuple(facts["purposes"]) for role, facts in reference.table("roles.toml").items()}


def purpose_of(role: str) -> str:
    """Give for what whoever acts in a role looks at records."""
    return purposes()[role][0]
