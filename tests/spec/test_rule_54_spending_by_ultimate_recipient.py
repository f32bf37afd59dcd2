"""Rule 54: what was given is reported by the sector of whoever received it in the end, down to the
voucher; the share of primary care is shown every month; people who were paid are not named.
"""

from datetime import date
from fractions import Fraction
from uuid import UUID

from peckham.ledger.api import funds

SECTORS = funds.sectors()


def spent(on, pence, sector, **changes):
    told = {
        "journal": UUID(int=1), "words": "Work", "recipient": "Somebody", "priority": "Children",
        "principle": "A", "principle_words": "Any", "voucher": "INV 1", "state": "posted",
        "approved_for": "Council",
    }  # fmt: skip
    return funds.Spending(on=on, pence=pence, sector=sector, **told | changes)


ROWS = (
    spent(date(2026, 9, 30), 30_000, "primary care"),
    spent(date(2026, 9, 2), 10_000, "secondary care"),
    spent(date(2026, 11, 5), 5_000, "secondary care", recipient="Passed on by a practice"),
    spent(date(2026, 11, 6), -5_000, "secondary care", words="Taken back"),
    spent(date(2026, 11, 7), 99_000, "primary care", state="pending"),
)


def test_rule_54_the_sector_is_of_whoever_was_paid_in_the_end():
    by_sector = funds.summed(funds.posted(ROWS), lambda row: row.sector)
    assert by_sector == (("primary care", 30_000), ("secondary care", 10_000))
    assert sum(pence for _, pence in by_sector) == 40_000


def test_rule_54_the_share_of_primary_care_is_shown_for_every_month():
    primary = [code for code, sector in SECTORS.items() if sector.is_primary_care]
    months = funds.share_by_month(funds.posted(ROWS), primary)
    assert [(one.month.month, one.all_pence, one.share) for one in months] == [
        (9, 40_000, Fraction(3, 4)),
        (10, 0, None),
        (11, 0, None),
    ]
    assert funds.share_by_month((), primary) == ()


def test_rule_54_primary_care_is_one_sector_and_people_are_their_own():
    assert [code for code, one in SECTORS.items() if one.is_primary_care] == ["primary care"]
    assert [code for code, one in SECTORS.items() if one.is_person] == ["person"]
