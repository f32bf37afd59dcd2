"""The residents' questions: what is asked, of whom, and what is refused in plain words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import QueryDict

from peckham.interfaces.pages.forms import Form
from peckham.interfaces.residents.draft import KEPT_FOR, Draft
from peckham.interfaces.residents.questions import Menu, asked_of, question

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
MENU = Menu(
    {"nursing": ("A wound", "")},
    {"bleeding": "Bleeding", "chest": "Chest pain"},
    {"bsl": ("phone",), "cannot_read": ("text", "email", "post")},
)


def draft(**answers):
    made = Draft({}, NOW)
    made.keep(answers)
    return made


def read(slug, held=None, **fields):
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    form = Form(data)
    return form, question(slug).read(form, held or draft(), MENU, TODAY)


def slugs(made):
    return [entry.slug for entry in asked_of(made)]


def test_somebody_who_asks_for_another_is_asked_who_they_are():
    assert "you" in slugs(draft(for_whom="other"))
    assert "you" not in slugs(draft(for_whom="self"))


def test_a_number_is_asked_for_only_where_one_is_needed():
    assert "contact" in slugs(draft(reach="text"))
    assert "contact" not in slugs(draft(reach="in_person"))


def test_headings_say_whom_they_are_about():
    assert question("person").heading(draft(for_whom="self")) == "About you"
    assert question("person").heading(draft(for_whom="other")) == "About the person"


def test_signs_of_danger_must_be_answered():
    form, _ = read("now")
    assert "red_flags" in form.errors


def test_none_of_these_is_an_answer():
    form, answers = read("now", red_flags="none")
    assert form.is_valid
    assert answers["red_flags"] == []


def test_none_of_these_does_not_hide_a_tick():
    form, answers = read("now", red_flags=["none", "chest"])
    assert "red_flags" in form.errors
    assert answers["red_flags"] == ["chest"]


PERSON = {
    "family_name": "Cali",
    "born_day": "14",
    "born_month": "3",
    "born_year": "1951",
    "postcode": "se155qy",
}


def test_identity_is_put_into_its_usual_form():
    form, answers = read("person", **PERSON, nhs_number="999 000 0018")
    assert form.is_valid
    assert (answers["postcode"], answers["nhs_number"]) == ("SE15 5QY", "9990000018")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nhs_number", "999 000 0019"),
        ("nhs_number", "12345"),
        ("postcode", "not one"),
        ("postcode", ""),
        ("born_year", "2027"),
        ("family_name", ""),
    ],
)
def test_what_is_wrong_about_a_person_is_said_at_its_field(field, value):
    form, _ = read("person", **(PERSON | {field: value}))
    assert list(form.errors) == ["born" if field == "born_year" else field]


def test_no_fixed_address_needs_no_postcode():
    form, _ = read("person", **(PERSON | {"postcode": "", "no_fixed_address": "yes"}))
    assert form.is_valid


@pytest.mark.parametrize(
    ("need", "mode"), [("bsl", "phone"), ("cannot_read", "text"), ("cannot_read", "post")]
)
def test_a_way_that_a_need_rules_out_is_refused(need, mode):
    form, _ = read("reach", draft(needs=[need]), reach=mode)
    assert "does not work for you" in form.errors["reach"]
    assert read("reach", draft(needs=[need]), reach="in_person")[0].is_valid


def test_a_language_is_asked_for_with_an_interpreter():
    form, _ = read("needs", needs="interpreter")
    assert "spoken_language" in form.errors


@pytest.mark.parametrize(
    ("mode", "value"), [("phone", "12"), ("text", "abc"), ("email", "nobody"), ("post", "")]
)
def test_a_way_that_cannot_reach_anybody_is_refused(mode, value):
    form, _ = read("contact", draft(reach=mode), contact=value)
    assert "contact" in form.errors


def test_a_draft_is_forgotten_after_an_hour():
    session = {}
    Draft(session, NOW).keep({"words": "mine"})
    assert Draft(session, NOW + KEPT_FOR).text("words") == "mine"
    late = Draft(session, NOW + KEPT_FOR + timedelta(seconds=1))
    assert late.text("words") == ""
    assert session == {}
