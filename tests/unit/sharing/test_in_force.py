from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from peckham.sharing.domain.agreed import Party
from peckham.sharing.domain.in_force import (
    Flow,
    Papers,
    Signature,
    Version,
    Withdrawal,
    bound_by,
    flows,
    is_in_time,
    suppliers_of,
)

T0 = datetime(2026, 6, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
PRACTICE, TRUST, CHARITY = 1, 2, 3
FIRST = Version(
    agreement_id=10,
    version_id=100,
    number=1,
    purposes=("direct care",),
    categories=("identity", "care_plan"),
    starts_at=T0,
    ends_at=None,
    parties=(Party(PRACTICE), Party(TRUST), Party(CHARITY, supplies=False)),
    recorded_at=T0 - HOUR,
)
SECOND = replace(FIRST, version_id=101, number=2, recorded_at=T0 + 5 * HOUR)


def signed(organisation_id, at, version=FIRST):
    return Signature(version.version_id, organisation_id, at, at)


def left(organisation_id, at, *, known=None):
    return Withdrawal(10, organisation_id, at, known or at)


def given_to(receiver_id, papers, at, **changes):
    facts = {"purpose": "direct care", "category": "care_plan"} | changes
    return suppliers_of(papers, receiver_id=receiver_id, at=at, **facts)


BOTH = (signed(PRACTICE, T0), signed(TRUST, T0 + HOUR))


def test_nothing_flows_before_the_second_party_signs():
    papers = Papers((FIRST,), BOTH)
    assert flows(papers, at=T0 + HOUR - timedelta(microseconds=1)) == frozenset()
    assert flows(papers, at=T0 + HOUR) == {Flow(1, 2, 100), Flow(2, 1, 100)}


def test_who_only_receives_gives_nothing():
    papers = Papers((FIRST,), (*BOTH, signed(CHARITY, T0)))
    assert given_to(CHARITY, papers, T0 + HOUR) == {PRACTICE, TRUST}
    assert given_to(PRACTICE, papers, T0 + HOUR) == {TRUST}


def test_a_purpose_or_a_category_that_is_not_named_is_not_agreed():
    papers = Papers((FIRST,), BOTH)
    assert not given_to(TRUST, papers, T0 + HOUR, purpose="payment")
    assert not given_to(TRUST, papers, T0 + HOUR, category="health_record")


def test_leaving_ends_it_from_its_moment_on_and_coming_back_needs_the_next_version():
    papers = Papers((FIRST, SECOND), BOTH, (left(PRACTICE, T0 + 3 * HOUR, known=T0 + 2 * HOUR),))
    assert given_to(TRUST, papers, T0 + 3 * HOUR - timedelta(microseconds=1)) == {PRACTICE}
    assert not given_to(TRUST, papers, T0 + 3 * HOUR)
    back = replace(
        papers,
        signatures=(
            *BOTH,
            signed(PRACTICE, T0 + 6 * HOUR, SECOND),
            signed(TRUST, T0 + 6 * HOUR, SECOND),
        ),
    )
    assert given_to(TRUST, back, T0 + 6 * HOUR) == {PRACTICE}


def test_two_parties_share_only_under_the_same_version():
    papers = Papers((FIRST, SECOND), (*BOTH, signed(PRACTICE, T0 + 6 * HOUR, SECOND)))
    assert bound_by(papers, at=T0 + 6 * HOUR) == {(10, PRACTICE): 101, (10, TRUST): 100}
    assert flows(papers, at=T0 + 6 * HOUR) == frozenset()


def test_the_second_clock_looks_at_nothing_that_was_written_down_later():
    papers = Papers((FIRST,), BOTH, (left(PRACTICE, T0 + 2 * HOUR),))
    asked = T0 + 3 * HOUR
    assert flows(papers, at=asked, known_at=T0 + HOUR)
    assert not flows(papers, at=asked, known_at=T0 + 2 * HOUR)


@pytest.mark.parametrize(
    ("last_day", "last_moment"),
    [
        (date(2026, 7, 1), datetime(2026, 7, 1, 22, 59, 59, 999999, tzinfo=UTC)),
        (date(2026, 12, 1), datetime(2026, 12, 1, 23, 59, 59, 999999, tzinfo=UTC)),
    ],
)
def test_section_251_ends_with_its_last_day_in_london(last_day, last_moment):
    version = replace(FIRST, section_251_expires_on=last_day)
    assert is_in_time(version, at=last_moment)
    assert not is_in_time(version, at=last_moment + timedelta(microseconds=1))


def test_a_version_binds_from_its_start_until_just_before_its_end():
    version = replace(FIRST, ends_at=T0 + HOUR)
    assert is_in_time(version, at=T0)
    assert not is_in_time(version, at=T0 - timedelta(microseconds=1))
    assert not is_in_time(version, at=T0 + HOUR)
