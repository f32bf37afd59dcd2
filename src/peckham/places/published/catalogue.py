"""What each publication is called, who publishes it, where it is found, how it is recognised."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from peckham.infra import reference


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of publication, from data/publications.toml."""

    code: str
    title: str
    publisher: str
    where: str
    is_required: bool
    names: tuple[str, ...]
    columns: Mapping[str, str]

    def has_name_of(self, path: Path) -> bool:
        """Whether the file carries a name that the publisher gives."""
        return any(fnmatch(path.name.lower(), pattern) for pattern in self.names)

    def positions(self, header: list[str]) -> dict[str, int]:
        """Find each wanted column in a header; those that are missing are left out."""
        cells = [tidy(cell) for cell in header]
        found = {}
        for name, pattern in self.columns.items():
            for position, cell in enumerate(cells):
                if re.fullmatch(pattern, cell, re.IGNORECASE):
                    found[name] = position
                    break
        return found


@cache
def kinds() -> Mapping[str, Kind]:
    """Give every kind of publication by its code."""
    return {
        code: Kind(
            code=code,
            title=entry["title"],
            publisher=entry["publisher"],
            where=entry["where"],
            is_required=entry["required"],
            names=tuple(entry["names"]),
            columns=entry.get("columns", {}),
        )
        for code, entry in reference.table("publications.toml").items()
    }


def tidy(cell: object) -> str:
    r"""Write a header's cell on one line: publishers break them over several.

    >>> tidy("Partner\nOrganisation\nCode ")
    'Partner Organisation Code'
    """
    return " ".join(str(cell or "").split())
