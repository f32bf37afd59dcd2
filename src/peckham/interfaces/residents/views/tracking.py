"""See what is happening: by reference and code together, never by a date of birth."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.care import api as care
from peckham.interfaces.pages.filters import near_moment
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once, reads
from peckham.interfaces.pages.rendering import page
from peckham.interfaces.residents import choices
from peckham.interfaces.residents.views import owed_progress
from peckham.kernel import Refused

OPENED = "tracking"


def _track(
    request: HttpRequest, form: Form, reference: str, code: str
) -> care.story.TrackedStory | None:
    try:
        tracking = care.track(reference, code, at=request.scope.at)  # type: ignore[attr-defined]
    except Refused as refusal:
        form.refuse(refusal)
        return None
    if tracking.locked_until is not None:
        until = near_moment(tracking.locked_until, request.scope.at)  # type: ignore[attr-defined]
        form.fail(
            "code",
            _("This reference was tried too many times. Try again %s, or ring the hub.") % until,
        )
    elif tracking.story is None:
        form.fail("code", _("That reference and code do not go together. Check both."))
    return tracking.story


def _is_owed(request: HttpRequest, form: Form, reference: str, code: str) -> bool:
    """Open a complaint or a claim, where the reference is of one; a wrong code is said so."""
    try:
        subject = care.reference.subject_of(reference)
        if subject == "request":
            return False
        if owed_progress.open_by_code(request, subject, reference, code):
            return True
    except Refused as refusal:
        form.refuse(refusal)
        return False
    form.fail("code", _("That reference and code do not go together. Check both."))
    return False


def track(request: HttpRequest) -> HttpResponse:
    """Ask for the reference and the code, and open the request that they fit."""
    form = Form(request.POST)
    if request.method == "POST":
        reference = form.line("reference", required=_("Write the reference."), longest=40)
        code = form.line("code", required=_("Write the code."), longest=40)
        if form.is_valid and _is_owed(request, form, reference, code):
            return SeeOther(reverse("residents:owed_progress"))
        if form.is_valid and _track(request, form, reference, code) is not None:
            if not request.session.get("acting_in_membership"):
                request.session.set_expiry(60 * 60)
            request.session[OPENED] = [reference, code]
            return SeeOther(reverse("residents:progress"))
    status = 200 if form.is_valid else 422
    return page(request, "residents/track.jinja", {"form": form}, status=status)


@reads
def progress(request: HttpRequest) -> HttpResponse:
    """Show the story of the request that this session has opened."""
    opened = request.session.get(OPENED)
    if opened is None:
        return HttpResponseRedirect(reverse("residents:track"))
    form = Form({"reference": opened[0]})
    story = _track(request, form, *opened)
    if story is None:
        return page(request, "residents/track.jinja", {"form": form}, status=422)
    return page(request, "residents/progress.jinja", {"story": story, "states": choices.STATES})


@once
def withdraw(request: HttpRequest) -> HttpResponse:
    """Let somebody take their own request back, with a reason."""
    opened = request.session.get(OPENED)
    if opened is None:
        return HttpResponseRedirect(reverse("residents:track"))
    form = Form(request.POST)
    if request.method == "POST":
        reason = form.passage("reason", required=_("Tell us why, in a few words."), longest=500)
        if form.is_valid:
            care.withdraw_own(*opened, reason=reason, at=request.scope.at)  # type: ignore[attr-defined]
            return SeeOther(reverse("residents:progress"))
    status = 200 if form.is_valid else 422
    return page(request, "residents/withdraw.jinja", {"form": form}, status=status)
