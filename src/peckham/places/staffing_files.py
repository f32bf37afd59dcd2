"""Staff of neighbourhoods from files to files: the ratio read, the teams written."""

import csv
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peckham.infra import reference
from peckham.kernel import Refused
from peckham.places.domain.growth.bands import AGES, People
from peckham.places.domain.sizes import Band
from peckham.places.domain.staffing import FIFTHS, Ratio, Role, Team, teams
from peckham.places.growing.inputs import read_residents
from peckham.places.growing.tables import read as read_tables
from peckham.places.published.plan_file import read_plan
from peckham.places.published.refusals import BadPublication, BadValue, DuplicateRow, WrongColumns
from peckham.places.published.text_table import header_of, rows_of

HEADER = ("neighbourhood", "residents", "weighted_residents", "role", "staff")
_DEPRIVATION = ("lsoa", "score")


class BadRatio(Refused):
    """The file of the ratio lacks an entry, or holds what cannot be one."""


def read_ratio(path: Path | None = None) -> Ratio:
    """Read the ratio, its weights and roles: data/staffing.toml, or a file of one's own.

    Raises:
        BadRatio: Naming what is missing.
    """
    found = path or reference.path("staffing.toml")
    try:
        said = tomllib.loads(found.read_text(encoding="utf-8"))
        ratio, band = said["ratio"], said["band"]
        return Ratio(
            staff=float(ratio["staff"]),
            residents=float(ratio["residents"]),
            deprivation=np.array(said["deprivation"]["factors"], dtype=float),
            roles=tuple(_role(entry, said["ages"]["from"]) for entry in said["roles"]),
            band=Band("staff", "team", float(band["low"]), float(band["high"]), 29, band["source"]),
            source=ratio["source"],
            is_verified=ratio.get("verified") is True,
        )
    except KeyError as error:
        raise BadRatio(f"{found.name} has no {error}.") from error
    except (TypeError, ValueError) as error:
        raise BadRatio(f"{found.name} cannot be used: {error}.") from error


def _role(entry: Mapping[str, Any], starts: Sequence[int]) -> Role:
    widths = np.diff([*starts, AGES])
    if len(entry["weights"]) != len(starts) or starts[0] != 0 or (widths <= 0).any():
        raise ValueError(f"{entry['words']} needs a weight for each of {len(starts)} age groups")
    weights = np.repeat(np.array(entry["weights"], dtype=float), widths)
    return Role(entry["code"], entry["words"], float(entry["share"]), weights)


def count_teams(
    residents: Path, plan: Path, *, deprivation: Path | None, ratio: Ratio
) -> tuple[Team, ...]:
    """Count the staff of every neighbourhood of a plan.

    Args:
        residents: Header `lsoa,borough,age,residents`.
        plan: Header `lsoa,neighbourhood`.
        deprivation: Header `lsoa,score`, or None: then need goes by age alone.
        ratio: Staff for residents.

    Raises:
        BadPublication: Naming the file, the line and what is wrong.
        BadStaffing: If a coefficient cannot be.
    """
    for path in (residents, plan, deprivation):
        if path is not None and not path.is_file():
            raise BadPublication(path, f"there is no such file ({path})")
    ground, _ = read_residents(residents, read_tables().assumed.standard, base_year=0)
    home = read_plan(plan, ground.areas)
    fifths = _fifths(deprivation, ground.areas) if deprivation else np.zeros(len(home), np.int64)
    people: People = ground.residents
    names = sorted(set(home.values()))
    return teams(names, people, fifths, [home[area] for area in ground.areas], ratio)


def _fifths(path: Path, areas: Sequence[str]) -> NDArray[np.int64]:
    header = [cell.lower() for cell in header_of(path)]
    if any(column not in header for column in _DEPRIVATION):
        raise WrongColumns(
            path, "a column is not there", line=1, remedy=f"The header is {','.join(_DEPRIVATION)}."
        )
    scores: dict[str, float] = {}
    for line, (area, score) in rows_of(path, [header.index(name) for name in _DEPRIVATION]):
        if area.strip() in scores:
            raise DuplicateRow(path, f"area {area} came on a line before", line=line)
        try:
            scores[area.strip()] = float(score)
        except ValueError:
            raise BadValue(path, f"“{score[:20]}” is no score", line=line) from None
    missing = sorted(set(areas) - scores.keys())
    if missing:
        raise BadValue(path, f"{len(missing)} areas have no score, such as {missing[0]}")
    order = np.argsort([-scores[area] for area in areas], kind="stable")
    fifths = np.zeros(len(areas), np.int64)
    for number, part in enumerate(np.array_split(order, FIFTHS), start=1):
        fifths[part] = number
    return fifths


def write_teams(found: Sequence[Team], ratio: Ratio, path: Path) -> None:
    """Write a row for each neighbourhood and role, and one for all roles."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for team in found:
            start = (team.neighbourhood, f"{team.residents:.0f}", f"{team.need:.0f}")
            for role in ratio.roles:
                writer.writerow((*start, role.code, f"{team.by_role[role.code]:.1f}"))
            writer.writerow((*start, "all", f"{team.staff:.1f}"))


def words(found: Sequence[Team], ratio: Ratio) -> Iterator[str]:
    """Say what each neighbourhood needs, flagging what lies outside the band (rule 29)."""
    verified = "" if ratio.is_verified else " (not verified)"
    yield (f"{ratio.staff:g} staff for {ratio.residents:,.0f} residents: {ratio.source}{verified}.")
    for team in found:
        flag = "" if team.compared.verdict == "within" else f" OUTSIDE: {team.compared.words}"
        yield (
            f"{team.neighbourhood}: {team.residents:,.0f} residents, weighing as"
            f" {team.need:,.0f}; {team.staff:.0f} staff.{flag}"
        )
    yield "Weights by age, deprivation and role are assumptions: see data/staffing.toml."
