import pytest
from hypothesis import given
from hypothesis import strategies as st

from peckham.infra import reference
from peckham.people.domain.needs import (
    CONTACT_MODES,
    ContactModeBlocked,
    blocked_contact_modes,
    check_contact_point,
    modes_of_point,
    need_kinds,
)

KINDS = need_kinds(reference.rows("communication_needs.csv"))
codes = st.lists(st.sampled_from(sorted(KINDS)), max_size=6)


def test_the_reference_file_is_whole_and_every_word_in_it_is_known():
    assert len(KINDS) >= 25
    for kind in KINDS.values():
        assert set(kind.blocks) <= set(CONTACT_MODES), kind.code
        assert set(kind.blocks_unless) <= set(kind.blocks), kind.code
        assert set(kind.blocks_unless.values()) <= set(KINDS), kind.code
        assert kind.words, kind.code
        assert kind.how_to_meet.endswith("."), kind.code


@given(codes)
def test_a_mode_is_blocked_exactly_when_a_need_rules_it_out_and_nothing_lifts_it(held):
    blocked = blocked_contact_modes(held, KINDS)
    for mode in CONTACT_MODES:
        ruling = [
            code
            for code in held
            if mode in KINDS[code].blocks and KINDS[code].blocks_unless.get(mode) not in held
        ]
        assert (mode in blocked) == bool(ruling)
        for code in ruling:
            assert KINDS[code].how_to_meet in blocked[mode]


@given(codes, codes)
def test_the_order_and_the_count_of_needs_do_not_matter(held, again):
    once = blocked_contact_modes(held + again, KINDS)
    assert set(once) == set(blocked_contact_modes([*again, *held, *held], KINDS))


@given(codes)
def test_somebody_can_always_be_met_in_person(held):
    assert "in_person" not in blocked_contact_modes(held, KINDS)


@given(codes, st.sampled_from(["phone", "mobile", "email", "post"]))
def test_a_contact_point_is_refused_when_no_use_of_it_is_left_and_only_then(held, point):
    blocked = blocked_contact_modes(held, KINDS)
    if set(modes_of_point(point)) <= set(blocked):
        with pytest.raises(ContactModeBlocked) as refusal:
            check_contact_point(point, blocked)
        assert refusal.value.why == blocked[modes_of_point(point)[0]]
    else:
        check_contact_point(point, blocked)
