"""How a publisher's file can be refused: always with the file, the line and the reason."""

from pathlib import Path

from peckham.kernel import Refused


class BadPublication(Refused):
    """A file cannot be used as it is. Nothing was changed.

    Args:
        path: The file.
        reason: What is wrong, a clause in plain words.
        line: Line of the file, counted from 1, or None when it is about the whole file.
        remedy: What would make it right.
    """

    def __init__(
        self, path: Path, reason: str, *, line: int | None = None, remedy: str = ""
    ) -> None:
        where = path.name if line is None else f"{path.name}, line {line}"
        super().__init__(f"{where}: {reason}.", remedy=remedy)
        self.path = path
        self.line = line
        self.reason = reason


class WrongEncoding(BadPublication):
    """The file is not UTF-8 text."""


class WrongColumns(BadPublication):
    """The file's columns are not those of the publication."""


class BadValue(BadPublication):
    """A cell holds something that its column cannot hold, such as a negative count."""


class DuplicateRow(BadPublication):
    """Two rows say something about the same thing."""


class MixedVintage(BadPublication):
    """Small areas of 2011 and of 2021 were given together; they are different areas."""
