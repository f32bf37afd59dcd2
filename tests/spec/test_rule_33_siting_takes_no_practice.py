"""Rule 33: choosing a practice's building for a hub closes no practice and relinks none."""

import json
from dataclasses import fields

from tests.unit.places.siting.test_reading import words_of, written

from peckham.interfaces.cli.__main__ import main
from peckham.places.domain.siting.hubs import Question, Sited


def test_rule_33_sites_that_are_practices_stay_what_they_are(tmp_path):
    paths = written(tmp_path)
    before = {name: path.read_bytes() for name, path in paths.items()}
    assert main(words_of(paths, tmp_path)) == 0
    assert {name: path.read_bytes() for name, path in paths.items()} == before
    report = json.loads((tmp_path / "o.json").read_text())
    assert report["practices_closed_or_relinked"] == 0
    assert {path.name for path in tmp_path.iterdir()} == {
        *(path.name for path in paths.values()),
        "o.csv",
        "o.json",
    }


def test_rule_33_siting_neither_takes_a_practice_nor_gives_one():
    names = {field.name for kind in (Question, Sited) for field in fields(kind)}
    assert not {name for name in names if "practice" in name or "network" in name}
