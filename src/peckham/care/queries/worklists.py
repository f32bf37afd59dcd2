"""Worklists: what a team holds, what it is asked to take, what came back to it, in due order."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from peckham.care.domain.story import OfferRow, PendingOffer, Worklist, WorkRow
from peckham.care.models import Offer, Request
from peckham.care.queries.words import category_words, team_names

LIMIT_MAX = 200
COUNT_MAX = 200

# One short walk of the index for each team, merged: never a sort of all that the teams hold.
# `due_at IS NOT NULL` says "open" in the index's own words.
_PAGE = """
SELECT r.id FROM unnest(%(teams)s::bigint[]) AS team
CROSS JOIN LATERAL (
    SELECT id, due_at FROM care_request
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


def worklist(
    team_ids: Sequence[int], *, after: tuple[datetime, int] | None = None, limit: int = 50
) -> Worklist:
    """Give a page of what teams hold, soonest due first.

    Args:
        team_ids: The teams.
        after: `after` of the page before, or None for the first.
        limit: Rows on the page, up to 200.
    """
    size = max(1, min(limit, LIMIT_MAX))
    values: dict[str, Any] = {"teams": list(team_ids), "limit": size + 1}
    if after is not None:
        values |= {"due_at": after[0], "id": after[1]}
    with connection.cursor() as cursor:
        cursor.execute(_PAGE.format(after=_AFTER if after else ""), values)
        keys = [key for (key,) in cursor.fetchall()]
        cursor.execute(_COUNT, [list(team_ids), COUNT_MAX + 1])
        count = cursor.fetchone()[0]
    rows = _rows_of(keys[:size])
    last = rows[-1] if len(keys) > size and rows else None
    return Worklist(
        rows=rows,
        after=(last.due_at, last.id) if last and last.due_at else None,
        count_words=capped(count),
    )


def capped(count: int) -> str:
    """Say a count as a page does: never more than was read.

    >>> capped(7), capped(201)
    ('7', '200+')
    """
    return f"{COUNT_MAX}+" if count > COUNT_MAX else str(count)


def open_requests_of(person_id: int) -> tuple[WorkRow, ...]:
    """List a person's open requests that the actor may see, soonest due first."""
    found = Request.objects.filter(person_id=person_id, due_at__isnull=False)
    return tuple(map(work_row, found.order_by("due_at", "pk")))


def offers_to(team_ids: Sequence[int], *, limit: int = 50) -> tuple[OfferRow, ...]:
    """List offers that wait for one of these teams, soonest to lapse first."""
    pending = Offer.objects.filter(to_team_id__in=team_ids, state="pending")
    return offer_rows(pending.order_by("expires_at", "pk")[:limit])


def sent_by(team_ids: Sequence[int], *, limit: int = 50) -> tuple[OfferRow, ...]:
    """List offers of these teams that wait for an answer, soonest to lapse first."""
    pending = Offer.objects.filter(from_team_id__in=team_ids, state="pending")
    return offer_rows(pending.order_by("expires_at", "pk")[:limit])


def returned_to(
    team_ids: Sequence[int], *, since: datetime, limit: int = 50
) -> tuple[OfferRow, ...]:
    """List offers of these teams that came back or ran out, the latest first.

    Args:
        team_ids: The teams that made the offers.
        since: The earliest moment of coming back.
        limit: How many at most.
    """
    back = Offer.objects.filter(
        from_team_id__in=team_ids,
        resolved_at__gte=since,
        state__in=("returned", "lapsed"),
        request__due_at__isnull=False,
    )
    return offer_rows(back.order_by("-resolved_at", "-pk")[:limit])


def _rows_of(keys: Sequence[int]) -> tuple[WorkRow, ...]:
    found = {row.pk: row for row in Request.objects.filter(pk__in=keys)}
    return tuple(work_row(found[key]) for key in keys if key in found)


def offer_rows(offers: QuerySet[Offer]) -> tuple[OfferRow, ...]:
    """Give offers with the requests that they are about and the names of their teams."""
    rows = list(offers.select_related("request"))
    names = team_names(key for row in rows for key in (row.to_team_id, row.from_team_id))
    return tuple(
        OfferRow(
            offer=PendingOffer(
                id=row.pk,
                to_team_id=row.to_team_id,
                to_team=names[row.to_team_id],
                from_team_id=row.from_team_id,
                from_team=names[row.from_team_id],
                offered_at=row.offered_at,
                expires_at=row.expires_at,
            ),
            state=row.state,
            reason=row.reason,
            alternative=row.alternative,
            resolved_at=row.resolved_at,
            request=work_row(row.request),
        )
        for row in rows
    )


def work_row(found: Request) -> WorkRow:
    """Copy a request into the line that a worklist shows."""
    claimed = found.claimed or {}
    named = (claimed.get("given_name", ""), claimed.get("family_name", ""))
    return WorkRow(
        id=found.pk,
        public_id=found.public_id,
        reference=found.reference,
        version=found.version,
        state=found.state,
        person_id=found.person_id,
        about="" if found.person_id else " ".join(part for part in named if part),
        words=found.words,
        category=found.category,
        category_words=category_words().get(found.category, "Something else"),
        channel=found.channel,
        contact_mode=found.contact_mode,
        red_flags=tuple(found.red_flags),
        holder_team_id=found.accountable_team_id,
        due_at=found.due_at,
        taken_at=found.taken_at,
        escalated_at=found.escalated_at,
    )
