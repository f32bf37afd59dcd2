"""Complaints: the worklist in due order, one complaint as one story, acts and letters."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peckham.contracts.api import complaints
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.owed.fields import Step as Asked
from peckham.interfaces.pages.owed.fields import read
from peckham.interfaces.pages.owed.telling import facts_of
from peckham.interfaces.pages.posting import SeeOther, once, reads, version_of
from peckham.interfaces.pages.spreadsheet import spreadsheet
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.owed_acts import COMPLAINT_FIELDS, fields_of, given
from peckham.interfaces.staff.owed_words import (
    COMPLAINT_SENTENCES,
    COMPLAINT_STATES,
    CONSENTS,
    LABELS,
    LIMBS,
)
from peckham.interfaces.staff.rendering import for_verb, staff_page
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Refused
from peckham.kernel.london import day_of

SECTION = "staff:complaints"
LETTERS = {
    "acknowledged": gettext_lazy("We have your complaint"),
    "explained": gettext_lazy("Why you have no answer yet"),
    "answered": gettext_lazy("Our answer to your complaint"),
}


def _found(request: HttpRequest, public_id: UUID) -> complaints.ComplaintStory:
    try:
        return complaints.complaint(public_id, on=day_of(scope_of(request).at))
    except complaints.NotFound:
        raise Http404 from None


@reads
@for_verb(SECTION)
def worklist(request: HttpRequest) -> HttpResponse:
    """List the open complaints in due order, then what has ended, then thanks."""
    context = {
        "lines": complaints.worklist(on=day_of(scope_of(request).at)),
        "ended": complaints.ended(),
        "thanks": complaints.thanks(),
        "states": COMPLAINT_STATES,
        "done": request.session.pop(DONE, ""),
    }
    return staff_page(request, "staff/owed/complaints.jinja", context)


@reads
@for_verb(SECTION)
def complaint(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one complaint: what was said, its clocks, who is concerned, all that happened."""
    story = _found(request, public_id)
    context = {
        "section": SECTION,
        "story": story,
        # The last body that agrees moves the lead: nobody chooses that by itself.
        "possible": [each for each in story.possible if each.kind in COMPLAINT_FIELDS],
        "states": COMPLAINT_STATES,
        "steps": [
            (str(COMPLAINT_SENTENCES[each.kind]) % facts_of(each), each) for each in story.steps
        ],
        "labels": LABELS,
        "limbs": LIMBS,
        "consents": CONSENTS,
        "letter_names": LETTERS,
        "letters": [kind for kind in LETTERS if story.last(kind)],
        "done": request.session.pop(DONE, ""),
    }
    return staff_page(request, "staff/owed/complaint.jinja", context)


@once
@for_verb(SECTION)
def act(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Do one thing with a complaint; what is refused says the rule and what would satisfy it."""
    story = _found(request, public_id)
    entry = next((each for each in story.possible if each.kind == kind), None)
    if entry is None or kind not in COMPLAINT_FIELDS:
        raise Http404
    fields = fields_of(kind, story)
    form = Form(request.POST)
    if request.method == "POST" and _acted(request, story, kind, Asked("", "", fields), form):
        return SeeOther(reverse("staff:complaint", kwargs={"public_id": public_id}))
    context = {
        "section": SECTION,
        "story": story,
        "act": entry,
        "labels": LABELS,
        "fields": fields,
        "form": form,
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/owed/complaint_act.jinja", context, status=status)


def _acted(
    request: HttpRequest, story: complaints.ComplaintStory, kind: str, asked: Asked, form: Form
) -> bool:
    scope = scope_of(request)
    answers = read(form, asked, today=day_of(scope.at))
    if not form.is_valid:
        return False
    try:
        with transaction.atomic():
            done = complaints.handle(
                kind,
                story.public_id,
                given(answers, story),
                version=version_of(request),
                by=scope.actor,
                at=scope.at,
            )
    except Refused as refusal:
        form.refuse(refusal)
        return False
    moved = done == "lead_agreed"
    request.session[DONE] = _("All agree: the lead has moved.") if moved else _("Written down.")
    return True


@reads
@for_verb(SECTION)
def letter(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Show a letter to the person, to be printed."""
    story = _found(request, public_id)
    step = story.last(kind) if kind in LETTERS else None
    if step is None:
        raise Http404
    context = {
        "section": SECTION,
        "story": story,
        "step": step,
        "kind": kind,
        "letter_names": LETTERS,
    }
    return staff_page(request, "staff/owed/complaint_letter.jinja", context)


@reads
@for_verb(SECTION)
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the open complaints as a file; no words and no names in it."""
    rows = [
        [line.reference, str(COMPLAINT_STATES[line.state]), line.lead, line.received_on.isoformat(),
         line.due_on.isoformat() if line.due_on else "", line.handler]
        for line in complaints.worklist(on=day_of(scope_of(request).at))
    ]  # fmt: skip
    header = ["reference", "state", "lead", "received on", "due on", "handler"]
    return spreadsheet("complaints.csv", header, rows)
