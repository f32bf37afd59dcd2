"""Finding publications in directories by what is in the files, not by what the files are called."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from peckham.kernel import Refused
from peckham.places.published.catalogue import Kind, kinds
from peckham.places.published.networks import has_partner_sheet
from peckham.places.published.refusals import BadPublication
from peckham.places.published.text_table import header_of

_SEARCHED = (".csv", ".geojson", ".json", ".xlsx")
_PRACTICE_COLUMNS = 27


class MissingPublication(Refused):
    """A publication that a place cannot be read without was not found."""


class TooManyFiles(Refused):
    """Two different files hold the same publication, and which is meant is not for us to guess."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file and the kind of publication that it was recognised as."""

    kind: Kind
    path: Path
    sha256: str


def find_publications(
    directories: Sequence[Path], *, given: Mapping[str, Path | None]
) -> dict[str, tuple[FoundFile, ...]]:
    """Find each publication below some directories; boundaries may lie in several files.

    Args:
        directories: Searched with everything below them; files may be named too.
        given: Files that the caller named, by kind; these are used and not searched for.

    Raises:
        MissingPublication: Naming the publication and where its publisher has it.
        TooManyFiles: If two files that differ hold one publication.
    """
    found: dict[str, dict[str, FoundFile]] = {}
    for kind, path in _recognised(directories, given):
        file = FoundFile(kind, path, _readable(hash_of, path))
        # The same bytes twice (a copy in a subdirectory) are one file.
        found.setdefault(kind.code, {}).setdefault(file.sha256, file)
    for kind in kinds().values():
        _check(kind, list(found.get(kind.code, {}).values()), directories)
    return {code: tuple(files.values()) for code, files in found.items()}


def _recognised(
    directories: Sequence[Path], given: Mapping[str, Path | None]
) -> Iterator[tuple[Kind, Path]]:
    named = {code: path for code, path in given.items() if path is not None}
    for code, path in named.items():
        if not path.is_file():
            raise MissingPublication(f"There is no file {path}.")
        yield kinds()[code], path
    for path in _files_below(directories):
        kind = _readable(recognise, path)
        if kind is not None and kind.code not in named:
            yield kind, path


def _check(kind: Kind, files: list[FoundFile], directories: Iterable[Path]) -> None:
    if kind.is_required and not files:
        raise MissingPublication(
            f"“{kind.title}” ({kind.publisher}) was not found in"
            f" {', '.join(map(str, directories))}.",
            remedy=f"It is {kind.where}. Put it there, under any name.",
        )
    if len(files) > 1 and kind.code != "boundaries":
        names = " and ".join(file.path.name for file in files)
        raise TooManyFiles(
            f"“{kind.title}” was found in {names}, which differ.",
            remedy="Leave one of them there.",
        )


def _files_below(directories: Iterable[Path]) -> Iterator[Path]:
    for directory in directories:
        if directory.is_file():
            yield directory
        elif directory.is_dir():
            below = (path for path in directory.rglob("*") if path.is_file())
            yield from sorted(path for path in below if path.suffix.lower() in _SEARCHED)
        else:
            raise MissingPublication(f"There is no directory {directory}.")


def recognise(path: Path) -> Kind | None:
    """Say what publication a file holds, or None; a file that is nearly one is that one.

    A near miss (a publisher's name, or half of the columns) is recognised so that its reader can
    say what is wrong with it, instead of "not found".
    """
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        return kinds()["networks"] if _is_network_workbook(path) else None
    if suffix in (".geojson", ".json"):
        return kinds()["boundaries"] if _is_boundaries(path) else None
    return _recognise_text(path)


def _recognise_text(path: Path) -> Kind | None:
    candidates = [kind for kind in kinds().values() if kind.columns and kind.code != "plan"]
    named = next((kind for kind in kinds().values() if kind.has_name_of(path)), None)
    try:
        header = header_of(path)
    except BadPublication:
        return named
    if len(header) == _PRACTICE_COLUMNS and header[10].isdigit():
        return kinds()["practices"]  # No header: the eleventh cell is an opening date already.
    best = max(candidates, key=lambda kind: len(kind.positions(header)) / len(kind.columns))
    share = len(best.positions(header)) / len(best.columns)
    return best if share > 0.5 else named


def _is_network_workbook(path: Path) -> bool:
    return kinds()["networks"].has_name_of(path) or has_partner_sheet(path)


def _is_boundaries(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(4096)
    if kinds()["boundaries"].has_name_of(path):
        return True
    return b'"FeatureCollection"' in start and (b"LSOA11CD" in start or b"LSOA21CD" in start)


def _readable[T](read: Callable[[Path], T], path: Path) -> T:
    try:
        return read(path)
    except OSError as error:
        raise BadPublication(path, f"it cannot be read ({error.strerror})") from error


def hash_of(path: Path) -> str:
    """Give the SHA-256 of a file's bytes, without holding them all."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
