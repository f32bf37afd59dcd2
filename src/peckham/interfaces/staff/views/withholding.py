"""Looks withheld from a person: by a clinician who cares for them, with a reason and a review."""

from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.kernel import Refused
from peckham.kernel.london import day_of
from peckham.people import api as people
from peckham.sharing import api as sharing

EVERYBODY = "everybody"
REVIEW_AFTER = {"30": 30, "90": 90, "180": 180}


def _review_on(form: Form, today: date) -> date | None:
    days = form.choice("review", REVIEW_AFTER, required=_("Choose when to look at it again."))
    return today + timedelta(days=REVIEW_AFTER[days]) if days else None


@once
@for_permission("withhold_looks")
def withheld(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """List what is withheld from a person; a POST withholds an organisation's looks."""
    scope, person = scope_of(request), people.key_of(public_id)
    lookers = sharing.withholdings.organisations_that_looked(person.id)
    form = Form(request.POST)
    if request.method == "POST":
        whose = form.choice(
            "whose", [EVERYBODY, *(str(key) for key, _name in lookers)],
            required=_("Choose whose looks to withhold."),
        )  # fmt: skip
        reason = form.passage(
            "reason", required=_("Write down the risk of serious harm."), longest=1000
        )
        review_on = _review_on(form, day_of(scope.at))
        if form.is_valid:
            try:
                sharing.withholdings.withhold(
                    person_id=person.id,
                    organisation_id=None if whose == EVERYBODY else int(whose),
                    reason=reason,
                    review_on=review_on,
                    by=scope.actor,
                    at=scope.at,
                )
                return SeeOther(reverse("staff:withheld", args=[public_id]))
            except sharing.withholdings.IncompleteWithholding as refusal:
                form.refuse(refusal)
    context = {
        "form": form,
        "public_id": public_id,
        "lookers": lookers,
        "everybody": EVERYBODY,
        "withheld": sharing.withholdings.withholdings_of(person.id),
        "today": day_of(scope.at),
    }
    return staff_page(
        request, "staff/withheld.jinja", context, status=200 if form.is_valid else 422
    )


@once
@for_permission("withhold_looks")
def review(request: HttpRequest, public_id: UUID, withholding: UUID) -> HttpResponse:
    """Review one withholding: it goes on until another day, or it ends now."""
    scope, person = scope_of(request), people.key_of(public_id)
    found = next(
        (
            each
            for each in sharing.withholdings.withholdings_of(person.id)
            if each.public_id == withholding and each.until is None
        ),
        None,
    )
    if found is None:
        raise Http404
    form = Form(request.POST)
    if request.method == "POST":
        outcome = form.choice("outcome", ("ends", "goes_on"), required=_("Choose one of the two."))
        why = form.passage("why", required=_("Write down why."), longest=1000)
        review_on = _review_on(form, day_of(scope.at)) if outcome == "goes_on" else None
        if form.is_valid:
            try:
                sharing.withholdings.review(
                    public_id=withholding,
                    ends=outcome == "ends",
                    why=why,
                    review_on=review_on,
                    by=scope.actor,
                    at=scope.at,
                )
                return SeeOther(reverse("staff:withheld", args=[public_id]))
            except Refused as refusal:
                form.refuse(refusal)
    context = {"form": form, "public_id": public_id, "each": found}
    return staff_page(
        request, "staff/withheld_review.jinja", context, status=200 if form.is_valid else 422
    )
