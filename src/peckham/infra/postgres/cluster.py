"""A server of ours: where it listens, and with which passwords."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from peckham.kernel import Refused

SUPERUSER = "postgres"
LOGINS = (SUPERUSER, "migrator", "app", "worker", "analytics")


class PasswordsUnreadable(Refused):
    """The file with the database's passwords is missing, or belongs to another account."""


@dataclass(frozen=True)
class Cluster:
    """A running embedded server.

    Args:
        directory: `PECKHAM_HOME/postgres`; its `data` holds the books.
        programs: The directory of pg_dump, psql and the others.
        port: TCP port on 127.0.0.1, also part of the socket's name.
        socket_directory: Directory of the Unix socket.
        major: Major version, such as 18.
        passwords: Of every login in `LOGINS`.
    """

    directory: Path
    programs: Path
    port: int
    socket_directory: Path
    major: int
    passwords: Mapping[str, str]

    def url(self, database: str, login: str = SUPERUSER, *, by_socket: bool = False) -> str:
        """Give the address of a database as libpq, psycopg and the settings read it.

        Args:
            database: Name of the database.
            login: One of `LOGINS`.
            by_socket: Through the Unix socket rather than 127.0.0.1.
        """
        who = f"{login}:{self.passwords[login]}"
        if by_socket:
            place = quote(str(self.socket_directory), safe="")
            return f"postgresql://{who}@/{database}?host={place}&port={self.port}"
        return f"postgresql://{who}@127.0.0.1:{self.port}/{database}"

    def environment(self, database: str) -> dict[str, str]:
        """Give the variables that point the web, the worker and the owner at a database."""
        return {
            "DATABASE_URL": self.url(database, "app"),
            "DATABASE_WORKER_URL": self.url(database, "worker"),
            "DATABASE_OWNER_URL": self.url(database, "migrator"),
        }


def passwords(directory: Path, *, may_make: bool) -> dict[str, str]:
    """Read the passwords of a server, making them when it has no data yet.

    Args:
        directory: `PECKHAM_HOME/postgres`; the file lies beside it, readable by its owner alone.
        may_make: Whether the server is new, so that passwords can be chosen.

    Raises:
        PasswordsUnreadable: If the file cannot be read, or is missing beside existing data.
    """
    path = directory.with_name("postgres-passwords.json")
    if may_make:
        chosen = {login: secrets.token_urlsafe(24) for login in LOGINS}
        path.unlink(missing_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(chosen, file)
        return chosen
    try:
        found: dict[str, str] = json.loads(path.read_text())
    except (OSError, ValueError) as problem:
        raise PasswordsUnreadable(
            f"The passwords of the database cannot be read: {problem}.",
            remedy="Run as the account that set it up, or set PECKHAM_HOME to another directory.",
        ) from problem
    return found
