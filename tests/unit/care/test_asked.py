from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peckham.care.domain.asked import (
    Asked,
    Asker,
    Claimed,
    NobodyNamed,
    TooLong,
    UnknownChoice,
    as_json,
    check_asked,
    claimed_from,
)
from peckham.kernel import Refused

CLAIMED = Claimed(family_name="Ada", birth_date=date(1951, 3, 14), postcode="QY1 1AA")


def asked(**changes):
    facts = {
        "words": "Help",
        "category": "unwell",
        "channel": "online",
        "contact_mode": "phone",
        "claimed": CLAIMED,
    }
    return Asked(**(facts | changes))


def test_a_claimed_identity_is_read_back_as_it_was_written():
    assert claimed_from(as_json(CLAIMED)) == CLAIMED
    assert as_json(CLAIMED)["birth_date"] == "1951-03-14"
    assert as_json(None) == {}
    assert claimed_from(None) is None


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"channel": "fax"}, UnknownChoice, "channel"),
        ({"contact_mode": "pigeon"}, UnknownChoice, "contact_mode"),
        ({"for_whom": "nobody"}, UnknownChoice, "for_whom"),
        ({"claimed": Claimed(postcode="QY1 1AA")}, NobodyNamed, "family_name"),
        ({"asker": Asker(name="x" * 201)}, TooLong, "name"),
        ({"category": "x" * 201}, TooLong, "category"),
        ({"red_flags": ("chest",) * 201}, TooLong, "red_flags"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(changes, refusal, field):
    with pytest.raises(refusal) as refused:
        check_asked(asked(**changes))
    assert refused.value.field == field


def test_a_name_alone_is_enough():
    check_asked(asked(claimed=Claimed(given_name="Ada")))
    check_asked(asked(claimed=None, person_id=7))


@given(st.text(max_size=300), st.text(max_size=250))
def test_no_text_breaks_the_check_of_a_form(words, name):
    """Whatever is typed is kept or refused; nothing else happens."""
    try:
        check_asked(asked(words=words, claimed=Claimed(given_name=name)))
    except Refused:
        assert not words.strip() or "\x00" in words + name or not name or len(name) > 200
