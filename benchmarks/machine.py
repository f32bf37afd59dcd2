"""The machine that a result was measured on: without it a figure says nothing."""

import os
import platform
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

GIBIBYTE = 1024**3


@dataclass(frozen=True, slots=True)
class Machine:
    """What a reader needs to compare a figure with one of his own."""

    processor: str
    cores: int
    memory_gib: float
    system: str
    python: str
    commit: str

    def lines(self) -> list[str]:
        """Say it in words, for the top of a report."""
        return [
            f"{self.processor}, {self.cores} cores, {self.memory_gib:.0f} GiB memory",
            f"{self.system}, Python {self.python}",
            f"commit {self.commit}",
        ]

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def this_machine(checkout: Path) -> Machine:
    """Describe this machine and the commit that is measured."""
    return Machine(
        processor=_processor(),
        cores=os.cpu_count() or 1,
        memory_gib=round(psutil.virtual_memory().total / GIBIBYTE, 1),
        system=_system(),
        python=platform.python_version(),
        commit=_commit(checkout),
    )


def load_average() -> float:
    """Give the load average of the last minute: how many processes wanted the cores."""
    return round(os.getloadavg()[0], 2)


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    if described.exists():
        for line in described.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def _system() -> str:
    try:
        name = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    except OSError:
        name = platform.platform()
    return f"{name} (kernel {platform.release()})"


def _commit(checkout: Path) -> str:
    asked = ["git", "-C", str(checkout), "describe", "--always", "--dirty", "--abbrev=10"]
    try:
        said = subprocess.run(asked, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return "not known (no git here)"
    return said.stdout.strip() or "not known (not a git checkout)"
