"""Rule 6: scope is a set of lines, each in, optional or out; an optional line joins later by a
variation that prices it.
"""

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.contracts.riverside import CONTRACT, line, status, whole

from peckham.contracts.api import heads
from peckham.contracts.domain.varying import NotRepriced, check_priced

IN = line("general_practice", "primary_medical")
LATER = line("outpatients", "secondary_care", status="optional")
OUT = line("dentistry_optometry", "dental_and_eye", status="out")
TERMS = heads.stated.StatedTerms(date(2026, 9, 1), date(2036, 9, 1))
NOW = {"codes": {"north"}, "services": {"general_practice"}}


def joined(**changes):
    return heads.stated.Parts(scope=(IN, replace(LATER, status="in"), OUT), **changes)


def test_rule_6_only_lines_that_are_in_count():
    scope = replace(CONTRACT, lines=(*CONTRACT.lines, LATER, OUT))
    assert len(scope.in_scope()) == len(CONTRACT.lines)
    assert status("scope.covered", whole(contract=scope)) == "holds"


def test_rule_6_an_optional_line_joins_with_its_price():
    with pytest.raises(NotRepriced) as refusal:
        check_priced(joined(), **NOW, has_price=True)
    assert refusal.value.rule == 6
    check_priced(joined(terms=TERMS), **NOW, has_price=True)
    check_priced(joined(), **NOW, has_price=False)


def test_rule_6_a_change_that_brings_nothing_in_needs_no_price():
    only = heads.stated.Parts(scope=(IN, replace(OUT, status="optional")))
    check_priced(only, **NOW, has_price=True)
