"""All word lists and parameters of invention, read once from a folder."""

import csv
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peckham.synthetic.almanac.cultures import Cultures, read_cultures
from peckham.synthetic.almanac.household_kinds import HouseholdKinds, read_household_kinds
from peckham.synthetic.almanac.names import GivenNames, Surnames, read_given_names, read_surnames


@dataclass(frozen=True, slots=True)
class Almanac:
    """The words and figures that make a place look like one. Nothing in it is about anybody.

    Args:
        cultures: Ethnic groups, cultures of naming and languages with their shares.
        surnames: Ranked family names of each culture.
        given_names: Ranked given names of each culture, sex and years of birth.
        household_kinds: Who lives together.
        streets: Words for streets, blocks, boroughs and neighbourhoods.
        communication: How often people need what to communicate, and how they are reached.
        workforce: Employers, teams and their hours.
        demand: When and how people ask, and what becomes of it.
        phrases: What people write when they ask, by kind of service.
    """

    cultures: Cultures
    surnames: Surnames
    given_names: GivenNames
    household_kinds: HouseholdKinds
    streets: dict[str, Any]
    communication: dict[str, Any]
    workforce: dict[str, Any]
    demand: dict[str, Any]
    phrases: dict[str, Any]


def read_almanac(directory: Path) -> Almanac:
    """Read the almanac from a folder (`data/synthetic` of the repository).

    Args:
        directory: Where the CSV and TOML files lie.

    Raises:
        FileNotFoundError: If one of them is missing; a missing list is never an empty one.
    """
    cultures = read_cultures(rows(directory / "ethnicities.csv"), rows(directory / "cultures.csv"))
    return Almanac(
        cultures=cultures,
        surnames=read_surnames(table(directory / "surnames.toml"), cultures.names),
        given_names=read_given_names(
            table(directory / "given_names.toml"),
            table(directory / "surnames.toml")["same_sound"]["pairs"],
            cultures.names,
        ),
        household_kinds=read_household_kinds(table(directory / "households.toml")),
        streets=table(directory / "streets.toml"),
        communication=table(directory / "communication.toml"),
        workforce=table(directory / "workforce.toml"),
        demand=table(directory / "demand.toml"),
        phrases=table(directory / "phrases.toml"),
    )


def table(path: Path) -> dict[str, Any]:
    """Read a TOML file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file, leaving out the lines that say where it comes from (#)."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))
