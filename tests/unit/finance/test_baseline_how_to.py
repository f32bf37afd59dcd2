"""The page on agreeing a baseline shows files that are read, and the pounds that they come to."""

import re
import textwrap
from datetime import date
from fractions import Fraction
from pathlib import Path

from peckham.finance.api import bands
from peckham.finance.domain.baseline import files
from peckham.finance.domain.baseline.computing import compute
from peckham.finance.domain.baseline.inputs import Inputs, Outturn, People
from peckham.interfaces.staff.baseline_words import METHODS
from peckham.kernel import Period, money

PAGE = Path(__file__).resolve().parents[3] / "docs/how-to/agree-a-baseline.md"
LAST = Period(date(2025, 4, 1), date(2026, 4, 1))


def is_band(code):
    return bands.read(code, bands.age_bands())


def shown():
    """Read the page's own files as the page that takes them does."""
    text = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"(?:^ {4}.*\n)+", text, re.MULTILINE)
    outturn, one_offs, people, rates, changes = map(textwrap.dedent, blocks[:5])
    uplifts, trends = files.changes(changes)
    return Inputs(
        year=Period(date(2026, 4, 1), date(2027, 4, 1)),
        price_base=date(2025, 4, 1),
        outturn=Outturn(LAST, files.outturn(outturn, LAST), "outturn.csv"),
        one_offs=files.one_offs(one_offs),
        people=People(files.people(people, is_band), "people.csv", {}),
        activity=files.activity(rates, is_band, "rates.csv"),
        uplifts=uplifts,
        trends=trends,
        efficiency=Fraction(0),
        efficiency_source="nothing is to be saved",
        weights={"historical": Fraction(1, 2), "demographic": Fraction(1, 2)},
    )


def test_the_files_of_the_page_come_to_the_pounds_that_it_names():
    found, text = compute(shown(), ["social_prescribing"]), PAGE.read_text(encoding="utf-8")
    assert f"comes to\n{money.in_words(found.value_pence)}:" in text
    for name, lines in found.methods_pence.items():
        words = str(METHODS[name]).lower()
        assert f"| {words} | {money.in_words(sum(lines.values()))} |" in text, words
