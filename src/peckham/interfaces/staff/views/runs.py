"""Pseudonymised runs, for the governance lead of the organisation for which they are made."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.interfaces.pages import access_words
from peckham.interfaces.pages.posting import SeeOther, posts, reads
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.rendering import for_permission, for_verb, staff_page
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Refused
from peckham.kernel.london import day_of
from peckham.sharing import api as sharing

SECTION = "staff:runs"


@dataclass(frozen=True, slots=True)
class Shown:
    """A run, with why it is not ready in the words of the rule, or None."""

    run: sharing.runs.RunView
    not_ready: Refused | None


@reads
@for_verb(SECTION)
def runs(request: HttpRequest) -> HttpResponse:
    """List the runs made for the organisation: who supplies each, and what it still waits for."""
    context = {
        "runs": [_shown(run) for run in sharing.runs.runs_governed()],
        "method": sharing.runs.counting_method(on=day_of(scope_of(request).at)),
        "words": access_words,
        "done": request.session.pop(DONE, ""),
    }
    return staff_page(request, "staff/access/runs.jinja", context)


def _shown(run: sharing.runs.RunView) -> Shown:
    names = {line.party.organisation_id: line.party.name for line in run.suppliers}
    try:
        sharing.readiness.check_ready(run.readiness, names=names)
    except sharing.readiness.NotReady as refusal:
        return Shown(run, refusal)
    return Shown(run, None)


@posts
@for_permission("govern_runs")
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End a run now: nobody reads its rows any longer, and nobody of it is re-identified."""
    try:
        sharing.runs.end_run(public_id)
        request.session[DONE] = _("The run has ended. Its rows are read no longer.")
    except sharing.runs.RunRefused as refusal:
        request.session[DONE] = str(refusal)
    return SeeOther(reverse(SECTION))
