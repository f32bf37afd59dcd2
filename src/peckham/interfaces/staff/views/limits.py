"""What narrows one person's record: marking it sensitive, and writing an objection down."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.infra import reference
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once
from peckham.interfaces.staff import limit_words
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.kernel import Refused
from peckham.organisations import api as organisations
from peckham.people import api as people_book
from peckham.sharing import api as sharing

REFUSED = "refused"


@once
@for_permission("record_objections")
def limits(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what narrows the record, and write down what the person or a clinician says.

    Of somebody who refused to share, nothing is shown but the way to take that back.
    """
    why = people_book.limits.why_closed(public_id)
    form = Form(request.POST)
    if request.method == "POST":
        try:
            _ACTS[form.value("act")](form, public_id)
        except KeyError:
            form.fail("", _("Choose what to write down."))
        except Refused as refusal:
            form.refuse(refusal)
        if form.is_valid:
            return SeeOther(_afterwards(public_id))
    if why and why != REFUSED:
        context = {"why": limit_words.WHY[why], "public_id": public_id}
        context |= {"title": _("Person"), "section": "staff:people"}
        return staff_page(request, "staff/person_closed.jinja", context, status=403)
    return _page(request, public_id, form, closed=why == REFUSED)


def _afterwards(public_id: UUID) -> str:
    """Give where to go on: by an objection the record may just have closed to its writer."""
    page = "staff:limits" if people_book.limits.why_closed(public_id) else "staff:person"
    return reverse(page, kwargs={"public_id": public_id})


def _page(request: HttpRequest, public_id: UUID, form: Form, *, closed: bool) -> HttpResponse:
    held: tuple[people_book.limits.Limit, ...] = ()
    person = None
    if not closed:
        person = people_book.person(public_id, with_record=False)
        held = people_book.limits.limits_of(person.id)
    objections = {
        kind: facts | {"since": next((x.since for x in held if x.kind == kind), None)}
        for kind, facts in reference.table("objections.toml").items()
    }
    context = {
        "form": form,
        "person": person,
        "public_id": public_id,
        "closed": closed,
        "marks": [limit for limit in held if limit.what == "mark"],
        "objections": objections,
        "said_objections": [limit for limit in held if limit.what == "objection"],
        "may_mark": person is not None and people_book.limits.may_mark(person.id),
        "limit_words": limit_words,
        "section": "staff:people",
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/limits.jinja", context, status=status)


def _object(form: Form, public_id: UUID) -> None:
    kind = form.choice("kind", sharing.vocabulary.OBJECTION_KINDS, required=_("Choose which."))
    how = _said_how(form)
    if form.is_valid:
        people_book.limits.record_objection(public_id, kind=kind, said_how=how)


def _take_back(form: Form, public_id: UUID) -> None:
    kind = form.choice("kind", sharing.vocabulary.OBJECTION_KINDS, required=_("Choose which."))
    how = _said_how(form)
    if form.is_valid:
        people_book.limits.end_objection(public_id, kind=kind, said_how=how)


def _mark(form: Form, public_id: UUID) -> None:
    category = form.choice("category", limit_words.SENSITIVE, required=_("Choose a category."))
    why = _reason(form, sharing.vocabulary.MARK_REASONS)
    username = form.line("username", longest=80)
    account_id = _account_id(username)
    if username and account_id is None:
        form.fail("username", _("Nobody signs in with this user name."))
    if username and category != "staff_as_patient":
        form.fail("username", _("Only a member of staff as a patient has a user name here."))
    if form.is_valid:
        people_book.limits.mark(public_id, category=category, reason=why, account_id=account_id)


def _account_id(username: str) -> int | None:
    found = organisations.staff.account_named(username) if username else None
    return found.id if found is not None else None


def _end_mark(form: Form, public_id: UUID) -> None:
    why = _reason(form, sharing.vocabulary.MARK_END_REASONS)
    if form.is_valid:
        try:
            mark_id = UUID(form.value("mark"))
        except ValueError:
            form.fail("", _("Choose a mark."))
        else:
            people_book.limits.end_mark(public_id, mark_id=mark_id, reason=why)


def _said_how(form: Form) -> str:
    return form.choice(
        "said_how", sharing.vocabulary.SAID_HOW, required=_("Choose how they said it.")
    )


def _reason(form: Form, known: tuple[str, ...]) -> str:
    return form.choice("reason", known, required=_("Choose why."))


_ACTS = {"object": _object, "take_back": _take_back, "mark": _mark, "end_mark": _end_mark}
