"""The browser that the story tests drive: Chromium, the machine's own or Debian's."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from peckham.interfaces.cli.progress import Progress
from peckham.kernel import Refused

# Tests read its path from here; where it is not set they say so and are skipped.
VARIABLE = "PECKHAM_CHROMIUM"
# Without a font pages would be boxes.
PACKAGES = ("chromium", "fonts-liberation")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


class BrowserNotInstalled(Refused):
    """Debian's Chromium could not be installed."""


def find() -> str | None:
    """Find a browser: the one named in PECKHAM_CHROMIUM, else on PATH, else macOS's own place."""
    named = os.environ.get(VARIABLE)
    places = [named] if named else [*(shutil.which(name) for name in NAMES), *MAC]
    return next((place for place in places if place and Path(place).exists()), None)


def make_ready(progress: Progress) -> None:
    """Put the browser's path into the environment, installing Debian's in CI when it is missing.

    Elsewhere nothing is installed: a stranger's machine is left as it is.

    Raises:
        BrowserNotInstalled: With apt-get's last words.
    """
    found = find()
    may_install = os.environ.get("CI") == "true" and os.geteuid() == 0 and shutil.which("apt-get")
    if found is None and may_install and sys.platform == "linux":
        with progress.step("Installing Chromium"):
            _apt_get("update")
            _apt_get("install", "--yes", "--no-install-recommends", *PACKAGES)
        found = find()
    if found is not None:
        os.environ[VARIABLE] = found


def _apt_get(*words: str) -> None:
    done = subprocess.run(
        ["apt-get", "-qq", *words],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0 and words[0] != "update":
        raise BrowserNotInstalled("Chromium could not be installed.", why=done.stdout[-1500:])
