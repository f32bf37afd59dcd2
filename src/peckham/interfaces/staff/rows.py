"""Puts names to lines of work: the Needs book knows keys, the People book knows who they are."""

from collections.abc import Iterable
from datetime import date

from peckham.care import api as care
from peckham.people import api as people_book


def names_of(
    rows: Iterable[care.story.WorkRow], *, on: date
) -> dict[int, people_book.views.PersonSummary]:
    """Give who the linked requests among these lines are about, in one read."""
    keys = {row.person_id for row in rows if row.person_id is not None}
    return people_book.summaries(sorted(keys), on) if keys else {}
