"""Rule 34: how lists and neighbourhoods misfit is a figure of every design, never averaged away.

A plan is held to residents (rule 30) and measured by registered patients; the two are told apart.
"""

from tests.unit.places.design import squares

from peckham.places.domain.design.designing import Wanted, design
from peckham.places.domain.design.problem import Limits
from peckham.places.drawing.report import report_of, sentences

QUICK = Wanted(steps=20_000, is_varied=False)


def test_rule_34_every_design_says_how_many_patients_live_outside_their_networks_home():
    problem = squares.board(3, 4, networks=3, limits=Limits(600, 600, 2))
    made = design(problem, QUICK)
    told = report_of(problem, made, made_by="a test")["measures"]["alignment"]
    # Three networks of 360 patients, two neighbourhoods: one network is cut in two.
    assert (told["registrations"], told["aligned"]) == (1_080, 900)
    assert told["at_home_70"] == 2
    assert "83.33 % of registrations aligned" in " ".join(sentences(problem, made))


def test_rule_34_patients_of_other_networks_are_left_out_by_number_never_in_silence():
    problem = squares.board(3, 2)
    made = design(problem, QUICK)
    told = report_of(problem, made, made_by="a test")
    assert told["measures"]["alignment"]["excluded_registrations"] == 6
    assert any(note.startswith("6 registrations of networks") for note in told["notes"])


def test_rule_34_residents_and_registered_patients_have_figures_of_their_own():
    problem = squares.board(3, 2)
    measures = report_of(problem, design(problem, QUICK), made_by="a test")["measures"]
    assert [base["base"] for base in measures["bases"]] == ["pop", "census"]
    assert measures["registered"] is not None
