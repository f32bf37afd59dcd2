"""Environments of other tools, each from its lock, apart from what runs or tests Peckham."""

import subprocess
import sys
from pathlib import Path

from peckham.kernel import Refused


class NotSetUp(Refused):
    """The environment of another tool could not be made; what it said stands above."""


def from_lock(lock: Path, place: Path) -> Path:
    """Set an environment up once from a lock; give its interpreter."""
    python = place / "bin" / "python"
    installed = place / "installed.lock"
    if not (installed.exists() and installed.read_text() == lock.read_text()):
        _do([sys.executable, "-m", "venv", "--clear", str(place)])
        options = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
        _do([str(python), "-m", "pip", "install", *options, "-r", str(lock)])
        installed.write_text(lock.read_text())
    return python


def _do(command: list[str]) -> None:
    if subprocess.run(command, check=False).returncode != 0:
        raise NotSetUp(f"{' '.join(command[:4])} … failed.", remedy="See what it said above.")
