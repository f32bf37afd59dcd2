import pytest

from peckham.care.domain.permissions import (
    Acting,
    NotYourRole,
    NotYourTeam,
    Sides,
    can_do,
    check_may,
)
from peckham.care.domain.transitions import BY_KIND

SIDES = Sides(holder_team_id=1, offered_team_id=2, door_team_ids=frozenset({1, 3}))
NAVIGATOR = "navigator"


def acting(*teams, role=NAVIGATOR):
    return Acting(role, frozenset(teams), 1)


@pytest.mark.parametrize(
    ("kind", "team", "may"),
    [
        ("started", 1, True),
        ("started", 2, False),
        ("started", 3, False),
        ("accepted", 2, True),
        ("accepted", 1, False),
        ("returned", 2, True),
        ("offer_withdrawn", 1, True),
        ("offer_withdrawn", 2, False),
        ("withdrawn", 3, True),
        ("withdrawn", 1, True),
        ("withdrawn", 2, False),
        ("linked", 3, True),
    ],
)
def test_who_may_by_team(kind, team, may):
    assert can_do(BY_KIND[kind], acting(team), SIDES) == may


def test_the_role_is_asked_before_the_team():
    with pytest.raises(NotYourRole):
        check_may(BY_KIND["reassigned"], acting(1), SIDES, holder="Reception")
    with pytest.raises(NotYourRole):
        check_may(BY_KIND["started"], acting(1, role="administrator"), SIDES, holder="Reception")
    check_may(BY_KIND["reassigned"], acting(3, role="manager"), SIDES, holder="Reception")


def test_a_refusal_says_who_can():
    with pytest.raises(NotYourTeam) as refused:
        check_may(BY_KIND["started"], acting(9), SIDES, holder="Reception")
    assert refused.value.who == "Reception"


def test_nobody_accepts_what_is_not_offered():
    nobody = Sides(1, None, frozenset({1}))
    assert not can_do(BY_KIND["accepted"], acting(1, 2, 3), nobody)


def test_only_the_system_lapses_and_the_public_may_withdraw_and_no_more():
    assert can_do(BY_KIND["lapsed"], Acting("system", frozenset()), SIDES)
    assert not can_do(BY_KIND["lapsed"], acting(1, role="manager"), SIDES)
    public = Acting("public", frozenset())
    assert {kind for kind, each in BY_KIND.items() if can_do(each, public, SIDES)} == {
        "taken",
        "withdrawn",
    }
