"""Where a subcommand is to write: refused before the work is done, not after it."""

from collections.abc import Iterable
from pathlib import Path

from peckham.kernel import Refused


class CannotWrite(Refused):
    """A file cannot be written where it was asked for."""


def check(paths: Iterable[Path | None]) -> None:
    """Refuse files in a directory that is not there, and directories given as files.

    Raises:
        CannotWrite: Naming the path.
    """
    for path in paths:
        if path is None:
            continue
        if path.is_dir():
            raise CannotWrite(f"{path} is a directory; name a file to write.")
        if not path.parent.is_dir():
            raise CannotWrite(f"There is no directory {path.parent} to write {path.name} in.")
