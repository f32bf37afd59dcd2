"""Handing over live: one thing on the page, until somebody has taken the person."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.care import api as care
from peckham.interfaces.pages.posting import SeeOther, key_of, posts, reads, version_of
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.rendering import staff_page
from peckham.interfaces.staff.views.door import RECEIPTS
from peckham.organisations import api as organisations
from peckham.places import api as places


def _context(request: HttpRequest, public_id: UUID) -> dict[str, object]:
    story = care.request(public_id, at=scope_of(request).at)
    hub = places.hub(story.hub_id)
    teams = organisations.teams([hub.on_call_team_id, hub.duty_team_id, story.holder_team_id])
    asked = organisations.team(story.offer.to_team_id) if story.offer else None
    taken = next((entry for entry in story.timeline if entry.kind == "accepted"), None)
    return {
        "section": "staff:door",
        "title": _("Hand over live"),
        "story": story,
        "asked": asked,
        "taken": taken,
        "on_call": teams[hub.on_call_team_id],
        "is_on_call": asked is not None and asked.id == hub.on_call_team_id,
        "receipt": request.session.get(RECEIPTS, {}).get(str(public_id)),
    }


@reads
def live(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show to whom, by which number, for how long already, and what to say meanwhile."""
    return staff_page(request, "staff/live.jinja", _context(request, public_id))


@reads
def state(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the part of the page that changes when somebody accepts, for the page's script."""
    return staff_page(request, "staff/parts/live_state.jinja", _context(request, public_id))


@posts
def step(request: HttpRequest, public_id: UUID, step: str) -> HttpResponse:
    """Nobody answered: ask the team on call, which is always named."""
    if step != "nobody-answered":
        raise Http404
    scope, key = scope_of(request), key_of(request)
    story = care.request(public_id, at=scope.at)
    version, on_call = version_of(request), places.hub(story.hub_id).on_call_team_id
    reason = _("Nobody answered the live hand-over.")
    if story.offer is not None:
        held = care.acts.withdraw_offer(
            public_id, reason=reason, version=version, by=scope.actor, at=scope.at
        )
        version = held.version
    care.acts.offer(
        public_id,
        to_team_id=on_call,
        reason=reason,
        version=version,
        key=key,
        by=scope.actor,
        at=scope.at,
    )
    return SeeOther(reverse("staff:live", kwargs={"public_id": public_id}))
