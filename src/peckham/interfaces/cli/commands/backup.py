"""Write every book to one file."""

import argparse
import hashlib
from pathlib import Path

from peckham.infra import clock, database
from peckham.interfaces.cli import books
from peckham.interfaces.cli.progress import Progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="where to write; replaced when it exists")


def run(options: argparse.Namespace) -> int:
    progress = Progress()
    with progress.step(f"Writing {options.file}"):
        found = database.back_up(
            books.address(books.OWNER), options.file, at=clock.now(), said=progress.at
        )
    print(summary(found))
    return 0


def summary(found: dict[str, database.Digest]) -> str:
    """Say what a backup holds in one line, the same at both ends."""
    rows = sum(digest.rows for digest in found.values())
    return f"{len(found)} tables and sequences, {rows:,} rows, hash {whole(found)}"


def whole(found: dict[str, database.Digest]) -> str:
    """Give one hash for all tables."""
    text = "\n".join(f"{name} {d.rows} {d.hash}" for name, d in sorted(found.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
