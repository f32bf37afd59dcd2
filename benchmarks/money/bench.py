"""What every part of the measurement is given: a directory, a database, processes of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peckham.infra import postgres
from peckham.interfaces.cli.progress import Progress
from peckham.kernel import Refused

type Ask = Callable[[str], Any]

DATABASE = "peckham_bench_money"
# As a server of this size would have; every commit is on disk before it is answered.
SETTINGS = {
    "shared_buffers": "512MB",
    "work_mem": "32MB",
    "max_wal_size": "4GB",
    "synchronous_commit": "on",
    "fsync": "on",
}


class MeasurementFailed(Refused):
    """A part of the measurement ended with an error, which stands above."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What a part is given.

    Args:
        checkout: The repository.
        place: A directory that is deleted at the end.
        keep: A directory that stays, for environments of other tools.
        small: Whether it is only tried out, on a fraction.
        cluster: The PostgreSQL; its database `DATABASE` holds Peckham's tables, empty.
        progress: Told what goes on.
    """

    checkout: Path
    place: Path
    keep: Path
    small: bool
    cluster: postgres.Cluster
    progress: Progress

    def run(self, module: str, *arguments: str, process: str = "web") -> Any:
        """Run a module in a process of its own and give the JSON that it printed last.

        Args:
            module: Name within this package, such as "stage".
            arguments: For its command line.
            process: "web", "worker" or "owner": with whose login it reaches the database.
        """
        done = subprocess.run(
            self._command(module, arguments),
            env=self._environment(process),
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise MeasurementFailed(f"benchmarks.money.{module} ended with {done.returncode}.")
        lines = done.stdout.strip().splitlines()
        return json.loads(lines[-1]) if lines else None

    @contextmanager
    def answering(self, module: str, *arguments: str, process: str = "web") -> Iterator[Ask]:
        """Run a module that answers each line with a line of JSON, until the end of the block."""
        command = self._command(module, arguments)
        with answering(command, self._environment(process)) as ask:
            yield ask

    def _command(self, module: str, arguments: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-P", "-m", f"benchmarks.money.{module}", *arguments]

    def _environment(self, process: str) -> dict[str, str]:
        path = f"{self.checkout}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
        return {
            **os.environ,
            **self.cluster.environment(DATABASE),
            "DJANGO_SETTINGS_MODULE": "peckham.config.settings",
            "PECKHAM_DEMONSTRATION": "1",
            "PECKHAM_PROCESS": process,
            "PECKHAM_LOG_LEVEL": "ERROR",
            "PYTHONPATH": path,
        }


@contextmanager
def answering(command: list[str], environment: Mapping[str, str]) -> Iterator[Ask]:
    """Run a process that says "ready" and then answers each line with a line of JSON."""
    with subprocess.Popen(
        command, env=dict(environment), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:

        def heard() -> str:
            line = process.stdout.readline() if process.stdout else ""
            if not line:
                raise MeasurementFailed(f"{command[-1]} ended before it had answered.")
            return line

        def ask(what: str) -> Any:
            print(what, file=process.stdin, flush=True)
            return json.loads(heard())

        heard()
        yield ask
        process.communicate()
