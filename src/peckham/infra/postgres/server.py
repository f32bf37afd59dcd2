"""Starting and stopping the server, also after it was killed."""

import fcntl
import hashlib
import os
import re
import socket
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from peckham.infra.file_lock import locked
from peckham.infra.postgres import data
from peckham.infra.postgres.account import Account, server_account
from peckham.infra.postgres.cluster import SUPERUSER, Cluster, passwords
from peckham.infra.postgres.programs import major, program_directory_for
from peckham.kernel import Refused

# After kill -9 the dead server's process and its children linger for a second or two.
PATIENCE_SECONDS = 10.0
# A socket's whole path must fit in 104 bytes on macOS and 108 on Linux.
LONGEST_SOCKET_DIRECTORY = 80

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A refused row's values and a statement's parameters are personal: they stay out of the log.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
}
# For tests: the machine may die, the server may not.
NOT_DURABLE = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


class PostgresWouldNotStart(Refused):
    """The database server did not start; what it said is given."""


def start(
    home: Path, *, durable: bool = True, settings: Mapping[str, str] | None = None
) -> Cluster:
    """Start the server of a home, making it first when there is none.

    A server that runs already is given as it is.

    Args:
        home: PECKHAM_HOME, or any directory that the server's account can reach.
        durable: False gives up safety against a power cut for speed; for tests.
        settings: Further settings, which win over ours.

    Raises:
        PostgresWouldNotStart: With the last lines of the server's log.
        DataOfAnotherVersion: If its data was written by another major version.
        PasswordsUnreadable: If its passwords cannot be read.
    """
    directory = home.resolve() / "postgres"
    account = server_account(directory)
    home.mkdir(parents=True, exist_ok=True)
    with locked(home / "postgres-start.lock"):
        programs = program_directory_for(account, home.resolve())
        data.make_directory(directory, account)
        secrets = _prepare(directory, programs, account, durable=durable)
        if (found := _alive(directory, programs, account, secrets)) is not None:
            return found
        own = SETTINGS | ({} if durable else NOT_DURABLE) | dict(settings or {})
        port = _start_patiently(directory, programs, account, own)
        return _cluster(directory, programs, port, secrets)


def stop(home: Path) -> None:
    """Stop the server of a home, if it runs: sessions are ended, nothing committed is lost."""
    directory = home.resolve() / "postgres"
    if not (directory / "data" / "postmaster.pid").exists():
        return
    account = server_account(directory)
    programs = program_directory_for(account, home.resolve())
    for mode in ("fast", "immediate"):
        command = _control(programs, directory, "stop", f"--mode={mode}", "--timeout=30")
        if data.run_as(account, command, directory=directory).returncode == 0:
            return


def is_alive(cluster: Cluster) -> bool:
    """Say whether the server's process is there still."""
    pid = _pid(cluster.directory)
    return pid is not None and not _is_dead(pid)


def running_cluster(home: Path) -> Cluster | None:
    """Give the server of a home if it runs now, else None."""
    directory = home.resolve() / "postgres"
    if not (directory / "data" / "postmaster.pid").exists():
        return None
    account = server_account(directory)
    programs = program_directory_for(account, home.resolve())
    return _alive(directory, programs, account, passwords(directory, may_make=False))


@contextmanager
def running(
    home: Path, *, durable: bool = True, settings: Mapping[str, str] | None = None
) -> Iterator[Cluster]:
    """Keep the server of a home running for the length of a block.

    Several processes may hold it at once (a backup beside the demonstration); the last one out
    stops it. A process that was killed holds it no longer.

    Args:
        home: As for `start`.
        durable: As for `start`.
        settings: As for `start`.
    """
    home.mkdir(parents=True, exist_ok=True)
    with (home / "postgres-users.lock").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield start(home, durable=durable, settings=settings)
        finally:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                stop(home)


def _prepare(directory: Path, programs: Path, account: Account, *, durable: bool) -> dict[str, str]:
    if (directory / "data").is_dir():
        data.check_version(directory, programs)
        return passwords(directory, may_make=False)
    secrets = passwords(directory, may_make=True)
    data.initialise(directory, programs, account, secrets[SUPERUSER], durable=durable)
    return secrets


def _start_patiently(
    directory: Path, programs: Path, account: Account, settings: Mapping[str, str]
) -> int:
    log = directory / "server.log"
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        port = _free_port(preferred=_last_port(directory))
        place = _socket_directory(directory, account)
        own = {"port": str(port), "unix_socket_directories": f'"{place}"'}
        data.configure(directory, account, {**settings, **own})
        start_of_words = log.stat().st_size if log.exists() else 0
        _forget_the_dead(directory)
        command = _control(programs, directory, "start", f"--log={log}", "--timeout=300", "--wait")
        # pg_ctl's own output goes nowhere: the server keeps it open, and a pipe would never end.
        if data.run_as(account, command, directory=directory, log=Path(os.devnull)).returncode == 0:
            return port
        if time.monotonic() > deadline:
            words = log.read_text(errors="replace")[start_of_words:] if log.exists() else ""
            raise PostgresWouldNotStart(
                f"PostgreSQL did not start within {PATIENCE_SECONDS:.0f} seconds.",
                why=f"Its log {log} ends:\n{words[-2000:].strip()}",
            )
        time.sleep(0.25)


def _alive(
    directory: Path, programs: Path, account: Account, secrets: Mapping[str, str]
) -> Cluster | None:
    """Read postmaster.pid (line 4 the port, line 8 the state) once pg_ctl vouches for its pid."""
    path = directory / "data" / "postmaster.pid"
    if not path.exists():
        return None
    status = data.run_as(account, _control(programs, directory, "status"), directory=directory)
    if status.returncode != 0:
        return None
    lines = path.read_text().splitlines()
    if len(lines) < 8 or lines[7].strip() != "ready" or not _answers(int(lines[3])):
        return None
    return _cluster(directory, programs, int(lines[3]), secrets)


def _cluster(directory: Path, programs: Path, port: int, secrets: Mapping[str, str]) -> Cluster:
    place = _socket_directory(directory, server_account(directory))
    return Cluster(directory, programs, port, place, major(programs), secrets)


def _control(programs: Path, directory: Path, *words: str) -> list[str | Path]:
    return [programs / "pg_ctl", *words, f"--pgdata={directory / 'data'}"]


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _pid(directory: Path) -> int | None:
    try:
        return int((directory / "data" / "postmaster.pid").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None


def _is_dead(pid: int) -> bool:
    """Say whether a process is gone, or killed and not yet buried."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z"


def _forget_the_dead(directory: Path) -> None:
    """Remove the lock of a killed server that nobody buries, as in a container without an init.

    PostgreSQL itself would take it for alive for ever.
    """
    pid = _pid(directory)
    if pid is not None and _is_dead(pid):
        (directory / "data" / "postmaster.pid").unlink(missing_ok=True)


def _last_port(directory: Path) -> int:
    """Find the port of the last start, so that who was connected finds the server again."""
    settings = directory / "data" / "peckham.conf"
    text = settings.read_text(encoding="utf-8") if settings.exists() else ""
    found = re.search(r"^port = '(\d+)'", text, re.MULTILINE)
    return int(found[1]) if found else 0


def _free_port(*, preferred: int) -> int:
    for port in (preferred, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise PostgresWouldNotStart("This machine has no free port on 127.0.0.1.")


def _socket_directory(directory: Path, account: Account) -> Path:
    """Choose a short directory for the socket, which only the server's account can write."""
    place = directory.with_name("run")
    if len(bytes(place)) > LONGEST_SOCKET_DIRECTORY or any(c in str(place) for c in "\"',\\"):
        digest = hashlib.sha256(bytes(directory)).hexdigest()[:12]
        place = Path(tempfile.gettempdir()) / f"peckham-{digest}"
    if len(bytes(place)) > LONGEST_SOCKET_DIRECTORY:
        place = Path("/tmp") / place.name  # noqa: S108  (whose it is gets checked)
    place.mkdir(mode=0o755, exist_ok=True)
    if not account.is_ours and not place.is_symlink() and place.stat().st_uid == 0:
        os.chown(place, account.user_id, account.group_id)
    if place.is_symlink() or place.stat().st_uid != account.user_id:
        raise PostgresWouldNotStart(f"{place}, the place for its socket, belongs to others.")
    return place
