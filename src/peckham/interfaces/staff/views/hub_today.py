"""Hub today: this hour and the day, for the hub's manager and its reception."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from peckham.care import api as care
from peckham.interfaces.pages.posting import reads
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.demand import chart_of
from peckham.interfaces.staff.rendering import for_verb, staff_page
from peckham.interfaces.staff.rows import names_of
from peckham.interfaces.staff.teams import hub_of_team
from peckham.kernel import Refused
from peckham.kernel.london import day_of, local
from peckham.services import api as services


class NoHub(Refused):
    """The team that is acted in answers for no hub."""


@reads
@for_verb("staff:hub_today")
def hub_today(request: HttpRequest) -> HttpResponse:
    """Show the hub of the team that the reader acts in."""
    scope = scope_of(request)
    hub = hub_of_team(scope.team_id or 0, on=day_of(scope.at))
    if hub is None:
        raise NoHub(
            _("The team in which you act answers for no hub."),
            remedy=_("Act in a team of a hub."),
        )
    today = care.hub_today(hub.id, at=scope.at)
    rows = [*today.overdue, *(row.request for row in today.offers_expiring)]
    context = {
        "hub": hub,
        "today": today,
        "chart": chart_of(today.taken, hour_now=local(scope.at).hour),
        "completeness": services.completeness(hub.id, on=day_of(scope.at)),
        "people": names_of(rows, on=day_of(scope.at)),
    }
    return staff_page(request, "staff/hub_today.jinja", context)
