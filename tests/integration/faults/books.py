"""Books whose tills are killed, and what holds of them afterwards."""

from django.db import connection
from tests.stories import place

from peckham.infra import clock
from peckham.ledger import api as ledger
from peckham.organisations import api as organisations

MAKE = {"by": place.BY, "at": place.BUILT}


def build():
    """Open the trust's books, with somebody who keeps them."""
    books = organisations.organisation_by_ods("LARK2").id
    team = organisations.create_team(organisation_id=books, name="Finance", **MAKE)
    account = organisations.create_account(username="till", name="Till", **MAKE)
    organisations.add_member(account_id=account, team_id=team, role="finance_officer", **MAKE)
    ledger.open_chart(books, chart="provider", **MAKE)
    return {"books": books, "team": team, "account": account}


def check(books, lines):
    """Whatever was told is there, nothing is half posted, and the chain fits."""
    told = {words[2] for words in lines} - {"closed"}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT j.public_id::text, count(p.id), sum(p.pence), count(DISTINCT o.id)"
            " FROM ledger_journal j LEFT JOIN ledger_posting p ON p.journal_id = j.id"
            " LEFT JOIN ledger_journaloutcome o ON o.journal_id = j.id GROUP BY j.id"
        )
        rows = cursor.fetchall()
        cursor.execute("SELECT count(*) FROM ledger_periodclose")
        assert cursor.fetchone()[0] > 0, "no period was closed while it was killed"
    assert len(told) > 10
    assert told <= {row[0] for row in rows}
    assert {row[1:] for row in rows} == {(2, 0, 1)}, "each whole, balanced and posted"
    # The worker sealed some of it meanwhile.
    ledger.chain.seal(at=clock.now())
    found = ledger.chain.verify()
    assert (found.problems, found.entries) == ((), 2 * len(rows))
    assert ledger.books.check_sum(books["books"], on=clock.now().date()) == 0
