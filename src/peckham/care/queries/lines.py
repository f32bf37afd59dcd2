"""Lines of work, read column by column: a page shows a hundred, and needs half of each row.

What is handed in as SQL is written in this folder; values always come apart from it.
"""

from typing import Any

from django.db import connection

from peckham.care.domain.story import OfferRow, PendingOffer, WorkRow
from peckham.care.queries.words import category_words

# Of a request `r`, in the order in which `_work_row` takes them.
_LINE = """SELECT r.id, r.public_id, r.reference, r.version, r.state, r.person_id,
    r.claimed ->> 'given_name', r.claimed ->> 'family_name', r.words, r.category, r.channel,
    r.contact_mode, r.red_flags, r.accountable_team_id, r.due_at, r.taken_at, r.escalated_at
"""
_LINE_LENGTH = 17

# An offer `o` with the names of its teams.
_OFFER = """, o.id, o.to_team_id, to_team.name, o.from_team_id, from_team.name, o.offered_at,
    o.expires_at, o.state, o.reason, o.alternative, o.resolved_at
FROM care_offer o JOIN care_request r ON r.id = o.request_id
JOIN organisations_team to_team ON to_team.id = o.to_team_id
JOIN organisations_team from_team ON from_team.id = o.from_team_id
"""


def work_rows(found: str, values: dict[str, Any]) -> tuple[WorkRow, ...]:
    """Read requests `r`.

    Args:
        found: Where they are found, from FROM on, in which order and how many.
        values: The values of it, by name.
    """
    return tuple(map(_work_row, _fetched(_LINE + found, values)))


def offer_rows(which: str, values: dict[str, Any]) -> tuple[OfferRow, ...]:
    """Read offers `o` with the requests `r` that they are about and the names of their teams.

    Args:
        which: Which, from WHERE on, in which order and how many.
        values: The values of it, by name.
    """
    return tuple(map(_offer_row, _fetched(_LINE + _OFFER + which, values)))


def _fetched(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def _offer_row(row: tuple[Any, ...]) -> OfferRow:
    line, offer = row[:_LINE_LENGTH], row[_LINE_LENGTH:]
    state, reason, alternative, resolved_at = offer[7:]
    return OfferRow(
        offer=PendingOffer(*offer[:7]),
        state=state,
        reason=reason,
        alternative=alternative,
        resolved_at=resolved_at,
        request=_work_row(line),
    )


def _work_row(row: tuple[Any, ...]) -> WorkRow:
    (key, public_id, reference, version, state, person_id, given_name, family_name, words,
     category, channel, contact_mode, red_flags, holder_team_id, due_at, taken_at,
     escalated_at) = row  # fmt: skip
    return WorkRow(
        id=key,
        public_id=public_id,
        reference=reference,
        version=version,
        state=state,
        person_id=person_id,
        about="" if person_id else " ".join(part for part in (given_name, family_name) if part),
        words=words,
        category=category,
        category_words=category_words().get(category, "Something else"),
        channel=channel,
        contact_mode=contact_mode,
        red_flags=tuple(red_flags),
        holder_team_id=holder_team_id,
        due_at=due_at,
        taken_at=taken_at,
        escalated_at=escalated_at,
    )
