"""Reading a tutorial's commands out of its text, and running them as they are written there.

A fenced block opens with ```sh and a word: `settings` (exports, of which a test may replace
values), `background` (keeps running until the tutorial is left), or `run`.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import databases
from tests.stories import server

BLOCK = re.compile(r"^```sh (settings|background|run)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
READY_SECONDS = 300
STOP_SECONDS = 40


@dataclass(frozen=True)
class Block:
    """One fenced block."""

    kind: str
    text: str


class Walk:
    """Somebody who follows a tutorial in two shells of one machine."""

    def __init__(self, page: Path, home: Path, *, settings: Mapping[str, str]) -> None:
        self.blocks = [
            Block(kind, text) for kind, text in BLOCK.findall(page.read_text(encoding="utf-8"))
        ]
        self.home = home
        self.log = home / "tutorial.log"
        self.settings = "".join(block.text for block in self.blocks if block.kind == "settings")
        for name, value in settings.items():
            self.settings, changed = re.subn(
                rf"^export {name}=.*$", f"export {name}={value}", self.settings, flags=re.MULTILINE
            )
            assert changed == 1, f"the tutorial does not set {name}"

    def commands(self) -> list[str]:
        """List the blocks to run, in order."""
        return [block.text for block in self.blocks if block.kind == "run"]

    def run(self, command: str) -> str:
        """Run a block to its end and give what it printed; anything but success fails."""
        done = subprocess.run(
            self._shell(command),
            cwd=databases.CHECKOUT,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=READY_SECONDS,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}"
        return done.stdout

    @contextmanager
    def background(self, address: str) -> Iterator[None]:
        """Keep the background block running until the walk is over, then press Ctrl-C."""
        (block,) = [block for block in self.blocks if block.kind == "background"]
        with self.log.open("wb") as out:
            process = subprocess.Popen(
                self._shell(f"exec {block.text}"),
                cwd=databases.CHECKOUT,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
            try:
                self._wait_for(address, process)
                yield
            finally:
                process.send_signal(signal.SIGINT)
                process.wait(timeout=STOP_SECONDS)

    def _wait_for(self, address: str, process: subprocess.Popen[bytes]) -> None:
        ends = time.monotonic() + READY_SECONDS
        while time.monotonic() < ends and process.poll() is None:
            try:
                with urllib.request.urlopen(f"{address}/health", timeout=5):
                    return
            except OSError:
                time.sleep(0.3)
        raise AssertionError(f"the demonstration did not start\n{self.said()}")

    def said(self) -> str:
        """Give what the background block printed."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def _shell(self, command: str) -> list[str]:
        return ["/bin/sh", "-euc", f"{self.settings}\n{command}"]

    def _environment(self) -> dict[str, str]:
        """Give the environment of somebody who has set up nothing."""
        kept = ("DATABASE_", "PECKHAM_", "DJANGO_", "PYTEST_")
        plain = {k: v for k, v in os.environ.items() if not k.startswith(kept)}
        return {**plain, "PECKHAM_HOME": str(self.home)}


@contextmanager
def scratch_home() -> Iterator[Path]:
    """Give a new PECKHAM_HOME that the database's account can reach, and take it away again.

    The front-end packages that set-up installed are lent to it: installing them is not its story.
    """
    home = Path(tempfile.mkdtemp(prefix="peckham-tutorial-", dir="/var/tmp"))
    home.chmod(0o755)
    try:
        shutil.copytree(server.home() / "frontend", home / "frontend")
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)
