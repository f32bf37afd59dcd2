"""Worklists: what a team holds, what it is asked to take, what came back to it, in due order."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from peckham.care.domain.story import OfferRow, Worklist, WorkRow
from peckham.care.queries.lines import offer_rows, work_rows

LIMIT_MAX = 200
COUNT_MAX = 200

# One short walk of the index for each team, merged: never a sort of all that the teams hold.
# `due_at IS NOT NULL` says "open" in the index's own words.
_PAGE = """
FROM unnest(%(teams)s::bigint[]) AS team
CROSS JOIN LATERAL (
    SELECT * FROM care_request
    WHERE accountable_team_id = team AND due_at IS NOT NULL {after}
    ORDER BY due_at, id LIMIT %(limit)s
) r ORDER BY r.due_at, r.id LIMIT %(limit)s
"""
_AFTER = "AND (due_at, id) > (%(due_at)s, %(id)s)"
_COUNT = """
SELECT count(*) FROM (
    SELECT FROM care_request
    WHERE accountable_team_id = ANY (%s::bigint[]) AND due_at IS NOT NULL LIMIT %s
) AS capped
"""
_OF_PERSON = """
FROM care_request r WHERE r.person_id = %(person)s AND r.due_at IS NOT NULL
ORDER BY r.due_at, r.id
"""
_TO = """
WHERE o.to_team_id = ANY (%(teams)s::bigint[]) AND o.state = 'pending'
ORDER BY o.expires_at, o.id LIMIT %(limit)s
"""
_FROM = """
WHERE o.from_team_id = ANY (%(teams)s::bigint[]) AND o.state = 'pending'
ORDER BY o.expires_at, o.id LIMIT %(limit)s
"""
_BACK = """
WHERE o.from_team_id = ANY (%(teams)s::bigint[]) AND o.resolved_at >= %(since)s
    AND o.state IN ('returned', 'lapsed') AND r.due_at IS NOT NULL
ORDER BY o.resolved_at DESC, o.id DESC LIMIT %(limit)s
"""


def worklist(
    team_ids: Sequence[int],
    *,
    after: tuple[datetime, int] | None = None,
    limit: int = 50,
    counted: bool = True,
) -> Worklist:
    """Give a page of what teams hold, soonest due first.

    Args:
        team_ids: The teams.
        after: `after` of the page before, or None for the first.
        limit: Rows on the page, up to 200.
        counted: Whether to count too; else the count is "".
    """
    size = max(1, min(limit, LIMIT_MAX))
    values: dict[str, Any] = {"teams": list(team_ids), "limit": size + 1}
    if after is not None:
        values |= {"due_at": after[0], "id": after[1]}
    found = work_rows(_PAGE.format(after=_AFTER if after else ""), values)
    rows = found[:size]
    last = rows[-1] if len(found) > size else None
    return Worklist(
        rows=rows,
        after=(last.due_at, last.id) if last and last.due_at else None,
        count_words=capped(_count(team_ids)) if counted else "",
    )


def capped(count: int) -> str:
    """Say a count as a page does: never more than was read.

    >>> capped(7), capped(201)
    ('7', '200+')
    """
    return f"{COUNT_MAX}+" if count > COUNT_MAX else str(count)


def open_requests_of(person_id: int) -> tuple[WorkRow, ...]:
    """List a person's open requests that the actor may see, soonest due first."""
    return work_rows(_OF_PERSON, {"person": person_id})


def offers_to(team_ids: Sequence[int], *, limit: int = 50) -> tuple[OfferRow, ...]:
    """List offers that wait for one of these teams, soonest to lapse first."""
    return offer_rows(_TO, {"teams": list(team_ids), "limit": limit})


def sent_by(team_ids: Sequence[int], *, limit: int = 50) -> tuple[OfferRow, ...]:
    """List offers of these teams that wait for an answer, soonest to lapse first."""
    return offer_rows(_FROM, {"teams": list(team_ids), "limit": limit})


def returned_to(
    team_ids: Sequence[int], *, since: datetime, limit: int = 50
) -> tuple[OfferRow, ...]:
    """List offers of these teams that came back or ran out, the latest first.

    Args:
        team_ids: The teams that made the offers.
        since: The earliest moment of coming back.
        limit: How many at most.
    """
    return offer_rows(_BACK, {"teams": list(team_ids), "since": since, "limit": limit})


def held_by_teams(team_ids: Sequence[int]) -> dict[int, int]:
    """Count the open requests that each of some teams holds; a team that holds none is left out.

    For whoever says who works in the actor's organisation, and of its teams only; reads no request.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM peckham.open_requests_of_teams(%s)", [list(team_ids)])
        return dict(cursor.fetchall())


def _count(team_ids: Sequence[int]) -> int:
    """Count what teams hold, no further than a page says it."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [list(team_ids), COUNT_MAX + 1])
        return int(cursor.fetchone()[0])
