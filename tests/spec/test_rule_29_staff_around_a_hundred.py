"""Rule 29: staff of all employers are set beside about 100, and what lies outside is flagged."""

from dataclasses import replace

import numpy as np
import pytest

from peckham.interfaces.cli.__main__ import main
from peckham.kernel import Refused
from peckham.places import staffing_files
from peckham.places.domain.sizes import BadCount, compared, whole_team
from peckham.places.domain.staffing import BadStaffing, teams

RATIO = staffing_files.read_ratio()
NAMES = ("East", "West")
ALIKE = np.full((4, 91), 84_000 / 2 / 91)


@pytest.mark.parametrize(
    ("by_employer", "verdict"),
    [
        ({"trust": 40, "council": 30, "federation": 30}, "within"),
        ({"trust": 80}, "within"),
        ({"trust": 40, "council": 39.5}, "below"),
        ({"trust": 60, "council": 35, "network": 26}, "above"),
    ],
)
def test_rule_29_every_employer_counts_and_a_team_outside_the_band_is_flagged(by_employer, verdict):
    found = compared(whole_team(by_employer), RATIO.band)
    assert found.verdict == verdict
    assert "80 to 120" in found.words
    with pytest.raises(BadCount):
        whole_team({**by_employer, "unknown": float("nan")})


def test_rule_29_a_place_that_is_all_alike_has_the_plain_ratio_everywhere():
    found = teams(NAMES, ALIKE, np.zeros(4, int), ("East", "East", "West", "West"), RATIO)
    for team in found:
        assert team.staff == pytest.approx(100)
        assert sum(team.by_role.values()) == pytest.approx(100)
        assert team.by_role["children"] == pytest.approx(13)
        assert team.compared.verdict == "within"


def test_rule_29_staff_go_where_need_is_and_the_place_keeps_its_number():
    old = ALIKE.copy()
    old[2:, :65] *= 0.6
    old[2:, 65:] *= (84_000 - old[2:, :65].sum()) / old[2:, 65:].sum()
    found = teams(NAMES, old, np.array([5, 5, 1, 1]), ("East", "East", "West", "West"), RATIO)
    east, west = found
    assert east.staff + west.staff == pytest.approx(200)
    assert west.staff > 120 > 80 > east.staff
    assert (east.compared.verdict, west.compared.verdict) == ("below", "above")
    assert west.by_role["children"] < west.by_role["adult_social_care"]
    assert east.need + west.need == pytest.approx(168_000)


def test_rule_29_the_ratio_is_editable_and_one_that_cannot_be_is_refused(tmp_path):
    own = tmp_path / "own.toml"
    text = (staffing_files.reference.path("staffing.toml")).read_text(encoding="utf-8")
    own.write_text(text.replace("staff = 100", "staff = 60"), encoding="utf-8")
    home = ("East", "East", "West", "West")
    found = teams(NAMES, ALIKE, np.zeros(4, int), home, staffing_files.read_ratio(own))
    assert [team.staff for team in found] == pytest.approx([60, 60])
    assert found[0].compared.verdict == "below"
    own.write_text(text.replace("[band]", "[other]"), encoding="utf-8")
    with pytest.raises(Refused, match="has no 'band'"):
        staffing_files.read_ratio(own)
    for wrong, words in (
        (replace(RATIO, staff=0.0), "is no ratio"),
        (replace(RATIO, roles=RATIO.roles[1:]), "sum to 0.85"),
        (replace(RATIO, deprivation=np.ones(4)), "five factors"),
    ):
        with pytest.raises(BadStaffing, match=words):
            teams(NAMES, ALIKE, np.zeros(4, int), home, wrong)


def test_rule_29_the_command_flags_what_lies_outside(tmp_path, capsys):
    rows = [f"E0100000{n},B1,0+,{30_000 + 40_000 * (n > 2)}" for n in range(1, 5)]
    (tmp_path / "r.csv").write_text("\n".join(["lsoa,borough,age,residents", *rows]))
    homes = [f"E0100000{n},{'Small' if n < 3 else 'Large'}" for n in range(1, 5)]
    (tmp_path / "p.csv").write_text("\n".join(["lsoa,neighbourhood", *homes]))
    scores = [f"E0100000{n},{10 * n}" for n in range(1, 5)]
    (tmp_path / "d.csv").write_text("\n".join(["lsoa,score", *scores]))
    words = ["--residents", "r.csv", "--plan", "p.csv", "--deprivation", "d.csv", "--out", "o.csv"]
    words = [str(tmp_path / word) if "." in word else word for word in words]
    assert main(["places", "staff", *words]) == 0
    said = capsys.readouterr().out
    assert "Small: 60,000 residents" in said
    assert said.count("OUTSIDE") == 2
    assert "not verified" in said
    assert (tmp_path / "o.csv").read_text().count("\n") == 1 + 2 * (len(RATIO.roles) + 1)
