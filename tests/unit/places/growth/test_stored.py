"""A report on its way in: what `places grow` wrote is read, and what cannot be is refused."""

import copy

import pytest

from peckham.places.domain.growth.stored import BadReport, report_of


def report(**changes):
    level = {"planned": [1.0, 2.0], "homes_finished": [0.0, 9.0], "homes_lived_in": [0.0, 5.0]}
    level |= {
        "p10": [40_000.0, 41_000.0],
        "p50": [50_000.0, 60_000.0],
        "p90": [51_000.0, 101_000.0],
    }
    trigger = {"residents": 95_000, "planned": None, "early": 2021, "middle": None, "late": None}
    whole = {
        "version": "0.1.0",
        "seed": 1,
        "draws": 1_000,
        "unverified": ["rates.csv"],
        "years": [2020, 2021],
        "reconciled": [{"percent": -2.5}, {"percent": 1.0}],
        "neighbourhoods": {"West": {**level, "trigger": trigger}},
    }
    return copy.deepcopy({**whole, **changes})


def test_a_report_is_read_with_what_it_rests_on():
    found = report_of(report())
    assert found.reconciled == (2, 2.5)
    assert found.neighbourhoods[0].trigger.early == 2021
    assert {name: size.verdict for name, size in found.sizes_in(2020).items()} == {"West": "within"}
    assert report_of(report(reconciled=[])).reconciled is None


def broken(column, values):
    said = report()
    said["neighbourhoods"]["West"][column] = values
    return said


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ([], "no report"),
        ({"years": [2020]}, "no 'neighbourhoods'"),
        (report(years=[2020, 2022]), "do not follow"),
        (report(neighbourhoods={}), "names no neighbourhood"),
        (broken("p10", [40_000.0, 61_000.0]), "P10 is above P50"),
        (broken("p90", [51_000.0]), "p90 has 1 years, and the report 2"),
        (broken("planned", [1.0, -1.0]), "below 0"),
        (broken("planned", [1.0, float("nan")]), "below 0"),
        (broken("trigger", {"residents": 1}), "no report"),
    ],
)
def test_a_report_that_cannot_be_is_refused(said, words):
    with pytest.raises(BadReport, match=words):
        report_of(said)
