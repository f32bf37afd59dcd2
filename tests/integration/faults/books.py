"""Books whose tills are killed, and what holds of them afterwards."""

from contextlib import suppress
from datetime import timedelta

from django.db import connection
from tests.integration.faults.till import scope_of
from tests.stories import place

from peckham.infra import clock
from peckham.infra.scope import open_scope
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


class Cut(Exception):
    """The server is gone, and with it whatever was not committed."""


def kill_in_mid_close(books, kill):
    """Kill the server when a journal is posted and a period closed, and neither is committed."""
    before, last = counted(), last_closed()
    with suppress(Cut):
        post_and_close(books, last, then=kill)
    assert (counted(), last_closed()) == (before, last), "neither is half there"
    post_and_close(books, last)
    assert last_closed() == last + timedelta(days=1), "the same is asked again, and done"
    assert counted() == [after + more for after, more in zip(before, (1, 2, 1, 1), strict=True)]
    ledger.chain.seal(at=clock.now())
    assert ledger.chain.verify().problems == ()


def post_and_close(books, last, then=None):
    scope = scope_of(books, clock.now())
    with open_scope(scope):
        lines = (ledger.Line("1000", 1), ledger.Line("4000", -1))
        day = last + timedelta(days=2)
        entry = ledger.Entry(books["books"], "mid-close", "provider", day, "At the till", lines)
        ledger.post(entry, by=scope.actor, at=scope.at)
        through = last + timedelta(days=1)
        ledger.close_period(
            books_id=books["books"], through_on=through, by=scope.actor, at=scope.at
        )
        if then:
            then()
            raise Cut


def counted():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM ledger_journal), (SELECT count(*) FROM ledger_posting),"
            " (SELECT count(*) FROM ledger_journaloutcome),"
            " (SELECT count(*) FROM ledger_periodclose)"
        )
        return list(cursor.fetchone())


def last_closed():
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(through_on) FROM ledger_periodclose")
        return cursor.fetchone()[0]
