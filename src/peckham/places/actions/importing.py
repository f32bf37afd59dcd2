"""Reading a place from its publishers' files."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from peckham.kernel import Actor
from peckham.places.domain.records import ImportReport


def import_published(
    directories: Path | Sequence[Path],
    *,
    area_name: str | None = None,
    plan_path: Path | None = None,
    postcodes_path: Path | None = None,
    by: Actor,
    at: datetime,
) -> ImportReport:
    """Read a place from publishers' files found in directories."""
    raise NotImplementedError
