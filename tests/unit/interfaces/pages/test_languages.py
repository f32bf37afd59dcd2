"""A language is shown only when a named person has approved its words."""

import pytest

from peckham.interfaces.pages import languages


@pytest.mark.parametrize("code", ["so", "pl", "bn", "ar"])
def test_a_language_that_awaits_approval_is_shown_in_english_and_says_so(code):
    choice = languages.choose(code, approved=())
    assert (choice.chosen.code, choice.shown.code) == (code, "en")
    assert choice.awaits_approval


def test_an_approved_language_is_shown_in_its_own_direction():
    choice = languages.choose("ar", approved=("ar",))
    assert choice.shown.direction == "rtl"
    assert not choice.awaits_approval


@pytest.mark.parametrize("code", [None, "", "xx", "../../etc/passwd"])
def test_anything_unknown_is_english(code):
    assert languages.choose(code, approved=("ar",)).shown.code == "en"


def test_english_awaits_nobody():
    assert not languages.choose("en", approved=()).awaits_approval
