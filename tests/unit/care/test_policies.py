from datetime import UTC, datetime, timedelta

import pytest

from peckham.care.domain import policies
from peckham.care.domain.policies import (
    Facts,
    can_be_offered,
    can_hold,
    check_guards,
    check_state,
)
from peckham.care.domain.transitions import BY_KIND

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
LATER = AT + timedelta(hours=1)


@pytest.mark.parametrize(
    ("guard", "holds", "fails"),
    [
        ("reason_given", {"reason": "x"}, {"reason": " "}),
        ("alternative_given", {"alternative": "x"}, {"alternative": ""}),
        ("words_given", {"words": "x"}, {"words": "\n"}),
        ("offer_still_stands", {"expires_at": LATER}, {"expires_at": AT}),
        ("offer_still_stands", {"expires_at": LATER}, {"expires_at": None}),
        ("offer_has_run_out", {"expires_at": AT}, {"expires_at": LATER}),
        ("another_team", {"to_team_id": 2}, {"to_team_id": 0}),
        ("another_team", {"to_team_id": 2}, {"to_team_id": None}),
        ("team_is_staffed", {"team_is_staffed": True}, {"team_is_staffed": False}),
        ("until_is_ahead", {"new_due_at": LATER}, {"new_due_at": AT}),
        ("until_is_ahead", {"new_due_at": LATER}, {"new_due_at": AT + timedelta(days=367)}),
        (
            "due_is_sooner",
            {"due_at": LATER, "new_due_at": AT},
            {"due_at": LATER, "new_due_at": LATER},
        ),
        (
            "due_is_sooner",
            {"due_at": LATER, "new_due_at": AT},
            {"due_at": LATER, "new_due_at": AT - timedelta(hours=1)},
        ),
        (
            "outcome_is_known",
            {"outcome": "seen", "outcomes": frozenset({"seen"})},
            {"outcome": "", "outcomes": frozenset({"seen"})},
        ),
        (
            "red_flag_needs_more_than_a_navigator",
            {"role": "clinician", "red_flags": ("chest",)},
            {"role": "navigator", "red_flags": ("chest",)},
        ),
        (
            "mode_is_not_blocked",
            {"mode": "text", "blocked_modes": {"phone": "Deaf"}},
            {"mode": "phone", "blocked_modes": {"phone": "Deaf"}},
        ),
        ("told_before_now", {"told_at": AT}, {"told_at": LATER}),
    ],
)
def test_each_condition_holds_and_fails(guard, holds, fails):
    assert can_hold(guard, Facts(at=AT, **holds))
    assert not can_hold(guard, Facts(at=AT, **fails))


@pytest.mark.parametrize(
    ("kind", "facts", "offered"),
    [
        ("completed", {"role": "navigator", "red_flags": ("chest",)}, False),
        ("completed", {"role": "clinician", "red_flags": ("chest",)}, True),
        ("completed", {"role": "navigator"}, True),
        ("accepted", {"expires_at": AT}, False),
        ("accepted", {"expires_at": LATER}, True),
        ("raised", {"due_at": AT}, False),
        ("raised", {"due_at": LATER}, True),
        # What a form still has to say is no reason to hide it.
        ("closed", {}, True),
        ("held", {}, True),
        ("reassigned", {}, True),
    ],
)
def test_what_no_form_could_make_pass_is_not_offered(kind, facts, offered):
    assert can_be_offered(BY_KIND[kind], Facts(at=AT, **facts)) is offered


def test_conditions_that_are_asked_beforehand_exist():
    assert policies.DECIDED_BEFOREHAND < set(policies.GUARDS)


def test_a_state_leads_where_the_table_says_or_is_refused_in_words():
    assert check_state(BY_KIND["accepted"], "offered") == "in_progress"
    with pytest.raises(policies.NotInThisState, match="while the request is on hold"):
        check_state(BY_KIND["accepted"], "on_hold")


def test_the_first_condition_that_fails_speaks():
    with pytest.raises(policies.ReasonMissing):
        check_guards(BY_KIND["returned"], Facts(at=AT))
    with pytest.raises(policies.AlternativeMissing):
        check_guards(BY_KIND["returned"], Facts(at=AT, reason="x"))
