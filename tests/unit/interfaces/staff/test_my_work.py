"""Parts of My work that need no database."""

from datetime import UTC, datetime

import pytest
from django.test import RequestFactory

from peckham.interfaces.pages import spreadsheet
from peckham.interfaces.staff.views import my_work


@pytest.mark.parametrize("words", ["=1+1", "+44 20", "-2", "@home", "\t=1"])
def test_a_spreadsheet_never_runs_somebodys_words(words):
    assert spreadsheet.safe_cell(words) == f"'{words}"


def test_other_words_are_left_alone():
    assert spreadsheet.safe_cell("My knee = sore") == "My knee = sore"


def test_where_the_last_page_ended_is_read_from_the_address():
    request = RequestFactory().get("/", {"after": "2026-11-21T14:00:00+00:00_12"})
    assert my_work._after(request) == (datetime(2026, 11, 21, 14, tzinfo=UTC), 12)


@pytest.mark.parametrize("after", ["", "x", "2026-11-21_x", "_1", "2026-11-21T14:00_1"])
def test_a_spoilt_address_is_the_first_page(after):
    assert my_work._after(RequestFactory().get("/", {"after": after})) is None
