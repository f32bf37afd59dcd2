"""Rule 51: an integrator names who oversees it and for which priorities, and reports to them."""

import pytest
from tests.integration.contracts.partners import WHO, formed, forming, read, told

pytestmark = pytest.mark.django_db


def entry(one, kind, words):
    forming.record_oversight(integrator_id=one.id, kind=kind, words=words, told=told(), **WHO)


def test_rule_51_a_report_has_a_reader_and_stands_beside_the_priorities():
    one = formed()
    with pytest.raises(forming.NobodyOversees):
        entry(one, "report", "A quarter")
    entry(one, "body", "The partners")
    entry(one, "priority", "Children first")
    entry(one, "report", "A quarter")
    assert [(each.kind, each.words) for each in read(one.place.id).oversight] == [
        ("body", "The partners"),
        ("priority", "Children first"),
        ("report", "A quarter"),
    ]
