"""Static files under names that carry their hash, so that a browser may keep them for ever."""

import hashlib
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from peckham.infra.file_lock import locked
from peckham.interfaces.cli.progress import Progress


def collect(home: Path, progress: Progress) -> None:
    """Collect the static files into PECKHAM_HOME/static when any has changed.

    Django must be set up. Files of earlier versions stay: a page that is open still finds them.
    """
    with locked(home / "static.lock"):
        _collect(home, progress)


def _collect(home: Path, progress: Progress) -> None:
    stamp = home / "static.stamp"
    now = _stamp()
    if stamp.exists() and stamp.read_text() == now and (home / "static/staticfiles.json").exists():
        return
    from django.core.management import call_command

    with progress.step("Collecting the static files"):
        # The accessibility checker is for tests; they read it from PECKHAM_HOME/frontend.
        call_command(
            "collectstatic", interactive=False, verbosity=0, ignore_patterns=["axe", "stamp"]
        )
    stamp.write_text(now)


def collect_in_child(home: Path, progress: Progress) -> None:
    """Do the same in a process of its own, for one that must stay small and not set Django up."""
    words = "from peckham.interfaces.cli.setup.static_files import main; main()"
    with progress.step("Checking the static files"):
        subprocess.run([sys.executable, "-P", "-c", words], check=True, cwd=home)


def main() -> None:
    """Collect in this process; what `collect_in_child` runs."""
    import django

    logging.disable(logging.INFO)
    django.setup()
    collect(Path(os.environ["PECKHAM_HOME"]), Progress())


def _stamp() -> str:
    digest = hashlib.sha256()
    for name, path in sorted(_sources()):
        facts = path.stat()
        digest.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _sources() -> Iterator[tuple[str, Path]]:
    from django.contrib.staticfiles.finders import get_finders

    for finder in get_finders():
        for name, storage in finder.list([]):
            yield name, Path(storage.path(name))
