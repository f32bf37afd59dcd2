"""An accountant's export reads back as what was posted, whatever words were written."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.ledger.accountant import read_journal

from peckham.ledger.domain.listed import JournalRow, PostingRow
from peckham.ledger.domain.plain_text import plain_text

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
words = st.text(min_size=1).filter(lambda said: said.strip(" ;\t\n"))


def a_posting(pence, name="Bank", **tags):
    told = dict.fromkeys(
        ("fund", "contract", "service_line", "neighbourhood_code", "recipient",
         "recipient_sector", "priority"), "",
    )  # fmt: skip
    return PostingRow("1000", name, "asset", pence, **told | tags)


def a_journal(said, postings, *, state="posted", voucher=""):
    key = UUID(int=7)
    return JournalRow(1, key, date(2026, 11, 19), NOW, said, voucher, state, False, postings)


def written(*journals):
    return plain_text(journals, whose="Trust", source="now")


def test_what_was_posted_is_marked_and_what_came_to_nothing_is_left_out():
    sides = (a_posting(123_456, fund="LAMBETH"), a_posting(-123_456))
    text = written(
        a_journal("Grant", sides, voucher="INV 7"),
        a_journal("Asked", sides, state="pending"),
        a_journal("Let go", sides, state="void"),
    )
    grant, asked = read_journal(text)
    assert (grant.day, grant.mark, grant.code, grant.words) == ("2026-11-19", "*", "INV 7", "Grant")
    assert grant.accounts == ["assets:1000 Bank"] * 2
    assert grant.amounts == [Decimal("1234.56"), Decimal("-1234.56")]
    assert ("fund", "LAMBETH") in grant.tags
    assert (asked.mark, asked.words) == ("!", "Asked")


@given(said=words, name=words, voucher=words, pence=st.integers(1, 10**12))
def test_nobodys_words_break_the_format(said, name, voucher, pence):
    sides = (a_posting(pence, name=name, recipient=said), a_posting(-pence, name=name))
    (found,) = read_journal(written(a_journal(said, sides, voucher=voucher)))
    assert sum(found.amounts) == 0
    assert found.amounts[0] * 100 == pence
