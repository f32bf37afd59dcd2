"""Servers and homes of their own: these tests start, kill and drop what others share."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from peckham.infra import postgres

CHECKOUT = Path(__file__).resolve().parents[3]
# The wheel's programs, and every PostgreSQL from 15 on that Debian has installed here.
DEBIAN = sorted(
    path for path in Path("/usr/lib/postgresql").glob("*/bin") if int(path.parent.name) >= 15
)
PROGRAMS = [None, *DEBIAN]


@pytest.fixture
def own_home(monkeypatch) -> Iterator[Path]:
    """Give a directory that the server's account can reach, which pytest's own are not."""
    yield from _home()


def _home() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="peckham test ", dir="/var/tmp"))
    path.chmod(0o755)
    yield path
    postgres.stop(path)
    shutil.rmtree(path)


@pytest.fixture(
    scope="module", params=PROGRAMS, ids=lambda path: path.parent.name if path else "18"
)
def any_server(request) -> Iterator[postgres.Cluster]:
    """Give a server whose roles and databases a test may make and drop, of every version here."""
    before = os.environ.get("PECKHAM_POSTGRES_BIN")
    if request.param:
        os.environ["PECKHAM_POSTGRES_BIN"] = str(request.param)
    home = _home()
    try:
        yield postgres.start(next(home), durable=False)
    finally:
        next(home, None)
        if request.param:
            del os.environ["PECKHAM_POSTGRES_BIN"]
        if before:
            os.environ["PECKHAM_POSTGRES_BIN"] = before
