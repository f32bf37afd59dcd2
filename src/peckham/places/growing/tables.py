"""Reads the coefficients of a projection: those in data/growth, or a user's own in their place."""

import csv
import io
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peckham.infra import reference
from peckham.kernel import Refused
from peckham.places.domain.growth import assumptions as assuming
from peckham.places.domain.growth.assumptions import (
    GROUP_STARTS,
    GROUPS,
    Assumptions,
    Doubt,
    Homes,
    Rates,
)
from peckham.places.domain.growth.bands import AGES, BANDS, People, by_age, over_ages

FILES = ("rates.csv", "persons_per_home.csv", "maturing.csv", "ages.csv", "assumptions.toml")


class BadTable(Refused):
    """A table of coefficients lacks a row or a column, or holds what is no number."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The coefficients, with what a reader must know of them.

    Args:
        assumed: The coefficients.
        unverified: Names of the tables and entries that rest on no publication.
        sha256: Of each file, by its name.
        own: Names of the files that the user gave.
    """

    assumed: Assumptions
    unverified: tuple[str, ...]
    sha256: Mapping[str, str]
    own: tuple[str, ...]


def read(own: Path | None = None) -> Tables:
    """Read every table.

    Args:
        own: A directory whose files stand in the place of ours, by name; the rest are ours.

    Raises:
        BadTable: Naming the file and what is wrong.
        BadAssumption: If a coefficient cannot be.
    """
    paths = {name: _path(name, own) for name in FILES}
    texts = {name: path.read_text(encoding="utf-8-sig") for name, path in paths.items()}
    rows = {name: _rows(name, texts[name]) for name in FILES if name.endswith(".csv")}
    said = _toml(texts["assumptions.toml"])
    ages = _by_band("ages.csv", rows["ages.csv"], ("at_first", "settled", "standard"))
    assumed = Assumptions(
        rates=_rates(rows["rates.csv"], said),
        homes=_homes(rows, ages, said),
        doubt=Doubt(
            delay_years=_three(said, "delay_years"),
            slower=_three(said, "slower"),
            together=_number(said, "together"),
            yield_spread=_number(said, "yield_spread"),
            site_yield_spread=_number(said, "site_yield_spread"),
        ),
        standard=over_ages(ages["standard"]),
    )
    assuming.check(assumed)
    return Tables(
        assumed,
        _unverified(rows, said),
        {name: sha256(text.encode()).hexdigest() for name, text in texts.items()},
        tuple(name for name in FILES if own and paths[name].parent == own),
    )


def _path(name: str, own: Path | None) -> Path:
    if own is not None and (own / name).is_file():
        return own / name
    return reference.path(f"growth/{name}")


def _rows(name: str, text: str) -> list[dict[str, str]]:
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    rows = list(csv.DictReader(io.StringIO("\n".join(lines))))
    if not rows:
        raise BadTable(f"{name} has no rows.")
    return rows


def _toml(text: str) -> Mapping[str, Mapping[str, Any]]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadTable(f"assumptions.toml cannot be read: {error}.") from error


def _cell(name: str, row: Mapping[str, str], column: str) -> float:
    try:
        return float(row[column])
    except KeyError:
        raise BadTable(f"{name} has no column “{column}”.") from None
    except (TypeError, ValueError):
        found = str(row[column])[:20]
        raise BadTable(f"{name}: “{found}” in column {column} is no number.") from None


def _by_band(
    name: str, rows: Sequence[Mapping[str, str]], columns: Sequence[str]
) -> dict[str, NDArray[np.float64]]:
    of_band = {row.get("band", ""): row for row in rows}
    missing = [band for band in BANDS if band not in of_band]
    if missing or len(rows) != len(BANDS):
        raise BadTable(
            f"{name} does not have each of the {len(BANDS)} bands from {BANDS[0]} to {BANDS[-1]}"
            " once."
        )
    return {
        column: np.array([_cell(name, of_band[band], column) for band in BANDS])
        for column in columns
    }


def _rates(rows: Sequence[Mapping[str, str]], said: Mapping[str, Mapping[str, Any]]) -> Rates:
    columns = ("deaths", "births", "moves_in", "moves_out")
    found = _by_band("rates.csv", rows, columns)
    values = {column: by_age(found[column]) for column in columns}
    return Rates(**values, women=_number(said, "women"))


def _homes(
    rows: Mapping[str, Sequence[Mapping[str, str]]],
    ages: Mapping[str, NDArray[np.float64]],
    said: Mapping[str, Mapping[str, Any]],
) -> Homes:
    name = "persons_per_home.csv"
    return Homes(
        occupied=np.array(said["occupied"]["value"] if "occupied" in said else [], dtype=float),
        vacancy=_number(said, "vacancy"),
        persons={
            (row.get("bedrooms", ""), row.get("tenure", "")): (
                _cell(name, row, "children"),
                _cell(name, row, "adults"),
                _cell(name, row, "older"),
            )
            for row in rows[name]
        },
        maturing=_maturing(rows["maturing.csv"]),
        ages_at_first=_over_ages(ages["at_first"]),
        ages_settled=_over_ages(ages["settled"]),
        from_nearby=_number(said, "from_nearby"),
        refilled=_number(said, "refilled"),
    )


def _maturing(rows: Sequence[Mapping[str, str]]) -> NDArray[np.float64]:
    since = [_cell("maturing.csv", row, "years_since") for row in rows]
    if since != sorted(set(since)) or since[0] != 0:
        raise BadTable("maturing.csv: years_since do not rise from 0.")
    every = np.arange(int(since[-1]) + 1)
    lines = [
        np.interp(every, since, [_cell("maturing.csv", row, group) for row in rows])
        for group in GROUPS
    ]
    return np.stack(lines, axis=1)


def _over_ages(of_bands: NDArray[np.float64]) -> People:
    """Divide shares over single ages, each group brought to exactly 1 where it nearly is."""
    shares = over_ages(of_bands)
    sums = np.add.reduceat(shares, GROUP_STARTS)
    off = int(np.argmax(np.abs(sums - 1)))
    if abs(sums[off] - 1) > 0.005:
        raise BadTable(f"ages.csv: the shares of {GROUPS[off]} sum to {sums[off]:.3f}, not to 1.")
    return shares / np.repeat(sums, np.diff([*GROUP_STARTS, AGES]))


def _number(said: Mapping[str, Mapping[str, Any]], name: str) -> float:
    value = said.get(name, {}).get("value")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadTable(f"assumptions.toml: [{name}] has no number as its value.")
    return float(value)


def _three(said: Mapping[str, Mapping[str, Any]], name: str) -> tuple[float, float, float]:
    value = said.get(name, {}).get("value")
    if not isinstance(value, list) or len(value) != 3:
        raise BadTable(f"assumptions.toml: [{name}] needs least, likeliest and greatest.")
    return float(value[0]), float(value[1]), float(value[2])


def _unverified(
    rows: Mapping[str, Sequence[Mapping[str, str]]], said: Mapping[str, Mapping[str, Any]]
) -> tuple[str, ...]:
    files = [name for name, of in rows.items() if any(row.get("verified") != "yes" for row in of)]
    entries = [name for name, entry in said.items() if entry.get("verified") is not True]
    return (*files, *entries)
