"""A subcontract is paid from its permitted start, by who gives the work, and not a day before."""

from datetime import date

import pytest
from django.db import DatabaseError
from tests.databases import check_laws
from tests.integration.contracts.test_giving_work import permitted, propose, step
from tests.integration.finance.paying_world import START, act, agree, balances, job, make_paying

from peckham.contracts.actions.subcontracting import GoesInACircle
from peckham.contracts.api import subcontracting
from peckham.contracts.domain.subcontracts import NotYetPermitted
from peckham.finance.actions import subcontracted
from peckham.finance.actions.refusing import NotPermittedYet, NotYourPayment
from peckham.finance.api import payments
from peckham.finance.domain.levels import NoPriceYet

pytestmark = pytest.mark.django_db
BEGUN = date(2026, 11, 23)  # the day of the steps of the contracts' own tests


@pytest.fixture
def paying(db):
    found = make_paying()
    agree(found)
    return found


def issue(paying, subcontract, number, day=BEGUN):
    return job(
        paying, subcontracted.issue, day, subcontract=subcontract, year_on=START, number=number
    )


def price(paying, subcontract, who, pence):
    key = subcontracting.subcontract(subcontract, on=BEGUN).id
    act(
        paying, payments.agreeing.price_subcontract, who=who, day=BEGUN, subcontract_id=key,
        from_on=START, pence_a_year=pence, source="the subcontract",
    )  # fmt: skip


def test_rule_64_nothing_is_paid_before_permission_and_then_from_its_start(paying):
    parties = paying.parties
    subcontract = propose(parties, parties.manager())
    with pytest.raises(NotPermittedYet) as refused:
        issue(paying, subcontract, 1)
    assert refused.value.rule == 64
    step(parties.manager(), subcontract, "ask")
    with pytest.raises(NotYetPermitted):
        step(parties.manager(), subcontract, "start")
    # Raw SQL pays nothing either.
    with pytest.raises(DatabaseError) as raw, paying.working(BEGUN) as cursor:
        cursor.execute(
            "INSERT INTO finance_instalment (public_id, contract_id, subcontract_id, year_on,"
            " number, of, month_on, due_on, payee_id, pence, through_pence, year_pence, baseline,"
            " uplift_basis_points, held_back_basis_points, transaction_id, recorded_at,"
            " recorded_by) SELECT gen_random_uuid(), contract_id, id, %s, 1, 12, %s, %s,"
            " subcontractor_id, 0, 0, 0, '', 0, 0, 0, now(), 'x' FROM contracts_subcontract",
            [START] * 3,
        )
    assert raw.value.__cause__.sqlstate == "PK275"
    step(parties.commissioner(), subcontract, "permit", decision="Minute 12")
    step(parties.manager(), subcontract, "start")
    with pytest.raises(NoPriceYet):
        issue(paying, subcontract, 1)
    with pytest.raises(NotYourPayment):
        price(paying, subcontract, "board", 36_500)
    price(paying, subcontract, "trust", 36_500)
    for number in range(1, 9):
        issue(paying, subcontract, number)
        issue(paying, subcontract, number)
    with paying.acting("charity", BEGUN):
        rows = payments.instalments.issued(
            paying.contract,
            START,
            subcontract_id=subcontracting.subcontract(subcontract, on=BEGUN).id,
        )
    assert [row.pence for row in rows] == [0] * 7 + [800]
    assert rows[-1].lines[0].of.days == 8
    assert balances(paying, "trust", BEGUN) == {"5200": 800, "2000": -800}
    assert balances(paying, "charity", BEGUN) == {"1100": 800, "4000": -800}
    with paying.acting("board", BEGUN):
        assert payments.instalments.issued(paying.contract, START) == ()
    check_laws()


def test_work_that_would_go_back_to_who_gave_it_is_never_paid(paying):
    parties = paying.parties
    first = propose(parties, parties.manager())
    permitted(parties, first)
    with pytest.raises(GoesInACircle):
        propose(
            parties, parties.other_manager(), "SUB-2", to=parties.world.hub_organisation,
            lies_in=first,
        )  # fmt: skip
    assert len(subcontracting.subcontracts(paying.contract, on=BEGUN)) == 1
