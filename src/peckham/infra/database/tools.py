"""Which pg_dump and pg_restore go with a server."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from peckham.infra.postgres import ProgramsMissing, program_directory

PLACES = ("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "/usr")


def tool(name: str, major: int) -> tuple[Path, int]:
    """Find a client program for a server: of its own version, else of the next newer one.

    An older one refuses to read the server.

    Args:
        name: "pg_dump" or "pg_restore".
        major: The server's major version.

    Returns:
        Its path and its own major version.

    Raises:
        ProgramsMissing: If there is none.
    """
    found = {version: path for path in _candidates(name) if (version := _major(path)) >= major}
    if not found:
        raise ProgramsMissing(
            f"There is no {name} for PostgreSQL {major}.",
            remedy=f"Install the client programs of PostgreSQL {major}, or name their directory "
            "in PECKHAM_POSTGRES_BIN.",
        )
    return found[min(found)], min(found)


def environment(url: str) -> dict[str, str]:
    """Give the variables by which PostgreSQL's programs find a database.

    They hold the password, which a command line would show to every account of the machine.
    """
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    named = {
        "PGHOST": options.get("host", parts.hostname or ""),
        "PGPORT": options.get("port", str(parts.port or "")),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": unquote(parts.path.lstrip("/")),
        "PGSSLMODE": options.get("sslmode", ""),
        "PGSSLROOTCERT": options.get("sslrootcert", ""),
    }
    own = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return own | {name: value for name, value in named.items() if value}


def _candidates(name: str) -> Iterator[Path]:
    # The last of a version wins, so what was named for the purpose comes last.
    for place in PLACES:
        yield from Path(place).glob(f"*/bin/{name}")
    on_path = shutil.which(name)
    if on_path:
        yield Path(on_path)
    try:
        yield program_directory() / name
    except ProgramsMissing:
        return


def _major(path: Path) -> int:
    try:
        said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return 0
    found = re.search(r"\) (\d+)", said.stdout)
    return int(found[1]) if found else 0
