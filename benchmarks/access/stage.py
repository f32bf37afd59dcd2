"""What is measured, and what the parts hand to one another."""

from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.door.stage import Stage as Folder

DATABASE = "peckham_bench_access"
SETTINGS = {
    "shared_buffers": "1GB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "8GB",
    "random_page_cost": "1.1",
    "synchronous_commit": "on",
}
PARTIES = 40
# The same rights as the web's login, and no row policy holds for it.
BYPASSING = "bench_without_policies"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured.

    Args:
        people: Residents to load.
        rows: Rows of each owned table, of which the scope sees a tenth.
        pages: Person pages in each run, and people whose record the reader may open.
        rounds: Runs with policies and without, in turn.
    """

    people: int
    rows: int
    pages: int
    rounds: int


class Stage(Folder):
    """The directory of one measurement."""

    @property
    def measured(self) -> Plan:
        return Plan(**self.read("access-plan"))

    def write_measured(self, plan: Plan) -> None:
        self.write("access-plan", asdict(plan))


def stage_in(place: Path) -> Stage:
    return Stage(place / "stage")
