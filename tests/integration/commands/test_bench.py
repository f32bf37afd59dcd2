"""`./peckham bench door` at a size that means nothing, to see that every part of it runs."""

import json
import subprocess
import sys
from pathlib import Path

from tests.integration.commands.test_demo import CHECKOUT, environment

from peckham.infra import postgres

STEPS = {"worklist", "search", "form", "take"}


def test_the_front_door_is_loaded_used_searched_and_reported(tmp_path: Path):
    home = postgres.home(CHECKOUT)  # the front-end packages are there already
    command = [sys.executable, "-P", "-m", "peckham.interfaces.cli", "bench", "door", "--small"]
    done = subprocess.run(
        [*command, "--results", str(tmp_path)],
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    page = next(tmp_path.glob("door-small-*.md")).read_text()
    assert page in done.stdout
    for words in ("worklist page, p95 under 100 ms", "PostgreSQL 18", "commit ", "load average"):
        assert words in page

    facts = json.loads(next(tmp_path.glob("door-small-*.json")).read_text())
    assert facts["load"]["people"] >= 1_000
    assert facts["load"]["requests"] == 4_000
    assert facts["load"]["laws"][:2] == ["the People law holds", "the Needs law holds"]
    assert set(facts["pages"]["without_pause"]["processor_us"]) == STEPS
    assert set(facts["pages"]["thinking"]["steps"]) == STEPS | {"begin"}
    for kind, counts in facts["search"]["recall"].items():
        assert counts["found"] == counts["asked"] or kind == "names alone"
    assert facts["peer"]["without_policy"]["asked"] == 10
    assert not (home / "bench-small").exists()
