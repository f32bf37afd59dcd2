"""People who work here: the list by team, and one of them with every date."""

import csv
import io
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from peckham.interfaces.pages.filters import moment
from peckham.interfaces.pages.posting import reads
from peckham.interfaces.staff.acting import may, scope_of
from peckham.interfaces.staff.employment import CHANGES
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.words import ROLES
from peckham.organisations import api as organisations

PAGE_LENGTH = 50
CSV_LENGTH_MAX = 2000
SECTION = "staff:admin"
# What the last act did, said once on the page that follows it.
DONE = "staff_done"


def organisation_of(request: HttpRequest) -> int:
    """Give the organisation that the reader acts for: without one there is no permission."""
    return scope_of(request).organisation_id or 0


def teams_of(request: HttpRequest) -> tuple[organisations.views.TeamView, ...]:
    """List the teams of the organisation that the reader acts for."""
    return organisations.staff.teams_here(organisation_of(request), at=scope_of(request).at)


def _filter(request: HttpRequest) -> dict[str, str]:
    """Read which people are wanted; names of staff are no secret of an address."""
    return {
        "q": request.GET.get("q", "").replace("\x00", "").strip()[:80],
        "team": request.GET.get("team", ""),
        "who": "left" if request.GET.get("who") == "left" else "here",
    }


def _after(request: HttpRequest) -> tuple[str, str, int] | None:
    team, name, key = (request.GET.get(part, "") for part in ("at_team", "at_name", "at"))
    return (team[:200], name[:200], int(key)) if key.isdecimal() and len(key) < 19 else None


def _rows(
    request: HttpRequest, chosen: dict[str, str], *, limit: int, paged: bool = True
) -> tuple[organisations.staff.StaffRow, ...]:
    teams = {str(team.public_id): team.id for team in teams_of(request)}
    return organisations.staff.people_here(
        organisation_of(request),
        at=scope_of(request).at,
        q=chosen["q"],
        team_id=teams.get(chosen["team"]),
        former=chosen["who"] == "left",
        after=_after(request) if paged else None,
        limit=limit,
    )


@reads
@for_permission("manage_accounts")
def people(request: HttpRequest) -> HttpResponse:
    """List who works in the organisation's teams."""
    chosen = _filter(request)
    rows = _rows(request, chosen, limit=PAGE_LENGTH + 1)
    shown, last = rows[:PAGE_LENGTH], rows[PAGE_LENGTH - 1 : PAGE_LENGTH]
    after = ""
    if len(rows) > PAGE_LENGTH:
        place = {"at_team": last[0].team, "at_name": last[0].name, "at": str(last[0].id)}
        after = urlencode(chosen | place)
    context = {
        "section": SECTION,
        "rows": shown,
        "chosen": chosen,
        "teams": teams_of(request),
        "after": after,
        "is_first_page": "at" not in request.GET,
        "is_filtered": bool(chosen["q"] or chosen["team"] or chosen["who"] == "left"),
        "csv": f"{reverse('staff:admin_csv')}?{urlencode(chosen)}",
    }
    return staff_page(request, "staff/admin/people.jinja", context)


@reads
@for_permission("manage_accounts")
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the list as a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["name", "user name", "team", "role", "from", "until"])
    for row in _rows(request, _filter(request), limit=CSV_LENGTH_MAX, paged=False):
        until = moment(row.until) if row.until else ""
        cells = [row.name, row.username, row.team, str(ROLES[row.role]), moment(row.since), until]
        writer.writerow([f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell for cell in cells])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="people-who-work-here.csv"'
    response["Cache-Control"] = "no-store"
    return response


@reads
@for_permission("manage_accounts")
def person(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one of them: every role with its dates, when they are away, and who changed what."""
    scope = scope_of(request)
    member = organisations.staff.staff_member(public_id, organisation_of(request), at=scope.at)
    context = {
        "section": SECTION,
        "title": member.name,
        "member": member,
        "is_oneself": member.account_id == scope.account_id,
        "changes": organisations.staff.changes(
            organisation_of(request), account_id=member.account_id
        ),
        "change_words": CHANGES,
        "catalogue": organisations.roles.catalogue(),
        "done": request.session.pop(DONE, None),
        "is_demonstration": settings.DEMONSTRATION,
    }
    return staff_page(request, "staff/admin/person.jinja", context)


@reads
@for_permission("see_staff_changes")
def changes(request: HttpRequest) -> HttpResponse:
    """List who changed whose role and what roles may do, for administrators and governance."""
    key = request.GET.get("after", "")
    after = int(key) if key.isdecimal() and len(key) < 19 else None
    found = organisations.staff.changes(
        organisation_of(request), after=after, limit=PAGE_LENGTH + 1
    )
    shown = found[:PAGE_LENGTH]
    context = {
        "title": _("Changes to who works here"),
        "changes": shown,
        "change_words": CHANGES,
        "catalogue": organisations.roles.catalogue(),
        "after": shown[-1].id if len(found) > PAGE_LENGTH else None,
        "is_first_page": after is None,
        "may_open": may(request, "manage_accounts"),
    }
    return staff_page(request, "staff/admin/changes.jinja", context)
