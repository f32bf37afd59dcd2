"""Where the small reference files (bank holidays, categories, communication needs) lie."""

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from peckham.kernel.parameters import Parameters
from peckham.kernel.parameters import parameters as read_parameters

DATA = Path(__file__).resolve().parents[3] / "data"


def path(name: str) -> Path:
    """Give the path of a reference file in `data/`.

    Raises:
        FileNotFoundError: If the repository holds no such file; missing is never empty.
    """
    found = DATA / name
    if not found.is_file():
        raise FileNotFoundError(f"data/{name} is missing from this checkout.")
    return found


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Read a CSV reference file, skipping the lines that start with # (source and licence)."""
    with path(name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(line for line in file if not line.startswith("#")))


@cache
def table(name: str) -> dict[str, Any]:
    """Read a TOML reference file."""
    return tomllib.loads(path(name).read_text(encoding="utf-8"))


@cache
def parameters() -> Parameters:
    """Read every dated figure of `data/parameters/*.toml`, named `<file>.<name>`.

    Raises:
        Refused: If one of them cannot be read, is out of order or has no source; see
            `kernel.parameters`.
    """
    files = sorted((DATA / "parameters").glob("*.toml"))
    return read_parameters({file.stem: table(f"parameters/{file.name}") for file in files})
