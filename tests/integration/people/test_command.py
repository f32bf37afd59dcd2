"""`./peckham people import`: what it prints, and its exit status."""

import argparse
import json

import pytest
from tests.integration.people.world import AREAS

from peckham.interfaces.cli.commands import people_import
from peckham.kernel import Refused


@pytest.fixture
def run(world, tmp_path, capsys):
    """Run the subcommand as the command line would, with its options as words."""

    def run_it(*words):
        parser = argparse.ArgumentParser()
        people_import.add_arguments(parser)
        status = people_import.run(parser.parse_args(words))
        return status, capsys.readouterr().out

    return run_it


def test_it_counts_what_it_did_and_says_when_nothing_was_left_to_do(run, tmp_path):
    patient = {"resourceType": "Patient", "id": "1", "name": [{"family": "Ok"}],
               "birthDate": "1980-01-01"}  # fmt: skip
    path = tmp_path / "p.json"
    path.write_text(json.dumps(patient))
    status, said = run("--fhir", str(path), "--assign", AREAS[0])
    assert status == 0
    assert "New: 1 Patient." in said
    status, said = run("--fhir", str(path), "--assign", AREAS[0])
    assert status == 0
    assert "Nothing was changed." in said


def test_what_is_refused_is_a_line_each_and_shows_in_the_exit_status(run, tmp_path):
    (tmp_path / "a.json").write_text('{"resourceType": "Patient"}')
    (tmp_path / "b.txt").write_text("hello")
    status, said = run("--fhir", str(tmp_path / "a.json"), str(tmp_path / "b.txt"))
    assert status == 1
    assert "Refused: a.json: Patient.name: a fragment" in said
    assert "Refused: b.txt: Not JSON" in said


def test_an_unknown_area_is_a_refusal_before_anything_is_read(run, tmp_path):
    with pytest.raises(Refused, match="not a small area"):
        run("--fhir", str(tmp_path), "--assign", "E01000001")
