"""People: the search of the front door, and one record."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from peckham.interfaces.api.answers import ANSWERS
from peckham.interfaces.api.permitted import check_may
from peckham.interfaces.api.shapes.people import FoundPage, PersonShape
from peckham.people import api as people

router = Router(tags=["people"])
LIMIT_MAX = 49

Words = Annotated[
    str,
    Query(
        min_length=1,
        max_length=200,
        pattern=r"^[^\x00-\x1f\x7f]+$",
        description="Any of name, date of birth, postcode, phone or NHS number, in any order.",
    ),
]


@router.get("/people", response={200: FoundPage, **ANSWERS}, summary="Find a person")
def find(
    request: HttpRequest, q: Words, limit: Annotated[int, Query(ge=1, le=LIMIT_MAX)] = 20
) -> dict[str, object]:
    """Find people as the front door does; one look is written down that says what was searched by.

    The best come first, and there is no next page: narrow the search instead.
    """
    check_may(request, "search_people")
    rows = people.search(q, limit=limit + 1)
    return {"people": rows[:limit], "more": len(rows) > limit}


@router.get("/people/{person_id}", response={200: PersonShape, **ANSWERS}, summary="One record")
def person(request: HttpRequest, person_id: UUID) -> people.views.PersonView:
    """Give one person's record, as much of it as you have a reason to read.

    Somebody who is not there, and somebody whose record is not open to you, answer alike: 404.
    """
    check_may(request, "search_people")
    return people.person(person_id)
