"""A request: one page, one story. And its receipt, and looking up whose it is."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from peckham.care import api as care
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, posts, reads, version_of
from peckham.interfaces.staff import found
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.actions import ACTS
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.teams import teams_of_hub
from peckham.interfaces.staff.views.door import RECEIPTS
from peckham.kernel.london import day_of
from peckham.people import api as people_book
from peckham.services import api as services

# What the last change did, said once on the page that follows it.
DONE = "done"


def story_page(
    request: HttpRequest,
    story: care.story.RequestStory,
    *,
    form: Form | None = None,
    tried: str = "",
    stale: bool = False,
) -> HttpResponse:
    """Render the story, with the form of the action that was tried and refused, if any."""
    scope = scope_of(request)
    person = None
    if story.person_id is not None:
        person = people_book.summaries([story.person_id], day_of(scope.at)).get(story.person_id)
    flags = {flag.code: flag.words for flag in services.red_flags()}
    context = {
        "section": "staff:my_work",
        "story": story,
        "person": person,
        "form": form or Form(),
        "tried": tried,
        "stale": stale,
        "done": request.session.pop(DONE, ""),
        "acts": ACTS,
        "teams": teams_of_hub(story.hub_id, at=scope.at),
        "flag_words": [flags.get(code, code) for code in story.red_flags],
    }
    wrong = stale or (form is not None and not form.is_valid)
    return staff_page(
        request, "staff/request.jinja", context, status=(409 if stale else 422) if wrong else 200
    )


@reads
@for_permission("work_on_requests")
def request(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one request; the look is written down."""
    found.link_to(request.session, None)
    return story_page(request, care.request(public_id, at=scope_of(request).at))


@reads
def receipt(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the receipt once more while the session holds its code; then only the story."""
    held = request.session.get(RECEIPTS, {}).get(str(public_id))
    if held is None:
        return HttpResponseRedirect(reverse("staff:request", kwargs={"public_id": public_id}))
    story = care.request(public_id, at=scope_of(request).at)
    context = {"story": story, "code": held["code"], "next_words": held["next_words"]}
    return staff_page(request, "staff/receipt.jinja", {**context, "section": "staff:door"})


@posts
def start_linking(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Look up whose request this is, beginning with the name that they gave."""
    story = care.request(public_id, at=scope_of(request).at)
    if story.claimed is None and story.person_id is None:
        raise Http404
    found.link_to(request.session, public_id, version_of(request))
    if story.claimed is not None:
        claimed = story.claimed
        born = claimed.birth_date.strftime("%d %m %Y") if claimed.birth_date else ""
        words = [claimed.nhs_number] if claimed.nhs_number else [claimed.name, born]
        found.search_for(request.session, " ".join(word for word in words if word))
    return SeeOther(reverse("staff:people"))
