"""What codes on a person's page are called, from the reference files."""

from functools import cache

from peckham.infra import reference
from peckham.people.domain.words import host_of


@cache
def _ethnic_categories() -> dict[str, str]:
    return {row["code"]: row["words"] for row in reference.rows("ethnic_categories.csv")}


@cache
def _identifier_systems() -> dict[str, str]:
    return {row["system"]: row["words"] for row in reference.rows("identifier_systems.csv")}


def ethnicity_words(code: str) -> str:
    """Say an ethnic category; a code that no list here knows is said as it is."""
    return _ethnic_categories().get(code, code)


def identifier_words(system: str) -> str:
    """Say what a number is called in its system, or at least whose number it is."""
    known = _identifier_systems().get(system)
    if known is not None:
        return known
    host = host_of(system)
    return f"Number at {host}" if host else "Other number"
