"""Rule 18: a complaint may reach the ICP, its subcontractor or the ICB: one clock, one answer."""

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.contracts.duties_examples import (
    CLOCKS,
    COUNCIL,
    ICB,
    MAUNDY_THURSDAY,
    RESPONSE,
    TRUST,
    complaint,
    facts,
    said,
)

from peckham.contracts.domain.duties import complaint_guards as guards
from peckham.contracts.domain.duties import cooperation
from peckham.contracts.domain.duties.complaint_table import COMPLAINTS
from peckham.kernel.working_days import CalendarEnds

BOTH = (TRUST, COUNCIL)


@pytest.mark.parametrize(
    ("received_on", "third_working_day"),
    [
        (date(2027, 3, 24), date(2027, 3, 31)),
        (MAUNDY_THURSDAY, date(2027, 4, 1)),  # Good Friday and Easter Monday do not count
        (date(2027, 3, 28), date(2027, 4, 1)),  # Easter Sunday
        (date(2026, 12, 24), date(2026, 12, 31)),  # Boxing Day is kept on the 28th
        (date(2026, 12, 30), date(2027, 1, 5)),
        (date(2026, 7, 1), date(2026, 7, 6)),
    ],
)
def test_rule_18_acknowledged_by_the_third_working_day(received_on, third_working_day):
    assert CLOCKS.acknowledge_by(received_on) == third_working_day


def test_rule_18_a_day_beyond_the_known_bank_holidays_is_refused_and_not_guessed():
    with pytest.raises(CalendarEnds):
        CLOCKS.acknowledge_by(date(2028, 12, 29))


def test_rule_18_the_working_days_left_are_counted_without_holidays():
    due = CLOCKS.acknowledge_by(MAUNDY_THURSDAY)
    left = [CLOCKS.working_days_left(due, date(2027, 3, day)) for day in (25, 26, 28, 30, 31)]
    assert left == [3, 3, 3, 2, 1]
    assert CLOCKS.working_days_left(due, due) == 0
    assert CLOCKS.working_days_left(due, date(2027, 4, 5)) == -2


def test_rule_18_an_acknowledgement_offers_to_discuss_how_and_by_when():
    with pytest.raises(guards.NoOffer, match="rule 18"):
        COMPLAINTS.check("acknowledged", "received", facts())
    state = COMPLAINTS.check("acknowledged", "received", facts(offers_discussion=True))
    assert state == "acknowledged"


@pytest.mark.parametrize(
    ("event_on", "knew_on", "is_late"),
    [
        (date(2026, 3, 25), None, False),
        (date(2026, 3, 24), None, True),
        (date(2024, 1, 1), date(2026, 3, 25), False),  # counted from when they came to know
        (None, None, False),  # a day that nobody knows bars nobody
    ],
)
def test_rule_18_twelve_months_to_complain_from_the_event_or_knowing_of_it(
    event_on, knew_on, is_late
):
    subject = complaint(event_on=event_on, knew_on=knew_on)
    assert CLOCKS.is_late(subject) is is_late
    ahead = {"until": date(2027, 6, 1), "subject": subject}
    if is_late:
        with pytest.raises(guards.TooLate):
            COMPLAINTS.check("period_agreed", "acknowledged", facts(**ahead))
        assert COMPLAINTS.check("declined", "received", facts(subject=subject)) == "declined"
        waived = facts(**ahead | {"subject": replace(subject, said=said(waived=True))})
        assert COMPLAINTS.check("period_agreed", "acknowledged", waived) == "investigating"
    else:
        assert COMPLAINTS.check("period_agreed", "acknowledged", facts(**ahead)) == "investigating"
        with pytest.raises(guards.NotLate):
            COMPLAINTS.check("declined", "received", facts(subject=subject))


def test_rule_18_a_spoken_one_is_settled_by_the_end_of_the_next_working_day_or_not_at_all():
    spoken = complaint(is_oral=True)
    assert COMPLAINTS.check("settled", "received", facts(date(2027, 3, 30), spoken)) == "settled"
    for on, subject in ((date(2027, 3, 31), spoken), (MAUNDY_THURSDAY, complaint())):
        with pytest.raises(guards.NotSpoken, match="not verified"):
            COMPLAINTS.check("settled", "received", facts(on, subject))


def test_rule_18_what_is_made_to_the_board_goes_on_with_consent_alone():
    to_board = complaint(received_by=ICB, lead=ICB, bodies=(ICB,))
    naming = {"body": TRUST}
    with pytest.raises(cooperation.NoConsent, match="regulation 7"):
        COMPLAINTS.check("body_named", "received", facts(subject=to_board, **naming))
    agreed = replace(to_board, said=said(sharing="given"))
    assert COMPLAINTS.check("body_named", "received", facts(subject=agreed, **naming))
    to_trust = facts(subject=complaint(), body=COUNCIL)
    assert COMPLAINTS.check("body_named", "received", to_trust) == "received"


def test_rule_18_for_somebody_else_with_their_consent():
    for consent in ("not asked", "refused"):
        subject = complaint(said=said(acting=consent))
        with pytest.raises(cooperation.NoConsent):
            COMPLAINTS.check("answered", "acknowledged", facts(subject=subject, response=RESPONSE))
    refused = facts(subject=complaint(said=said(acting="refused")))
    assert COMPLAINTS.check("declined", "received", refused) == "declined"
    for consent in ("given", "cannot consent"):
        given = facts(subject=complaint(said=said(acting=consent)), response=RESPONSE)
        assert COMPLAINTS.check("answered", "acknowledged", given) == "answered"


def test_rule_18_the_lead_is_agreed_between_all_that_are_concerned():
    shared = complaint(bodies=BOTH)
    half = facts(subject=shared, lead_id=COUNCIL.id, agreeing=frozenset({COUNCIL.id}))
    with pytest.raises(cooperation.LeadNotAgreed, match="the trust"):
        COMPLAINTS.check("lead_agreed", "received", half)
    whole = facts(subject=shared, lead_id=COUNCIL.id, agreeing=frozenset({2, 3}))
    assert COMPLAINTS.check("lead_agreed", "received", whole) == "received"


def test_rule_18_all_that_are_concerned_give_their_part_to_one_response():
    silent = complaint(bodies=BOTH)
    with pytest.raises(cooperation.NotYetAnswered, match="the council"):
        COMPLAINTS.check("answered", "acknowledged", facts(subject=silent, response=RESPONSE))
    spoke = replace(silent, said=said(contributed={COUNCIL.id: "Our carer was late too."}))
    answered = facts(subject=spoke, response=RESPONSE)
    assert COMPLAINTS.check("answered", "investigating", answered) == "answered"
    assert not [move for move in COMPLAINTS.transition("answered").moves if move[0] == "answered"]


@pytest.mark.parametrize(
    "part", ["explanation", "conclusions", "actions", "ombudsman", "signed_by", "position"]
)
def test_rule_18_a_response_has_all_its_parts_and_names_the_right_ombudsman(part):
    lacking = facts(response=replace(RESPONSE, **{part: " "}))
    with pytest.raises(guards.ResponseIncomplete, match="rule 18"):
        COMPLAINTS.check("answered", "acknowledged", lacking)


@pytest.mark.parametrize(
    ("limb", "code"), [("health", "phso"), ("adult_social_care", "lgsco"), ("both", "joint")]
)
def test_rule_18_the_ombudsman_follows_what_it_is_about(limb, code):
    subject = complaint(limb=limb)
    right = facts(subject=subject, response=replace(RESPONSE, ombudsman=code))
    assert COMPLAINTS.check("answered", "acknowledged", right) == "answered"


def test_rule_18_the_board_does_not_answer_about_adult_social_care():
    to_board = complaint(limb="adult_social_care", received_by=ICB, lead=ICB, bodies=(ICB,))
    social = facts(subject=to_board, response=replace(RESPONSE, ombudsman="lgsco"))
    with pytest.raises(cooperation.LeadMayNotAnswer, match="regulation 7"):
        COMPLAINTS.check("answered", "acknowledged", social)
    by_council = replace(to_board, lead=COUNCIL, bodies=(COUNCIL,))
    assert COMPLAINTS.check("answered", "acknowledged", replace(social, complaint=by_council))


def test_rule_18_after_six_months_without_an_answer_it_is_written_why():
    subject = complaint(due_on=date(2027, 9, 25))
    assert CLOCKS.explain_by(MAUNDY_THURSDAY) == date(2027, 9, 25)
    early = facts(date(2027, 9, 24), subject, until=date(2027, 11, 1))
    with pytest.raises(guards.NotDueYet):
        COMPLAINTS.check("explained", "acknowledged", early)
    due = replace(early, on=date(2027, 9, 25))
    assert COMPLAINTS.check("explained", "acknowledged", due) == "explained"


def test_rule_18_longer_than_six_months_is_agreed_with_the_person_before_they_are_over():
    subject = complaint(due_on=date(2027, 9, 25))
    longer = facts(date(2027, 9, 1), subject, until=date(2027, 12, 1), agreed_with_person=True)
    assert COMPLAINTS.check("period_agreed", "investigating", longer) == "investigating"
    for wrong in (
        replace(longer, agreed_with_person=False),
        replace(longer, on=date(2027, 9, 26)),
    ):
        with pytest.raises(guards.LongerNotAgreed):
            COMPLAINTS.check("period_agreed", "investigating", wrong)
