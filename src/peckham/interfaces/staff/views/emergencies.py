"""Break-glass: finding one person in an emergency, opening the record, ending it, reviewing it."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once, posts, reads
from peckham.interfaces.staff import limit_words
from peckham.interfaces.staff.acting import may, scope_of
from peckham.interfaces.staff.reauthentication import require_recent_sign_in
from peckham.interfaces.staff.rendering import View, for_verb, staff_page
from peckham.kernel import InvalidNhsNumber, NhsNumber, Refused
from peckham.kernel.london import day_of
from peckham.people import api as people_book
from peckham.sharing import api as sharing

# Whom the last search in an emergency found: the key, and the number as it was typed.
FOUND = "found_in_emergency"


def may_break_glass(request: HttpRequest) -> bool:
    """Say whether the reader may open a record in an emergency at all."""
    return (
        may(request, "break_glass") and scope_of(request).purpose == sharing.vocabulary.DIRECT_CARE
    )


def for_care(view: View) -> View:
    """Mark a view as being for those who may break the glass."""

    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_break_glass(request):
            raise PermissionDenied("break-glass")
        return view(request, *args, **kwargs)

    return answer


@once
@for_care
def find(request: HttpRequest) -> HttpResponse:
    """Find one person by NHS number and birth date, and show nothing else of them."""
    form, missing = Form(request.POST), False
    if request.method == "POST":
        number, born = _read(form, today=day_of(scope_of(request).at))
        found = people_book.limits.trace(number, born_on=born) if number and born else None
        if found is not None and number is not None:
            request.session[FOUND] = {"person": str(found.public_id), "number": number.digits}
            page = "staff:person" if found.may_open else "staff:break_glass"
            return SeeOther(reverse(page, kwargs={"public_id": found.public_id}))
        missing = form.is_valid
    context = {"form": form, "missing": missing, "section": "staff:people"}
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/emergencies/find.jinja", context, status=status)


def _read(form: Form, *, today: date) -> tuple[NhsNumber | None, date | None]:
    written = form.line("nhs_number", required=_("Write the NHS number."), longest=20)
    born = form.day("born", today=today, required=_("Write the date of birth."))
    try:
        number = NhsNumber.parse(written) if written else None
    except InvalidNhsNumber:
        form.fail("nhs_number", _("This is not an NHS number. Check its ten digits."))
        number = None
    return number, born


@require_recent_sign_in
@once
@for_care
def break_glass(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for the reason, and open the record to the reader alone for a short time."""
    scope, form = scope_of(request), Form(request.POST)
    emergencies = sharing.emergencies
    if request.method == "POST":
        why = form.passage(
            "reason",
            required=_("Say why you need this record now."),
            longest=emergencies.REASON_LENGTH_MAX,
        )
        if form.is_valid:
            try:
                people_book.limits.break_glass(public_id, reason=why, at=scope.at)
            except Refused as refusal:
                form.refuse(refusal)
            else:
                request.session.pop(FOUND, None)
                return SeeOther(reverse("staff:person", kwargs={"public_id": public_id}))
    kept = request.session.get(FOUND, {})
    context = {
        "form": form,
        "public_id": public_id,
        "number": kept.get("number", "") if kept.get("person") == str(public_id) else "",
        "until": scope.at + emergencies.emergency_length(on=day_of(scope.at)),
        "section": "staff:people",
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/emergencies/reason.jinja", context, status=status)


@posts
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End an emergency access now: one's own, or one in the organisation that one governs."""
    sharing.emergencies.end_break_glass(public_id)
    governs = may(request, "review_break_glass")
    return SeeOther(reverse("staff:break_glass_reviews" if governs else "staff:people"))


@reads
@for_verb("staff:break_glass_reviews")
def reviews(request: HttpRequest) -> HttpResponse:
    """List what waits for review, oldest first, and what was reviewed."""
    return _reviews_page(request, Form())


@posts
@for_verb("staff:break_glass_reviews")
def review(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say whether one was justified, and why."""
    form = Form(request.POST)
    outcome = form.choice(
        "outcome", limit_words.OUTCOMES, required=_("Choose whether it was justified.")
    )
    note = form.passage("note", required=_("Say why."), longest=1000)
    if form.is_valid:
        try:
            sharing.emergencies.review_break_glass(public_id, outcome=outcome, note=note)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return SeeOther(reverse("staff:break_glass_reviews"))
    return _reviews_page(request, form, tried=public_id)


def _reviews_page(request: HttpRequest, form: Form, tried: UUID | None = None) -> HttpResponse:
    scope = scope_of(request)
    waiting = sharing.emergencies.emergencies_to_review()
    context = {
        "form": form,
        "tried": tried,
        "waiting": [(one, sharing.emergencies.looks_under(one.public_id)) for one in waiting],
        "reviewed": sharing.emergencies.reviewed_emergencies(),
        "limit_words": limit_words,
        "account_id": scope.account_id,
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/emergencies/reviews.jinja", context, status=status)
