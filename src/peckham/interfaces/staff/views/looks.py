"""Looks by our staff: for the governance lead of an organisation, judged by then and by now."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict

from peckham.interfaces.pages.filters import moment
from peckham.interfaces.pages.posting import reads
from peckham.interfaces.pages.spreadsheet import spreadsheet
from peckham.interfaces.staff import words
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.rendering import for_verb, staff_page
from peckham.kernel.london import day_of
from peckham.kernel.london import moment as london_moment
from peckham.sharing import api as sharing

PAGE_LENGTH = 50
CSV_LENGTH_MAX = 2000
DAYS = 7
DAYS_MAX = 92
REIDENTIFIED = "re-identified"


def filter_of(asked: QueryDict, *, today: date) -> tuple[sharing.log.Filter, date, date]:
    """Read which looks are asked for; what cannot be read is as if it had not been said."""
    last = min(_day(asked.get("until", "")) or today, today)
    first = _day(asked.get("since", "")) or last - timedelta(days=DAYS - 1)
    first = max(min(first, last), last - timedelta(days=DAYS_MAX - 1))
    account = asked.get("account", "")
    purpose = asked.get("purpose", "")
    which = sharing.log.Filter(
        since=london_moment(first, time()),
        until=london_moment(last + timedelta(days=1), time()),
        account_id=int(account) if account.isdecimal() and len(account) < 18 else None,
        purpose=purpose if purpose in _purposes() else "",
        break_glass_only=asked.get("emergency") == "1",
        part=REIDENTIFIED if asked.get("named") == "1" else "",
    )
    return which, first, last


def _purposes() -> tuple[str, ...]:
    return (*sharing.vocabulary.AGREED_PURPOSES, sharing.vocabulary.OPERATIONS)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _after(request: HttpRequest) -> tuple[datetime, int] | None:
    try:
        at, key = request.GET.get("after", "").rsplit("_", 1)
        found = datetime.fromisoformat(at)
        return (found, int(key)) if found.tzinfo else None
    except ValueError:
        return None


@reads
@for_verb("staff:looks")
def looks(request: HttpRequest) -> HttpResponse:
    """Show what the organisation's own staff looked at, newest first."""
    which, first, last = filter_of(request.GET, today=day_of(scope_of(request).at))
    found = sharing.log.looks_by_staff(which, after=_after(request), limit=PAGE_LENGTH)
    asked = {
        "since": first.isoformat(),
        "until": last.isoformat(),
        "account": str(which.account_id or ""),
        "purpose": which.purpose,
        "emergency": "1" if which.break_glass_only else "",
        "named": "1" if which.part else "",
    }
    after = f"{found.after[0].isoformat()}_{found.after[1]}" if found.after else ""
    context = {
        "rows": found.rows,
        "judged": sharing.log.judgements(found.rows),
        "lookers": sharing.log.lookers(since=which.since, until=which.until),
        "purposes": _purposes(),
        "asked": asked,
        "first": first,
        "last": last,
        "query": urlencode(asked),
        "next_query": urlencode({**asked, "after": after}) if after else "",
        "is_first_page": "after" not in request.GET,
        "sealed_at": sharing.log.last_sealed_at(),
    }
    return staff_page(request, "staff/looks.jinja", context)


COLUMNS = (
    "at", "account", "role", "purpose", "record", "parts", "allowed then", "by what", "agreement",
    "allowed now", "why not now",
)  # fmt: skip


@reads
@for_verb("staff:looks")
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the same looks as a spreadsheet, up to a number that one answer can hold."""
    which, _, _ = filter_of(request.GET, today=day_of(scope_of(request).at))
    rows = sharing.log.looks_by_staff(which, limit=CSV_LENGTH_MAX).rows
    judged = sharing.log.judgements(rows)
    lines = [_cells(row, judged.get(row.id)) for row in rows]
    return spreadsheet("looks.csv", COLUMNS, lines)


def _cells(row: sharing.log.LookRow, judged: sharing.log.Judgement | None) -> list[str]:
    cells = [
        moment(row.at),
        row.actor_name,
        str(words.ROLES.get(row.role, row.role)),
        row.purpose,
        str(row.person_id or ""),
        "; ".join(row.parts),
    ]
    if judged is None:
        return [*cells, "", "a search, which opens no record", "", "", ""]
    said = ["yes" if allowed else "no" for allowed in (judged.allowed_then, judged.allowed_now)]
    return [*cells, said[0], judged.then_words, judged.agreement, said[1], judged.now_words]
