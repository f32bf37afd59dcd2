"""The door's form: the one form of all three channels, and what a red flag no longer waits for."""

from datetime import UTC, datetime

import pytest
from django.http import QueryDict

from peckham.interfaces.pages.forms import Form
from peckham.interfaces.staff.asking import read_asked

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
FILLED = {
    "words": "She fell.",
    "category": "nursing",
    "channel": "phone",
    "contact_mode": "text",
    "for_whom": "self",
    "family_name": "Cali",
}


def read(**changes):
    data = QueryDict(mutable=True)
    for name, value in (FILLED | changes).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    form = Form(data)
    return form, read_asked(form, None, at=NOW)


def test_what_was_written_is_what_is_asked():
    form, asked = read(nhs_number="999 000 0018", postcode="se155qy")
    assert form.is_valid
    assert (asked.words, asked.category, asked.channel) == ("She fell.", "nursing", "phone")
    assert (asked.claimed.nhs_number, asked.claimed.postcode) == ("9990000018", "SE15 5QY")
    assert asked.red_flags == ()


@pytest.mark.parametrize(
    "field", ["words", "category", "channel", "contact_mode", "for_whom", "family_name"]
)
def test_each_answer_is_asked_for_at_its_field(field):
    form, _ = read(**{field: ""})
    assert list(form.errors) == [field]


def test_who_asks_for_somebody_else_has_a_name():
    form, asked = read(for_whom="other")
    assert list(form.errors) == ["asker_name"]
    form, asked = read(for_whom="other", asker_name="Hodan Ali", asker_relationship="daughter")
    assert form.is_valid
    assert (asked.asker.name, asked.asker.relationship) == ("Hodan Ali", "daughter")


def test_a_red_flag_waits_for_nothing_else():
    form, asked = read(
        words="", category="", contact_mode="", for_whom="", family_name="", red_flags="chest"
    )
    assert form.is_valid
    assert asked.red_flags == ("chest",)
    assert asked.words.startswith("Ticked: ")
    assert asked.claimed.name == "Name not known yet"


def test_a_tick_that_is_not_on_the_page_is_never_dropped_in_silence():
    form, _ = read(red_flags="invented")
    assert "red_flags" in form.errors
