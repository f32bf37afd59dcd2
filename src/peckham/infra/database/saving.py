"""A backup is one tar file: `books.dump`, which pg_restore reads, and `manifest.json` beside it.

The manifest says what the books held at the moment of the dump, table by table, so that a restore
can be checked to the row.
"""

import json
import os
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from peckham.infra.database.addresses import database_of
from peckham.infra.database.databases import is_empty
from peckham.infra.database.digests import Digest, differences, digests
from peckham.infra.database.facts import Connection, connected, facts
from peckham.infra.database.roles import OWNER
from peckham.infra.database.tools import environment, tool
from peckham.kernel import Refused

DUMP, MANIFEST = "books.dump", "manifest.json"
BLOCK = tarfile.BLOCKSIZE


class BackupFailed(Refused):
    """The backup was not written."""


class RestoreFailed(Refused):
    """The backup was not restored."""


class DatabaseNotEmpty(Refused):
    """A backup is restored into an empty database only, so that it never mixes with other books."""


def back_up(
    owner_url: str, file: Path, *, at: datetime, said: Callable[[str], None] = lambda words: None
) -> dict[str, Digest]:
    """Write every book to one file, as they stand at one moment, while others go on working.

    Args:
        owner_url: Address for a login that may take the role peckham_owner.
        file: Where to write; it appears when it is complete, readable by its owner alone.
        at: The time to write into the manifest.
        said: Told what is going on.

    Returns:
        What each table held.

    Raises:
        BackupFailed: With pg_dump's own words.
    """
    unfinished = file.with_name(f"{file.name}.{os.getpid()}.unfinished")
    try:
        with (
            connected(owner_url, what="DATABASE_OWNER_URL") as connection,
            connection.transaction(),
        ):
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            login = facts(connection)
            connection.execute(f"SET LOCAL ROLE {OWNER}")
            snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()
            said("reading")
            program, version = tool("pg_dump", login.major)
            size = _dump(owner_url, unfinished, program, str(snapshot and snapshot[0]))
            found = digests(connection, said=said)
        manifest = Manifest(at.isoformat(), login.major, version, found)
        _close_tar(unfinished, size, json.dumps(asdict(manifest), indent=1).encode(), at)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return found


def restore(
    owner_url: str, file: Path, *, said: Callable[[str], None] = lambda words: None
) -> dict[str, Digest]:
    """Read a backup into an empty database whose roles are prepared, and check it to the row.

    Args:
        owner_url: Address of the empty database.
        file: What `back_up` wrote.
        said: Told what is going on.

    Returns:
        What each table holds now, which is what it held then.

    Raises:
        DatabaseNotEmpty: If the database holds a table.
        RestoreFailed: If the file is no backup, PostgreSQL refuses it, or a table differs.
    """
    manifest = read_manifest(file)
    before = manifest.tables
    if not is_empty(owner_url):
        raise DatabaseNotEmpty(
            f"The database {database_of(owner_url)!r} holds tables already.",
            why="A backup is restored into an empty database only.",
            remedy="Name an empty one in DATABASE_OWNER_URL, or set PECKHAM_HOME to a new "
            "directory for a new server of our own.",
        )
    said("writing")
    _load(owner_url, file, written_by=manifest.tool)
    with _session(owner_url) as connection:
        connection.execute(f"SET LOCAL ROLE {OWNER}")
        after = digests(connection, said=said)
    if changed := differences(before, after):
        raise RestoreFailed(f"These tables differ from the backup: {', '.join(changed)}.")
    return after


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself.

    Args:
        at: When it was made.
        server: Major version of the server that the books were on.
        tool: Major version of the pg_dump that wrote it; an older pg_restore cannot read it.
        tables: What each table held.
    """

    at: str
    server: int
    tool: int
    tables: dict[str, Digest]


def read_manifest(file: Path) -> Manifest:
    """Read what a backup says of itself.

    Raises:
        RestoreFailed: If the file is no backup of ours.
    """
    try:
        with tarfile.open(file) as archive:
            member = archive.extractfile(MANIFEST)
            found = json.load(member) if member else {}
        tables = {name: Digest(**digest) for name, digest in found["tables"].items()}
        return Manifest(found["at"], found["server"], found["tool"], tables)
    except (OSError, tarfile.TarError, KeyError, TypeError, ValueError) as problem:
        raise RestoreFailed(f"{file} is not a backup of Peckham: {problem}.") from problem


@contextmanager
def _session(owner_url: str) -> Iterator[Connection]:
    """Open one transaction on the books."""
    with connected(owner_url, what="DATABASE_OWNER_URL") as connection, connection.transaction():
        yield connection


def _dump(owner_url: str, unfinished: Path, program: Path, snapshot: str) -> int:
    """Let pg_dump write after the room for one tar header, and give its size in bytes."""
    command: list[str | Path] = [
        program,
        "--format=custom",
        f"--role={OWNER}",
        f"--snapshot={snapshot}",
    ]
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "wb", buffering=0) as output:
        output.write(bytes(BLOCK))
        done = subprocess.run(
            command, stdout=output, stderr=subprocess.PIPE, env=environment(owner_url), check=False
        )
        if done.returncode != 0:
            raise BackupFailed("pg_dump failed.", why=done.stderr.decode(errors="replace"))
        return os.lseek(output.fileno(), 0, os.SEEK_END) - BLOCK


def _close_tar(unfinished: Path, size: int, manifest: bytes, at: datetime) -> None:
    with unfinished.open("r+b") as output:
        output.write(_header(DUMP, size, at))
        output.seek(0, os.SEEK_END)
        output.write(bytes(-size % BLOCK))
        output.write(_header(MANIFEST, len(manifest), at))
        output.write(manifest + bytes(-len(manifest) % BLOCK) + bytes(2 * BLOCK))
        output.flush()
        os.fsync(output.fileno())


def _header(name: str, size: int, at: datetime) -> bytes:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mtime, entry.mode = size, int(at.timestamp()), 0o600
    return entry.tobuf(tarfile.GNU_FORMAT)


def _load(owner_url: str, file: Path, *, written_by: int) -> None:
    with connected(owner_url, what="DATABASE_OWNER_URL") as connection:
        major = facts(connection).major
    program, own_major = tool("pg_restore", max(major, written_by))
    command: list[str | Path] = [program, "--no-owner", f"--role={OWNER}"]
    command += [f"--dbname={database_of(owner_url)}"]
    if own_major == major:
        # All or nothing. A newer pg_restore sets what an older server does not know, which would
        # end the one transaction: there the check of every table decides.
        command += ["--single-transaction", "--exit-on-error"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(owner_url)
    ) as process:
        _feed(process, file)
        problems = process.stderr.read().decode(errors="replace") if process.stderr else ""
    if process.returncode != 0 and (own_major == major or not _is_harmless(problems)):
        raise RestoreFailed("pg_restore failed.", why=problems[-2000:])


def _feed(process: subprocess.Popen[bytes], file: Path) -> None:
    assert process.stdin is not None
    with tarfile.open(file) as archive, process.stdin:
        dump = archive.extractfile(DUMP) or BytesIO()
        try:
            while chunk := dump.read(1 << 20):
                process.stdin.write(chunk)
        except BrokenPipeError:
            return  # pg_restore gave up; what it said says why


def _is_harmless(problems: str) -> bool:
    errors = [line for line in problems.splitlines() if "ERROR:" in line]
    return all("unrecognized configuration parameter" in line for line in errors)
