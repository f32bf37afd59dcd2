"""Reads of the log: one's own record's, and one's own staff's. The row policies decide which."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from peckham.sharing.domain.looks import Judgement, LookPage, LookRow, judged

_ROW = """SELECT l.id, l.at, l.person_id, l.actor_kind, l.actor, l.actor_name, l.account_id, l.role,
    l.organisation_name, l.purpose, l.parts, l.allowed_by, l.agreement_version_id
FROM sharing_look l WHERE """
_NEWEST = " ORDER BY l.at DESC, l.id DESC LIMIT %(limit)s"
_AFTER = " AND (l.at, l.id) < (%(after_at)s, %(after_id)s)"

After = tuple[datetime, int] | None


@dataclass(frozen=True, slots=True)
class Filter:
    """Which looks by one's own staff to list.

    Args:
        since: First moment.
        until: First moment that is too late.
        account_id: Only this member of staff, or None for all.
        purpose: Only for this purpose, or "".
        break_glass_only: Only looks that emergency access opened.
        part: Only looks at this part, such as "re-identified", or "".
    """

    since: datetime
    until: datetime
    account_id: int | None = None
    purpose: str = ""
    break_glass_only: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class Looker:
    """A member of staff who looked at something."""

    account_id: int
    name: str


def own_looks(*, after: After = None, limit: int = 100) -> LookPage:
    """List looks at the record of the resident who reads, newest first.

    What is withheld from them is not among them, and nothing says so. Somebody who acts for the
    person is shown none.

    Args:
        after: Where the page before ended.
        limit: How many at most.
    """
    where = "l.person_id = ANY ((SELECT peckham.own_records())::bigint[])"
    return _page(where, {}, after, limit)


def own_records() -> tuple[int, ...]:
    """Give the keys of the reader's own record and those merged into it; none to others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.own_records()")
        return tuple(cursor.fetchone()[0])


def looks_by_staff(which: Filter, *, after: After = None, limit: int = 50) -> LookPage:
    """List looks by the staff of the organisation whose governance lead reads, newest first."""
    where = [
        "l.organisation_id = (SELECT peckham.organisation_governed())",
        "l.at >= %(since)s AND l.at < %(until)s",
    ]
    if which.account_id is not None:
        where.append("l.account_id = %(account_id)s")
    if which.purpose:
        where.append("l.purpose = %(purpose)s")
    if which.break_glass_only:
        where.append("l.allowed_by = 'break_glass'")
    if which.part:
        where.append("%(part)s = ANY (l.parts)")
    values = {
        "part": which.part,
        "since": which.since,
        "until": which.until,
        "account_id": which.account_id,
        "purpose": which.purpose,
    }
    return _page(" AND ".join(where), values, after, limit)


def lookers(*, since: datetime, until: datetime) -> tuple[Looker, ...]:
    """List the staff of the organisation that is governed who looked at something, by name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.account_id, max(l.actor_name) FROM sharing_look l"
            " WHERE l.organisation_id = (SELECT peckham.organisation_governed())"
            " AND l.at >= %s AND l.at < %s AND l.account_id IS NOT NULL"
            " GROUP BY l.account_id ORDER BY 2, 1",
            [since, until],
        )
        return tuple(Looker(*row) for row in cursor.fetchall())


def judgements(looks: Iterable[LookRow]) -> dict[int, Judgement]:
    """Judge looks by one's own staff under both clocks, in one statement; by key.

    A search opened no record, so there is nothing to judge.
    """
    kinds = {look.id: look.allowed_by for look in looks if look.person_id is not None}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM peckham.judge_looks(%s::bigint[])", [list(kinds)])
        return {
            key: judged(
                kinds[key],
                agreement_reference=reference,
                agreement_number=number,
                now_not=now_not,
            )
            for key, reference, number, now_not in cursor.fetchall()
        }


def judge(look: LookRow) -> Judgement | None:
    """Judge one look by one's own staff: by then, and beside it by now; None for a search."""
    return judgements([look]).get(look.id)


def last_sealed_at() -> datetime | None:
    """Say when the log was last sealed, to whoever governs; None when it never was."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_at FROM sharing_seal ORDER BY id DESC LIMIT 1")
        found = cursor.fetchone()
        return found[0] if found else None


def _page(where: str, values: dict[str, Any], after: After, limit: int) -> LookPage:
    statement = _ROW + where + (_AFTER if after else "") + _NEWEST
    after_at, after_id = after or (None, None)
    values = {**values, "limit": limit + 1, "after_at": after_at, "after_id": after_id}
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows = [_row(row) for row in cursor.fetchall()]
    shown = tuple(rows[:limit])
    ends = (shown[-1].at, shown[-1].id) if len(rows) > limit else None
    return LookPage(shown, ends)


def _row(values: tuple[Any, ...]) -> LookRow:
    values = (*values[:10], tuple(values[10]), *values[11:])
    return LookRow(*values)
