"""The page on settling a year says what the calculator and the command say."""

import json
import re
from fractions import Fraction
from pathlib import Path

from tests.unit.finance.example import PARTS
from tests.unit.finance.settled_year import INPUTS

from peckham.finance.domain.detectability import Seen, smallest_effect
from peckham.finance.domain.settlement import settle
from peckham.interfaces.cli.__main__ import main
from peckham.kernel.money import pounds

PAGE = Path(__file__).resolve().parents[3] / "docs/how-to/settle-a-year.md"


def test_the_steps_of_the_page_are_those_of_the_worked_year():
    words = PAGE.read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| ([a-z ]+) \| (-?[\d,]+\.\d\d) \|$", words, re.MULTILINE))
    found = settle(INPUTS)
    shared = found.shared
    assert {name: f"{pounds(pence):,.2f}" for name, pence in (
        ("paid", found.paid_pence), ("result", found.result_pence),
        ("dead band", round(shared.band)), ("borne by the commissioner", shared.pence),
        ("left with the provider", shared.provider_pence),
    )} == told  # fmt: skip


def test_the_effect_of_the_page_is_worked_out():
    seen = Seen(Fraction(105, 1000), Fraction(1), Fraction(8, 10), Fraction(5, 100))
    assert f"({100 * smallest_effect(50_000, seen):.1f} %" in PAGE.read_text(encoding="utf-8")


def test_what_a_settlement_keeps_is_divided_again_by_the_command(tmp_path, capsys):
    file = tmp_path / "attributed.json"
    file.write_text(json.dumps(json.loads(INPUTS.text())["attributed"]), encoding="utf-8")
    assert main(["money", "attribute", str(file)]) == 0
    parts = json.loads(capsys.readouterr().out)
    assert {part["factor"]: part["pence"] for part in parts} == PARTS
