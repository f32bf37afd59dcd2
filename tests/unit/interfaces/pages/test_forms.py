"""Reading forms: what is wrong is said at the field, and what was written is kept."""

from datetime import date

import pytest
from django.http import QueryDict

from peckham.interfaces.pages.forms import Form
from peckham.kernel import Refused

TODAY = date(2026, 11, 21)


def posted(**fields):
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return Form(data)


def born(day, month, year):
    return posted(born_day=day, born_month=month, born_year=year)


def test_a_line_loses_outer_and_double_spaces():
    assert posted(name="  Ada \n Lovelace ").line("name") == "Ada Lovelace"


def test_words_keep_their_lines_their_script_and_their_emoji():
    words = "لا أستطيع المشي 🦵\r\nمنذ يومين"
    assert posted(words=words).passage("words") == "لا أستطيع المشي 🦵\nمنذ يومين"


def test_a_null_character_is_dropped():
    assert posted(words="one\x00two").passage("words") == "onetwo"


def test_what_is_missing_is_said_once_at_its_field():
    form = posted(name=" ")
    form.line("name", required="Write a name.")
    form.fail("name", "Something else.")
    assert form.errors == {"name": "Write a name."}
    assert form.error_list == [{"text": "Write a name.", "href": "#name"}]


def test_too_long_says_by_how_much_and_keeps_the_words():
    form = posted(words="x" * 12)
    form.passage("words", longest=10)
    assert form.errors == {"words": "This is 2 characters too long."}
    assert form.value("words") == "x" * 12


def test_only_an_answer_of_the_page_is_taken():
    form = posted(channel="carrier pigeon")
    assert form.choice("channel", ["phone", "desk"]) == ""
    assert "channel" in form.errors


def test_ticks_come_in_the_order_of_the_page():
    assert posted(flags=["b", "a"]).choices("flags", ["a", "b", "c"]) == ("a", "b")


def test_an_unknown_tick_is_never_dropped_in_silence():
    form = posted(flags=["a", "zzz"])
    form.choices("flags", ["a"])
    assert "flags" in form.errors


def test_a_day_is_read():
    assert born("14", "3", "1951").day("born", today=TODAY) == date(1951, 3, 14)


@pytest.mark.parametrize(
    ("boxes", "part"),
    [
        (("14", "13", "1951"), "not a real date"),
        (("31", "2", "1951"), "not a real date"),
        (("x", "2", "1951"), "not a real date"),
        (("1", "1", "2027"), "in the past"),
        (("1", "1", "51"), "Check the year"),
        (("", "3", "1951"), "not a real date"),
    ],
)
def test_a_day_that_cannot_be_is_refused(boxes, part):
    form = born(*boxes)
    form.day("born", today=TODAY)
    assert part in form.errors["born"]


def test_no_day_at_all_is_none_unless_it_is_needed():
    form = born("", "", "")
    assert form.day("born", today=TODAY) is None
    assert form.is_valid
    form.day("born", today=TODAY, required="Write a date of birth.")
    assert form.errors == {"born": "Write a date of birth."}


def test_a_refusal_is_said_at_its_field_with_its_rule_and_remedy():
    form = posted()
    form.refuse(Refused("Not possible.", why="Because.", rule=36, remedy="Do this.", field="mode"))
    source = "From: North West London neighbourhood teams, 2024."
    assert form.errors == {"mode": f"Not possible. Because. Do this. (rule 36) {source}"}


def test_answers_of_a_draft_are_shown_like_those_of_a_post():
    form = Form({"needs": ["a", "b"], "name": "Ada", "empty": None})
    assert form.values("needs") == ["a", "b"]
    assert form.value("name") == "Ada"
    assert form.value("empty") == ""
