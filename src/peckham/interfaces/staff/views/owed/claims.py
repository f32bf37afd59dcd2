"""Travel claims: the worklist in due order, one claim with what the rules say, and the decision."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.contracts.api import travel
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.owed.fields import Step as Asked
from peckham.interfaces.pages.owed.fields import read
from peckham.interfaces.pages.owed.telling import facts_of
from peckham.interfaces.pages.posting import SeeOther, once, reads, version_of
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.owed_acts import CLAIM_FIELDS, decided
from peckham.interfaces.staff.owed_words import CLAIM_SENTENCES, CLAIM_STATES, LABELS, STATUSES
from peckham.interfaces.staff.rendering import for_verb, staff_page
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Refused, money
from peckham.kernel.london import day_of

SECTION = "staff:travel_claims"


def _found(request: HttpRequest, public_id: UUID) -> travel.ClaimStory:
    try:
        return travel.claim(public_id, on=day_of(scope_of(request).at))
    except Refused:
        raise Http404 from None


@reads
@for_verb(SECTION)
def worklist(request: HttpRequest) -> HttpResponse:
    """List the claims that wait for a decision, in due order, then those that were decided."""
    context = {
        "lines": travel.worklist(on=day_of(scope_of(request).at)),
        "ended": travel.ended(),
        "states": CLAIM_STATES,
        "statuses": STATUSES,
        "done": request.session.pop(DONE, ""),
    }
    return staff_page(request, "staff/owed/claims.jinja", context)


@reads
@for_verb(SECTION)
def claim(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one claim: what is claimed, what each rule says and why, and what may be done."""
    story = _found(request, public_id)
    context = {
        "section": SECTION,
        "story": story,
        "states": CLAIM_STATES,
        "statuses": STATUSES,
        "labels": LABELS,
        "pounds": money.in_words,
        "steps": [(str(CLAIM_SENTENCES[each.kind]) % facts_of(each), each) for each in story.steps],
        "done": request.session.pop(DONE, ""),
    }
    return staff_page(request, "staff/owed/claim.jinja", context)


@once
@for_verb(SECTION)
def act(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Check a claim, decide it, or say that it is paid."""
    story = _found(request, public_id)
    entry = next((each for each in story.possible if each.kind == kind), None)
    if entry is None or kind not in CLAIM_FIELDS:
        raise Http404
    amount = story.assessment.amount
    offered = {"amount": money.in_words(amount.paid_pence)} if amount else {}
    form = Form(request.POST if request.method == "POST" else offered)
    if request.method == "POST" and _acted(request, story, kind, form):
        return SeeOther(reverse("staff:travel_claim", kwargs={"public_id": public_id}))
    context = {
        "section": SECTION,
        "story": story,
        "label": LABELS[kind],
        "fields": CLAIM_FIELDS[kind],
        "form": form,
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/owed/claim_act.jinja", context, status=status)


def _acted(request: HttpRequest, story: travel.ClaimStory, kind: str, form: Form) -> bool:
    scope = scope_of(request)
    answers = read(form, Asked("", "", CLAIM_FIELDS[kind]), today=day_of(scope.at))
    if not form.is_valid:
        return False
    try:
        with transaction.atomic():
            travel.handle(
                kind,
                story.public_id,
                decided(kind, answers),
                version=version_of(request),
                by=scope.actor,
                at=scope.at,
            )
    except Refused as refusal:
        form.refuse(refusal)
        return False
    request.session[DONE] = _("Written down.")
    return True


@reads
@for_verb(SECTION)
def letter(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the letter of the decision, to be printed."""
    story = _found(request, public_id)
    if story.decision is None:
        raise Http404
    amount = story.decision["amount_pence"]
    context = {
        "section": SECTION,
        "story": story,
        "decided_on": next(e.on_day for e in story.steps if e.kind in ("allowed", "refused")),
        "amount": money.in_words(amount) if amount is not None else "",
        "statuses": STATUSES,
    }
    return staff_page(request, "staff/owed/claim_letter.jinja", context)
