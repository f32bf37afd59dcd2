"""Asking for help: one question a page, check, send, receipt."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, key_of, once, posts, reads
from peckham.interfaces.pages.rendering import page
from peckham.interfaces.residents import choices, sending
from peckham.interfaces.residents.draft import Draft
from peckham.interfaces.residents.presenting import check_rows
from peckham.interfaces.residents.questions import (
    WORDS_LENGTH_MAX,
    Question,
    asked_of,
    question,
)
from peckham.interfaces.residents.views import owed, owed_progress
from peckham.interfaces.residents.views.tracking import OPENED
from peckham.kernel import Refused
from peckham.kernel.london import day_of

RECEIPT = "asking_receipt"


def _address(slug: str) -> str:
    return reverse("residents:question", kwargs={"slug": slug})


def _draft(request: HttpRequest) -> Draft:
    return Draft(request.session, request.scope.at)  # type: ignore[attr-defined]


def _is_answered(draft: Draft, entry: Question) -> bool:
    if entry.slug == "contact" and draft.text("contact_for") != draft.text("reach"):
        return False
    return f"done:{entry.slug}" in draft.answers


def _first_unanswered(draft: Draft, before: Question | None = None) -> Question | None:
    """Find the first question, before a given one, that has no answer yet."""
    for entry in asked_of(draft):
        if entry is before:
            return None
        if not _is_answered(draft, entry):
            return entry
    return None


def _neighbours(draft: Draft, current: Question) -> tuple[str, str]:
    """Give the addresses of the pages before and after a question."""
    order = asked_of(draft)
    at = order.index(current)
    before = _address(order[at - 1].slug) if at else reverse("residents:ask")
    after = _address(order[at + 1].slug) if at + 1 < len(order) else reverse("residents:check")
    return before, after


@reads
def start(request: HttpRequest) -> HttpResponse:
    """Say what asking is, and what to do instead in an emergency."""
    return page(request, "residents/ask.jinja", {"first": _address("for-whom")})


def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask one question, or read its answer and go on to the next."""
    current, draft = question(slug), _draft(request)
    if current is None or not current.asked(draft):
        raise Http404
    unanswered = _first_unanswered(draft, before=current)
    if unanswered is not None:
        return HttpResponseRedirect(_address(unanswered.slug))
    if request.method == "POST":
        return _answered(request, current, draft)
    return _question_page(request, current, draft, Form(draft.answers))


def _answered(request: HttpRequest, current: Question, draft: Draft) -> HttpResponse:
    form = Form(request.POST)
    today = day_of(request.scope.at)  # type: ignore[attr-defined]
    answers = current.read(form, draft, sending.menu(), today)
    if not form.is_valid:
        return _question_page(request, current, draft, form)
    if not draft.was_started and not request.session.get("acting_in_membership"):
        request.session.set_expiry(60 * 60)
    draft.keep({**answers, f"done:{current.slug}": True})
    if current.slug == "now" and draft.several("red_flags"):
        return SeeOther(reverse("residents:in_danger"))
    if request.POST.get("return_to") == "check" and _first_unanswered(draft) is None:
        return SeeOther(reverse("residents:check"))
    return SeeOther(_neighbours(draft, current)[1])


def _question_page(
    request: HttpRequest, current: Question, draft: Draft, form: Form
) -> HttpResponse:
    before, _after = _neighbours(draft, current)
    changing = request.GET.get("change") == "1" or request.POST.get("return_to") == "check"
    context = {
        "title": current.heading(draft),
        "form": form,
        "menu": sending.menu(),
        "choices": choices,
        "words_length_max": WORDS_LENGTH_MAX,
        "for_other": draft.text("for_whom") == "other",
        "reach": draft.text("reach"),
        "back": reverse("residents:check") if changing else before,
        "return_to": "check" if changing else "",
        "kept_until": draft.kept_until,
    }
    template = f"residents/questions/{current.slug.replace('-', '_')}.jinja"
    return page(request, template, context, status=200 if form.is_valid else 422)


@reads
def in_danger(request: HttpRequest) -> HttpResponse:
    """Interrupt: call 999 now. The request may still be sent afterwards."""
    draft, menu = _draft(request), sending.menu()
    ticked = [menu.red_flags[flag] for flag in draft.several("red_flags") if flag in menu.red_flags]
    if not ticked:
        return HttpResponseRedirect(_address("now"))
    current = question("now")
    assert current is not None
    context = {"ticked": ticked, "back": _address("now"), "after": _neighbours(draft, current)[1]}
    return page(request, "residents/in_danger.jinja", context)


@once
def check(request: HttpRequest) -> HttpResponse:
    """Show every answer before it is sent; send it when they say so."""
    draft = _draft(request)
    unanswered = _first_unanswered(draft)
    if unanswered is not None:
        if RECEIPT in request.session and not draft.answers:
            return HttpResponseRedirect(reverse("residents:sent"))
        return HttpResponseRedirect(_address(unanswered.slug))
    form = Form({})
    if request.method == "POST":
        try:
            receipt = sending.send(draft, key=key_of(request), at=request.scope.at)  # type: ignore[attr-defined]
        except Refused as refusal:
            form.refuse(refusal)
        else:
            draft.forget()
            request.session[RECEIPT] = receipt
            return SeeOther(reverse("residents:sent"))
    last = asked_of(draft)[-1]
    context = {
        "form": form,
        "rows": check_rows(draft, sending.menu()),
        "back": _address(last.slug),
        "kept_until": draft.kept_until,
        "title": _("Check your answers"),
    }
    return page(request, "residents/check.jinja", context, status=200 if form.is_valid else 422)


@reads
def sent(request: HttpRequest) -> HttpResponse:
    """Show the receipt: reference, code, who has it, what happens next and by when."""
    receipt = request.session.get(RECEIPT)
    if receipt is None:
        return HttpResponseRedirect(reverse("residents:home"))
    return page(request, "residents/sent.jinja", {"receipt": receipt})


def forget(request: HttpRequest) -> HttpResponse:
    """Drop every answer now, for somebody on a computer that others use."""
    if request.method == "POST":
        _draft(request).forget()
        for held in (RECEIPT, OPENED, *owed.HELD, owed_progress.OPENED):
            request.session.pop(held, None)
        return SeeOther(reverse("residents:home"))
    return page(request, "residents/forget.jinja")


@posts
def keep(request: HttpRequest) -> HttpResponse:
    """Start the hour again for somebody who needs more time."""
    draft = _draft(request)
    draft.keep({})
    return SeeOther(_next_stop(draft))


def _next_stop(draft: Draft) -> str:
    unanswered = _first_unanswered(draft)
    return _address(unanswered.slug) if unanswered else reverse("residents:check")
