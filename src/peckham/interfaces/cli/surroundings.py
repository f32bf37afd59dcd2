"""Where every subcommand stands: the checkout, and the home that holds what it makes."""

import os
import secrets
from functools import cache
from pathlib import Path

from peckham.infra import postgres
from peckham.kernel import Refused

CHECKOUT = Path(__file__).resolve().parents[4]


@cache
def home() -> Path:
    """Give PECKHAM_HOME, and put it in the environment for the settings and for children."""
    found = postgres.home(CHECKOUT)
    os.environ["PECKHAM_HOME"] = str(found)
    os.environ.setdefault("PECKHAM_SECRET_KEY", secret_key(found))
    # Whatever another project of the reader's has exported.
    os.environ["DJANGO_SETTINGS_MODULE"] = "peckham.config.settings"
    return found


def secret_key(directory: Path) -> str:
    """Read the key that signs sessions, made once and readable by its owner alone."""
    path = directory / "secret-key"
    if not path.exists():
        unfinished = directory / f"secret-key.{os.getpid()}"
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            unfinished.rename(path)
        except OSError:
            unfinished.unlink()
    try:
        return path.read_text()
    except PermissionError as problem:
        raise Refused(
            f"{path} belongs to another account.",
            remedy="Run as that account, or set PECKHAM_HOME to a directory of your own.",
        ) from problem
