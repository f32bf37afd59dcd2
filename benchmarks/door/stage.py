"""What the parts of this measurement hand to one another: one directory of JSON files."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

DATABASE = "peckham_bench"
# A dedicated server of 16 GiB would be given as much: a quarter of it for pages, and enough for
# building indexes. Durability is as it comes: fsync, full_page_writes, synchronous_commit on.
SETTINGS = {
    "shared_buffers": "4GB",
    "effective_cache_size": "10GB",
    "work_mem": "32MB",
    "maintenance_work_mem": "1GB",
    "max_wal_size": "24GB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    "synchronous_commit": "on",
}
SMALL_SETTINGS = {"shared_buffers": "128MB", "synchronous_commit": "on"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured.

    Args:
        people: Residents to load.
        requests: Requests to load.
        requests_invented: How many of them the demonstration's loader makes, as the last year.
        users: How many people use the pages at once.
        seconds: Length of each run against the pages.
        think_seconds: Mean pause of a user between two acts, where people pause.
        residents_sampled: How many residents are searched for.
        peer_questions: How many times the peer is asked without a row policy.
        seed: Of everything that is drawn.
        migrations: Digest of every migration: tables made by others are not used again.
    """

    people: int
    requests: int
    requests_invented: int
    users: int
    seconds: float
    think_seconds: float
    residents_sampled: int
    peer_questions: int
    seed: int
    migrations: str

    @property
    def load_key(self) -> dict[str, int | str]:
        """What a loaded database must have in common with the plan to be used again."""
        return {
            "people": self.people,
            "requests_invented": self.requests_invented,
            "seed": self.seed,
            "migrations": self.migrations,
        }


class Stage:
    """The directory of one measurement."""

    VARIABLE = "PECKHAM_BENCH_STAGE"

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    @classmethod
    def here(cls) -> "Stage":
        """Give the stage that the parent process named."""
        return cls(Path(os.environ[cls.VARIABLE]))

    def write(self, name: str, values: Mapping[str, Any]) -> None:
        self.directory.mkdir(parents=True, exist_ok=True)
        unfinished = self.directory / f"{name}.json.new"
        unfinished.write_text(json.dumps(values, indent=1, default=str))
        unfinished.rename(self.directory / f"{name}.json")

    def read(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.directory / f"{name}.json").read_text())
        return found

    def has(self, name: str) -> bool:
        return (self.directory / f"{name}.json").exists()

    @property
    def plan(self) -> Plan:
        return Plan(**self.read("plan"))

    def write_plan(self, plan: Plan) -> None:
        self.write("plan", asdict(plan))
