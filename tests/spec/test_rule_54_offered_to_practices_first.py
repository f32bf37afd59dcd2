"""Rule 54: no trust is awarded a neighbourhood contract without a published offer to local general
practice (its day, the time allowed, the money, the replies); route and reasons are public.
"""

from datetime import date

import pytest
from tests.unit.contracts.riverside import AWARDS, award, contract, holder, on, status, whole

from peckham.contracts.api import facts as f

ANSWER_BY = date(2026, 5, 31)
GIVEN = f.Offer(ANSWER_BY, 5_000_000, ("no reply",), on(4, 1))


def judged(*offers, kind="snp", held_by="nhs_foundation_trust", decisions=AWARDS):
    to_whom = contract(kind=kind, holders=(holder(held_by),))
    return status(
        "award.offered_first", whole(contract=to_whom, offers=offers, decisions=decisions)
    )


def test_rule_54_an_offer_with_time_money_and_replies_opens_the_award():
    assert judged(GIVEN) == "holds"
    assert judged(held_by="federation") == "holds"
    assert judged(GIVEN, decisions=()) == "holds"
    earlier = tuple(award(one.commissioner, on(3, 20)) for one in AWARDS)
    assert judged(GIVEN, decisions=(*earlier, *AWARDS)) == "holds", "they decided again"


@pytest.mark.parametrize(
    "offers",
    [
        (),
        (f.Offer(ANSWER_BY, 5_000_000, (), on(4, 1)),),
        (f.Offer(ANSWER_BY, None, ("declines",), on(4, 1)),),
        (f.Offer(date(2026, 7, 1), 5_000_000, ("declines",), on(4, 1)),),
        (f.Offer(ANSWER_BY, 5_000_000, ("declines",), on(7, 2)),),
        (f.Offer(ANSWER_BY, 5_000_000, ("declines",), on(4, 1, recorded=date(2026, 7, 2))),),
    ],
)
def test_rule_54_a_trust_is_given_nothing_before_practices_could_answer(offers):
    assert judged(*offers) == "does not hold"


def test_rule_54_nobody_named_is_not_known():
    assert (
        status("award.offered_first", whole(contract=contract(kind="mnp", holders=())))
        == "not known"
    )
