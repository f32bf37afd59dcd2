"""Rule 51: an integrator names who oversees it and for which priorities, and reports to them."""

from datetime import date
from uuid import UUID

import pytest
from tests.integration.contracts.partners import WHO, formed, forming, read, told

from peckham.ledger.api import funds

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


def test_rule_51_each_spending_tags_a_priority_and_the_report_adds_up_by_it():
    on, key = date(2026, 10, 1), UUID(int=1)
    told = {
        "journal": key,
        "words": "Work",
        "recipient": "A",
        "sector": "voluntary",
        "principle": "A",
        "principle_words": "",
        "voucher": "1",
        "approved_for": "",
    }
    rows = tuple(
        funds.Spending(on=day, pence=pence, priority=priority, state=state, **told)
        for day, pence, priority, state in (
            (on, 700, "Children first", "posted"),
            (on, 200, "Getting older", "posted"),
            (on, 900, "Getting older", "pending"),
            (date(2027, 1, 1), 50, "Children first", "posted"),
        )
    )
    year = funds.between(funds.posted(rows), date(2026, 1, 1), date(2026, 12, 31))
    assert funds.summed(year, lambda row: row.priority) == (
        ("Children first", 700),
        ("Getting older", 200),
    )
