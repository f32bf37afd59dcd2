"""What must be made from the checkout before a page can be served; each made again when stale."""

from pathlib import Path

from peckham.infra.file_lock import locked
from peckham.interfaces.cli.progress import Progress
from peckham.interfaces.cli.setup import catalogues, frontend

PACKAGE = Path(__file__).resolve().parents[3]


def make_ready(checkout: Path, home: Path, progress: Progress) -> None:
    """Install the front-end packages and compile the message catalogues, where that is due.

    Static files are collected apart (`static_files.collect`), once Django is set up.
    """
    with locked(home / "set-up.lock"):
        if frontend.is_due(checkout, home):
            with progress.step("Installing the front-end packages"):
                frontend.install(checkout, home)
        catalogues.compile_due(PACKAGE)
