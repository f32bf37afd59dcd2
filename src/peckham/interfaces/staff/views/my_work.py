"""My work: offers to accept, what is due, what came back, what we sent."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.care import api as care
from peckham.interfaces.pages.filters import grouped, moment
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, reads
from peckham.interfaces.pages.spreadsheet import spreadsheet
from peckham.interfaces.staff.acting import own_teams, scope_of
from peckham.interfaces.staff.rendering import for_verb, staff_page
from peckham.interfaces.staff.rows import names_of
from peckham.kernel.london import day_of

PAGE_LENGTH = 50
CSV_LENGTH_MAX = 1000
RETURNED_FOR = timedelta(days=7)
_TEAMS = "work_teams"


def _chosen_teams(request: HttpRequest) -> list[int]:
    """Give the reader's teams that the saved filter keeps; all of them to begin with."""
    mine = scope_of(request).teams
    kept = [team for team in request.session.get(_TEAMS, []) if team in mine]
    return kept or list(mine)


def _after(request: HttpRequest) -> tuple[datetime, int] | None:
    """Read where the page before ended: a due time and a key, in the address of "Next"."""
    try:
        due, key = request.GET.get("after", "").rsplit("_", 1)
        due_at = datetime.fromisoformat(due)
        return (due_at, int(key)) if due_at.tzinfo else None
    except ValueError:
        return None


@for_verb("staff:my_work")
def my_work(request: HttpRequest) -> HttpResponse:
    """Show the work of the reader's teams, soonest due first; a POST saves the filter."""
    scope = scope_of(request)
    if request.method == "POST":
        keys = Form(request.POST).choices("team", [str(team) for team in scope.teams])
        request.session[_TEAMS] = [int(key) for key in keys]
        return SeeOther(reverse("staff:my_work"))
    chosen = _chosen_teams(request)
    worklist = care.worklists.worklist(chosen, after=_after(request), limit=PAGE_LENGTH)
    offers = care.worklists.offers_to(chosen)
    returned = care.worklists.returned_to(chosen, since=scope.at - RETURNED_FOR)
    sent = care.worklists.sent_by(chosen)
    shown = [*worklist.rows, *(row.request for row in (*offers, *returned, *sent))]
    context = {
        "teams": own_teams(request),
        "chosen": chosen,
        "worklist": worklist,
        "offers": offers,
        "returned": returned,
        "sent": sent,
        "people": names_of(shown, on=day_of(scope.at)),
        "is_first_page": "after" not in request.GET,
    }
    return staff_page(request, "staff/my_work.jinja", context)


def _rows_up_to(teams: list[int], limit: int) -> list[care.story.WorkRow]:
    rows: list[care.story.WorkRow] = []
    after: tuple[datetime, int] | None = None
    while len(rows) < limit:
        part = care.worklists.worklist(teams, after=after, limit=min(200, limit - len(rows)))
        rows += part.rows
        after = part.after
        if after is None:
            break
    return rows


@reads
@for_verb("staff:my_work")
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the worklist as a spreadsheet, up to a number of lines that one answer can hold."""
    if not scope_of(request).teams:
        return HttpResponseRedirect(reverse("staff:acting_in"))
    rows = _rows_up_to(_chosen_teams(request), CSV_LENGTH_MAX)
    people = names_of(rows, on=day_of(scope_of(request).at))
    header = ["reference", "name", "about", "words", "state", "due", "taken", "channel"]
    lines = []
    for row in rows:
        known = people.get(row.person_id) if row.person_id is not None else None
        name = known.name if known else _("Linked to a person") if row.person_id else row.about
        due = moment(row.due_at) if row.due_at else ""
        cells = [grouped(row.reference), name, row.category_words, row.words, row.state, due]
        lines.append([*cells, moment(row.taken_at), row.channel])
    return spreadsheet("worklist.csv", header, lines)
