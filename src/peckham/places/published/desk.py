"""What is on the desk while a place is put together: the files, what was read, what to warn of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from peckham.places.domain.loading import PublicationToLoad
from peckham.places.published.find import FoundFile


@dataclass(slots=True)
class Desk:
    """The files by kind, the publications that were read from them, and warnings."""

    files: Mapping[str, Sequence[FoundFile]]
    publications: list[PublicationToLoad] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def path(self, kind: str) -> Path:
        """Give the file of a kind that has one."""
        return self.files[kind][0].path

    def put_down(self, kind: str, as_of: str, rows: int, kept: int) -> None:
        """Write down that a publication was read."""
        self.put_down_file(self.files[kind][0], as_of, rows, kept)

    def put_down_file(self, file: FoundFile, as_of: str, rows: int, kept: int) -> None:
        """Write down that one of a publication's files was read."""
        self.publications.append(
            PublicationToLoad(
                kind=file.kind.code,
                title=file.kind.title,
                publisher=file.kind.publisher,
                file_name=file.path.name,
                sha256=file.sha256,
                as_of=as_of,
                rows_read=rows,
                rows_kept=kept,
            )
        )
