"""Requests: what one's teams hold, and one request's story."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from peckham.care import api as care
from peckham.interfaces.api.answers import ANSWERS
from peckham.interfaces.api.marks import mark_of, read_mark
from peckham.interfaces.api.permitted import check_may, scope_of
from peckham.interfaces.api.shapes.requests import LinePage, RequestShape
from peckham.organisations import api as organisations

router = Router(tags=["requests"])
LIMIT_MAX = 200


def _teams(request: HttpRequest, team: UUID | None) -> list[int]:
    """Give the teams that are asked for: all of one's own, or one of them."""
    mine = organisations.teams(scope_of(request).teams)
    if team is None:
        return list(mine)
    found = [key for key, view in mine.items() if view.public_id == team]
    if not found:
        raise organisations.unknown.UnknownTeam(
            "You act in no such team.", remedy="Ask for one of your own teams, or for none."
        )
    return found


@router.get("/requests", response={200: LinePage, **ANSWERS}, summary="What my teams hold")
def worklist(
    request: HttpRequest,
    team: Annotated[UUID | None, Query(description="One of your teams; else all of them.")] = None,
    after: Annotated[
        str | None, Query(max_length=100, description="`after` of the page before.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=LIMIT_MAX)] = 50,
    count: Annotated[bool, Query(description="Whether to count them too.")] = False,
) -> dict[str, object]:
    """List the open requests that your teams hold, soonest due first."""
    check_may(request, "work_on_requests")
    page = care.worklists.worklist(
        _teams(request, team),
        after=read_mark(after) if after is not None else None,
        limit=limit,
        counted=count,
    )
    return {
        "requests": page.rows,
        "after": mark_of(page.after),
        "count": page.count_words if count else None,
    }


@router.get(
    "/requests/{request_id}", response={200: RequestShape, **ANSWERS}, summary="One request"
)
def story(request: HttpRequest, request_id: UUID) -> care.story.RequestStory:
    """Give one request's whole story.

    One that is not there, and one that is not for you to see, answer alike: 404.
    """
    check_may(request, "work_on_requests")
    return care.request(request_id, at=scope_of(request).at)
