"""Changing a request: one view for every verb, once however often it is sent."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from peckham.care import api as care
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, key_of, posts, version_of
from peckham.interfaces.staff import found
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.actions import ACTS, Act, read_arguments
from peckham.interfaces.staff.teams import teams_of_hub
from peckham.interfaces.staff.views.requests import DONE, story_page
from peckham.kernel import Refused

_LINK = Act(care.acts.link_person)


@transaction.atomic
def _do(
    request: HttpRequest,
    act: Act,
    story: care.story.RequestStory,
    arguments: dict[str, object],
    shown: str,
) -> care.story.Held:
    """Make the call; whoever is linked is at the team's door by this request, or nothing is."""
    scope = scope_of(request)
    if act is _LINK:
        person_id = found.key_of(request.session, shown)
        care.begin_contact(
            person_id, channel=story.channel, hub_id=story.hub_id, by=scope.actor, at=scope.at
        )
        arguments = {"person_id": person_id}
    return act.call(
        story.public_id,
        **arguments,
        version=version_of(request),
        key=key_of(request),
        by=scope.actor,
        at=scope.at,
    )


@posts
def change(request: HttpRequest, public_id: UUID, verb: str) -> HttpResponse:
    """Take a request through one transition; show the story with what is wrong, or go on."""
    act = _LINK if verb == "link_person" else ACTS.get(verb)
    if act is None:
        raise Http404
    scope, form = scope_of(request), Form(request.POST)
    story = care.request(public_id, at=scope.at)
    arguments = read_arguments(act, form, teams_of_hub(story.hub_id, at=scope.at))
    if not form.is_valid:
        return story_page(request, story, form=form, tried=verb)
    try:
        held = _do(request, act, story, arguments, form.value("person"))
    except care.StaleEdit as stale:
        return story_page(request, stale.story, form=form, tried=verb, stale=True)
    except Refused as refusal:
        form.refuse(refusal)
        return story_page(request, story, form=form, tried=verb)
    found.link_to(request.session, None)
    request.session[DONE] = held.sentence
    return SeeOther(reverse("staff:request", kwargs={"public_id": public_id}))
