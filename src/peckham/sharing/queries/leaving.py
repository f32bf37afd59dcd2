"""What would begin or end: the rule in Python, asked about a paper that is not signed yet."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from peckham.sharing.domain.in_force import Papers, Signature, Withdrawal, flows
from peckham.sharing.queries.agreements import papers


@dataclass(frozen=True, slots=True)
class Partners:
    """With whom something begins or ends, by their keys.

    Args:
        give_to: Who may be given one's records.
        given_by: Whose records one may be given.
    """

    give_to: tuple[int, ...]
    given_by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OpenRequests:
    """Open requests about people whose record another organisation keeps.

    Args:
        own_teams: How many teams of one's own organisation have such a request.
        own_requests: How many they have.
        other_teams: How many teams of others have one about somebody on one's own list.
        other_requests: How many they have.
    """

    own_teams: int
    own_requests: int
    other_teams: int
    other_requests: int


def would_begin(version_id: int, *, organisation_id: int, at: datetime) -> Partners:
    """Say with whom sharing begins if an organisation signs a version now."""
    now = papers()
    signed = replace(
        now, signatures=(*now.signatures, Signature(version_id, organisation_id, at, at))
    )
    return _between(signed, now, organisation_id, at=at)


def would_end(agreement_id: int, *, organisation_id: int, from_at: datetime) -> Partners:
    """Say with whom sharing ends if an organisation leaves an agreement from a moment on."""
    now = papers()
    left = Withdrawal(agreement_id, organisation_id, from_at, from_at)
    return _between(
        now,
        replace(now, withdrawals=(*now.withdrawals, left)),
        organisation_id,
        at=from_at,
    )


def _between(more: Papers, less: Papers, organisation_id: int, *, at: datetime) -> Partners:
    gained = flows(more, at=at) - flows(less, at=at)
    return Partners(
        tuple(sorted({f.receiver_id for f in gained if f.supplier_id == organisation_id})),
        tuple(sorted({f.supplier_id for f in gained if f.receiver_id == organisation_id})),
    )


def open_requests_across(organisation_id: int) -> OpenRequests:
    """Count what stays open, and with whom, when an organisation leaves.

    The database answers its governance lead only, and with numbers alone.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT team_id, organisation_id, keeper_id, requests"
            " FROM peckham.requests_across_organisations()"
        )
        rows = cursor.fetchall()
    own = [row for row in rows if row[1] == organisation_id]
    others = [row for row in rows if row[2] == organisation_id]
    return OpenRequests(
        len({row[0] for row in own}),
        sum(row[3] for row in own),
        len({row[0] for row in others}),
        sum(row[3] for row in others),
    )
