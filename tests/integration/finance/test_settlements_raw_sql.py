"""What somebody who could write SQL would still be refused: orders, parts, shares, postings."""

import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import as_app, check_laws
from tests.integration.finance import settled as s

from peckham.infra.scope import open_scope, system_scope

pytestmark = pytest.mark.django_db
TERMS = (
    "INSERT INTO finance_riskterms (public_id, contract_id, number, from_on, dead_band,"
    " dead_band_basis, loss_share, gain_share, cap, gate, proposed_for_id, source, recorded_at,"
    " recorded_by) SELECT gen_random_uuid(), %(contract)s, 2, %(from)s, %(band)s, 'agreed', .5, .5,"
    " %(cap)s, 0, %(board)s, 'x', now(), 'x' RETURNING id"
)
ORDER = (
    "INSERT INTO finance_riskterm (terms_id, place, factor, owner) SELECT %s, n, f, 'provider'"
    " FROM unnest(%s::text[]) WITH ORDINALITY AS t(f, n)"
)
COPY = (
    "INSERT INTO finance_settlement (public_id, contract_id, terms_id, year, number, side,"
    " proposed_for_id, inputs, inputs_sha256, expected_pence, actual_pence, commissioner_pence,"
    " paid_pence, result_pence, is_gate_reached, shared_pence, beside, transaction_id, recorded_at,"
    " recorded_by) SELECT gen_random_uuid(), contract_id, terms_id, year, number + 1, side,"
    " proposed_for_id, {inputs}, inputs_sha256, expected_pence, actual_pence, commissioner_pence,"
    " paid_pence, result_pence, is_gate_reached, shared_pence + {more}, beside, 0, recorded_at, 'x'"
    " FROM finance_settlement RETURNING id"
)
PARTS = (
    "INSERT INTO finance_settlementpart (settlement_id, place, factor, owner, pence) SELECT %s,"
    " place, factor, owner, pence + CASE place WHEN 1 THEN {first} WHEN 9 THEN {last} ELSE 0 END"
    " FROM finance_settlementpart WHERE place <= {until} RETURNING id"
)
POST = (
    "INSERT INTO finance_settlementposting (settlement_id, side, posted_for_id, journal_id,"
    " recorded_at, recorded_by) SELECT s.id, 'commissioner', %s, j.id, now(), 'x'"
    " FROM finance_settlement s, ledger_journal j LIMIT 1"
)
FACTORS = [term.factor for term in s.ORDER]


@pytest.fixture
def year(db):
    return s.build()


def run(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, *values)
        return cursor.fetchone()[0] if cursor.description else None


def refused(state, write):
    """Write as the owner, with every law that waits for the end, and be refused."""
    scope = system_scope("raw", purpose="operations", at=s.SETTLED)

    def written():
        with transaction.atomic(), open_scope(scope):
            run("SELECT set_config('peckham.actor', '', true)")
            write()
            check_laws()

    with pytest.raises(DatabaseError) as caught:
        written()
    assert caught.value.__cause__.sqlstate == state


def terms(year, order, **changes):
    told = {"contract": year.contract_id, "from": s.YEAR.start, "band": "0.01", "cap": "0.03"}
    told["board"] = year.world.organisations["board"]
    run(ORDER, [run(TERMS, told | changes), order])


def test_an_order_that_leaves_out_or_repeats_a_factor_is_refused_whoever_writes(year):
    year.agree_terms()
    refused("PK290", lambda: terms(year, FACTORS[:-1]))
    refused("23505", lambda: terms(year, [*FACTORS[:-1], "size"]))
    refused("23514", lambda: terms(year, [*FACTORS[:-1], "weather"]))
    refused("23514", lambda: terms(year, FACTORS, band="0.04"))
    refused("23514", lambda: terms(year, FACTORS, band="-0.01"))


def test_parts_that_do_not_close_a_share_beyond_the_terms_and_other_inputs_are_refused(year):
    year.propose(year.agree_terms("trust"))
    whole = {"first": 0, "last": 0, "until": 9}

    def copy(*, inputs="inputs", more=0, **changes):
        row = run(COPY.format(inputs=inputs, more=more))
        run(PARTS.format(**whole | changes), [row])

    refused("PK292", lambda: copy(more=1))
    refused("PK296", lambda: copy(inputs="inputs || ' '"))
    refused("PK291", lambda: copy(first=1))
    refused("PK291", lambda: copy(first=1, last=-1))
    refused("PK291", lambda: copy(until=8))
    # The parts are right, and nobody says in which neighbourhoods they lie.
    refused("PK291", copy)
    for change in ("UPDATE finance_settlement SET paid_pence = 0", "DELETE FROM finance_riskterm"):
        refused("PK010", lambda change=change: run(change))


def test_nothing_is_posted_before_both_agreed_and_nobody_signs_for_the_other(year):
    year.propose(year.agree_terms("trust"))
    board = year.world.organisations["board"]
    year.act("board", _post_something)
    refused("PK294", lambda: run(POST, [board]))
    with as_app(year.scope("board")):
        run(
            "INSERT INTO finance_settlementanswer (settlement_id, side, answered_for_id, agrees,"
            " words, recorded_at, recorded_by) SELECT id, 'provider', %s, true, '', now(), 'x'"
            " FROM finance_settlement",
            [year.world.organisations["trust"]],
        )
        sides = "SELECT string_agg(side || answered_for_id, ' ') FROM finance_settlementanswer"
        assert run(sides) == f"commissioner{board} commissioner{board}"


def _post_something(*, by, at):
    from peckham.infra.scope import current_scope
    from peckham.ledger import api as ledger

    lines = (ledger.Line("5900", 5), ledger.Line("2000", -5))
    books = current_scope().organisation_id
    ledger.post(ledger.Entry(books, "k", "commissioner", at.date(), "x", lines), by=by, at=at)
