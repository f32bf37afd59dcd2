"""Whether everything still stands as the last start left it, told without setting Django up.

Setting Django up takes longer than starting PostgreSQL; when no migration, static file or package
has changed since the last start, and the database is the one that was left, it can be saved.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from peckham.infra import database

PACKAGE = Path(__file__).resolve().parents[3]
# What decides which migrations there are and which static files are served.
MADE_OF = ("config/settings.py", "*/migrations/**/*", "interfaces/*/static/**/*")


def is_as_left(checkout: Path, home: Path, owner_url: str) -> bool:
    """Say whether nothing has changed since `note`.

    Args:
        checkout: The top directory of the checkout.
        home: PECKHAM_HOME.
        owner_url: Address of the books.
    """
    try:
        left = json.loads(_file(home).read_text())
    except (OSError, ValueError):
        return False
    found: bool = left == _now(checkout, home, owner_url)
    return found and (home / "static" / "staticfiles.json").exists()


def note(checkout: Path, home: Path, owner_url: str) -> None:
    """Write down how everything stands, once it is ready."""
    _file(home).write_text(json.dumps(_now(checkout, home, owner_url)))


def _file(home: Path) -> Path:
    return home / "ready.json"


def _now(checkout: Path, home: Path, owner_url: str) -> dict[str, str]:
    return {
        "files": _digest(checkout, home),
        "migrations": database.applied_migrations(owner_url),
    }


def _digest(checkout: Path, home: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(_files(checkout, home)):
        facts = path.stat()
        digest.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _files(checkout: Path, home: Path) -> Iterator[Path]:
    yield checkout / "requirements.lock"
    if (stamp := home / "frontend" / "stamp").exists():
        yield stamp
    for pattern in MADE_OF:
        for path in PACKAGE.glob(pattern):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path
