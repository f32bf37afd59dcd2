"""Read a backup into an empty database."""

import argparse
from pathlib import Path

from peckham.infra import database
from peckham.interfaces.cli import books
from peckham.interfaces.cli.commands.backup import summary
from peckham.interfaces.cli.progress import Progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="what `./peckham backup` wrote")


def run(options: argparse.Namespace) -> int:
    progress = Progress()
    with progress.step(f"Reading {options.file}"):
        found = database.restore(books.address(books.OWNER), options.file, said=progress.at)
    print(f"{summary(found)}: the same as when the backup was made.")
    return 0
