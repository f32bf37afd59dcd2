"""The door: find the person, take their words, see who holds it next and by when, save."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.care import api as care
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, key_of, once, posts, reads
from peckham.interfaces.staff import asking, found, words
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.rendering import for_verb, staff_page
from peckham.interfaces.staff.views.people import results_for
from peckham.kernel import Refused
from peckham.people import api as people_book

RECEIPTS = "receipts"
_CHANNEL = "door_channel"


@reads
@for_verb("staff:door")
def door(request: HttpRequest) -> HttpResponse:
    """Find or start."""
    found.link_to(request.session, None)
    return staff_page(request, "staff/door.jinja", results_for(request))


@posts
@for_verb("staff:door")
def begin(request: HttpRequest) -> HttpResponse:
    """Write down that this person is at the door, which opens their record to the team."""
    scope = scope_of(request)
    public_id = request.POST.get("person", "")
    care.begin_contact(
        found.key_of(request.session, public_id),
        channel=request.session.get(_CHANNEL, "phone"),
        by=scope.actor,
        at=scope.at,
    )
    return SeeOther(reverse("staff:take", kwargs={"public_id": public_id}))


def _person_id(public_id: UUID | None) -> int | None:
    """Give the key of whoever it is for: taking a request opens no more of the record."""
    return None if public_id is None else people_book.key_of(public_id).id


@once
@for_verb("staff:door")
def take(request: HttpRequest, public_id: UUID | None = None) -> HttpResponse:
    """Take a request from a known person, or from somebody as they say they are."""
    if request.method != "POST":
        form = Form({"channel": request.session.get(_CHANNEL, "phone"), "for_whom": "self"})
        return _take_page(request, public_id, form)
    scope, form = scope_of(request), Form(request.POST)
    asked = asking.read_asked(form, _person_id(public_id), at=scope.at)
    if form.is_valid and request.POST.get("step") == "save":
        try:
            receipt = care.take_request(asked, key=key_of(request), by=scope.actor, at=scope.at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _saved(request, asked.channel, receipt)
    shown = _shown(asked, form, scope.at)
    return _take_page(request, public_id, form, shown)


def _saved(request: HttpRequest, channel: str, receipt: care.story.Receipt) -> HttpResponse:
    """Keep the code for the receipt page: it is stored nowhere else but as a hash."""
    request.session[_CHANNEL] = channel
    request.session[RECEIPTS] = {
        str(receipt.public_id): {"code": receipt.code, "next_words": receipt.next_words}
    }
    page = "staff:live" if receipt.is_live else "staff:receipt"
    return SeeOther(reverse(page, kwargs={"public_id": receipt.public_id}))


def _take_page(
    request: HttpRequest,
    public_id: UUID | None,
    form: Form,
    preview: object | None = None,
) -> HttpResponse:
    person = None if public_id is None else people_book.person(public_id, with_record=False)
    context = {
        "title": _("Take a request"),
        "section": "staff:door",
        "form": form,
        "person": person,
        "menu": asking.menu(),
        "channels": asking.CHANNELS,
        "for_whom": asking.FOR_WHOM,
        "modes": words.MODES,
        "blocked": person.blocked if person else {},
        "open_requests": care.open_requests_of(person.id) if person else (),
        "preview": preview,
        "ticked": form.values("red_flags"),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/take.jinja", context, status=status)


def _shown(asked: care.Asked, form: Form, at: datetime) -> object | None:
    """Say where it would go, as soon as there is something to decide it by."""
    if not (asked.category or asked.red_flags):
        return None
    try:
        return care.preview(asked, at=at)
    except Refused as refusal:
        form.refuse(refusal)
        return None


@reads
@for_verb("staff:door")
def preview(request: HttpRequest) -> HttpResponse:
    """Give the part of the page that says who holds it next, for the page's script."""
    public_id = request.GET.get("person")
    person_id = _person_id(UUID(public_id) if public_id else None)
    asked = asking.glimpsed(
        request.GET.get("category", ""), request.GET.getlist("red_flags"), person_id
    )
    shown = _shown(asked, Form(), scope_of(request).at)
    return staff_page(request, "staff/parts/next.jinja", {"preview": shown})
