"""The data directory: made once, by the server's account, with passwords from the first moment."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from peckham.infra.postgres import programs as postgres_programs
from peckham.infra.postgres.account import Account
from peckham.infra.postgres.cluster import SUPERUSER
from peckham.kernel import Refused

# C.UTF-8: sorts by code point, the same on every machine, and knows É from é.
BUILTIN_LOCALE_FROM = 17


class DataOfAnotherVersion(Refused):
    """The data was written by another major version of PostgreSQL than the programs found."""


class SetUpFailed(Refused):
    """PostgreSQL could not make its data directory."""


def run_as(
    account: Account,
    command: list[str | Path],
    *,
    directory: Path,
    log: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a program of PostgreSQL as an account, with a clean environment.

    Args:
        account: Who runs it; only root can name another than itself.
        command: Program and arguments.
        directory: Working directory, which the account must be able to enter.
        log: File for what it says; without it the words are in the result's `stdout`.
            A server started by the program keeps its output open, so a pipe would never end.
    """
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "HOME": "/"}
    with (log or Path(os.devnull)).open("a") as file:
        return subprocess.run(
            command,
            cwd=directory,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=file if log else subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            user=None if account.is_ours else account.user_id,
            group=None if account.is_ours else account.group_id,
            extra_groups=None if account.is_ours else [],
        )


def make_directory(directory: Path, account: Account) -> None:
    """Make the server's directory, closed to all but its account."""
    directory.mkdir(parents=True, exist_ok=True)
    if not account.is_ours:
        os.chown(directory, account.user_id, account.group_id)
    directory.chmod(0o700)


def initialise(
    directory: Path, programs: Path, account: Account, password: str, *, durable: bool
) -> None:
    """Make the data directory; what an interrupted attempt left behind is thrown away.

    Args:
        directory: `PECKHAM_HOME/postgres`.
        programs: Where initdb is.
        account: Who will own it.
        password: Of the superuser.
        durable: False does not wait until it is on the disk.

    Raises:
        SetUpFailed: With PostgreSQL's own words.
    """
    unfinished = directory / "data.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    secret = directory / "password"
    write_for(account, secret, password)
    command: list[str | Path] = [
        programs / "initdb",
        f"--pgdata={unfinished}",
        f"--username={SUPERUSER}",
        f"--pwfile={secret}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        *_locale(postgres_programs.major(programs)),
        *([] if durable else ["--no-sync"]),
    ]
    try:
        done = run_as(account, command, directory=directory)
    finally:
        secret.unlink(missing_ok=True)
    if done.returncode != 0:
        raise SetUpFailed(f"{shlex.join(map(str, command))} failed:\n{done.stdout}")
    with (unfinished / "postgresql.conf").open("a") as file:
        file.write("\ninclude_if_exists 'peckham.conf'\n")
    unfinished.rename(directory / "data")


def check_version(directory: Path, programs: Path) -> None:
    """Refuse data that the programs cannot read.

    Raises:
        DataOfAnotherVersion: If their major versions differ.
    """
    written_by = int((directory / "data" / "PG_VERSION").read_text())
    if written_by != postgres_programs.major(programs):
        raise DataOfAnotherVersion(
            f"The data in {directory} was written by PostgreSQL {written_by}, and the programs "
            f"in {programs} are version {postgres_programs.version(programs)}.",
            remedy="Set PECKHAM_POSTGRES_BIN to programs of that version and take a backup with "
            "`./peckham backup`; then start without it, with `--reset`, and restore the backup.",
        )


def configure(directory: Path, account: Account, settings: Mapping[str, str]) -> None:
    """Write the settings that each start decides anew."""
    lines = (f"{name} = '{value.replace("'", "''")}'\n" for name, value in settings.items())
    write_for(account, directory / "data" / "peckham.conf", "".join(lines))


def write_for(account: Account, path: Path, text: str) -> None:
    """Write a file that only an account may read."""
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    if not account.is_ours:
        os.chown(path, account.user_id, account.group_id)


def _locale(major: int) -> list[str]:
    if major >= BUILTIN_LOCALE_FROM:
        return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--locale=C.UTF-8" if os.uname().sysname == "Linux" else "--locale=en_US.UTF-8"]
