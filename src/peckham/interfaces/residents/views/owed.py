"""Complaining and claiming travel costs: a few questions a page, check, send, receipt."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from peckham.interfaces.pages.filters import long_day
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.owed.complaint_steps import THANKS
from peckham.interfaces.pages.owed.fields import Step, read
from peckham.interfaces.pages.owed.sending import send_thanks
from peckham.interfaces.pages.posting import SeeOther, key_of, once, posts, reads
from peckham.interfaces.pages.rendering import page
from peckham.interfaces.residents.draft import Draft
from peckham.interfaces.residents.owed import FLOWS, Flow
from peckham.kernel import Refused
from peckham.kernel.london import day_of

RECEIPT = "owed_receipt"
# What of these flows is kept in a session, to be dropped by whoever clears it.
HELD = (RECEIPT, *(f"owed_{name}" for name in FLOWS))


def _flow(name: str) -> Flow:
    if name not in FLOWS:
        raise Http404
    return FLOWS[name]


def _draft(request: HttpRequest, flow: Flow) -> Draft:
    return Draft(request.session, request.scope.at, f"owed_{flow.name}")  # type: ignore[attr-defined]


def _address(flow: Flow, step: Step) -> str:
    return reverse("residents:owed_step", kwargs={"flow": flow.name, "slug": step.slug})


def _check_address(request: HttpRequest, flow: Flow) -> str:
    """Give the last page: within one's own record for a resident who has signed in."""
    signed_in = getattr(request, "resident", None)
    name = "residents:my_owed_check" if signed_in else "residents:owed_check"
    return reverse(name, kwargs={"flow": flow.name})


def _unanswered(draft: Draft, flow: Flow) -> Step | None:
    steps = flow.asked(draft.answers)
    return next((step for step in steps if f"done:{step.slug}" not in draft.answers), None)


@reads
def complain_or_thank(request: HttpRequest) -> HttpResponse:
    """Say what becomes of a complaint, and offer to thank instead."""
    return page(request, "residents/owed/complain.jinja", {"flow": FLOWS["complain"]})


@reads
def claim(request: HttpRequest) -> HttpResponse:
    """Say who can have travel costs paid, and what is needed."""
    return page(request, "residents/owed/claim.jinja", {"flow": FLOWS["claim"]})


def step(request: HttpRequest, flow: str, slug: str) -> HttpResponse:
    """Ask one page of questions, or read its answers and go on."""
    found = _flow(flow)
    draft = _draft(request, found)
    steps = found.asked(draft.answers)
    current = next((each for each in steps if each.slug == slug), None)
    if current is None:
        raise Http404
    if request.method != "POST":
        return _step_page(request, found, steps, current, draft, Form(draft.answers))
    form = Form(request.POST)
    today = day_of(request.scope.at)  # type: ignore[attr-defined]
    answers = read(form, current, today=today)
    if not form.is_valid:
        return _step_page(request, found, steps, current, draft, form)
    draft.keep({**answers, f"done:{current.slug}": True})
    following = _unanswered(draft, found)
    return SeeOther(_address(found, following) if following else _check_address(request, found))


def _step_page(
    request: HttpRequest, flow: Flow, steps: list[Step], current: Step, draft: Draft, form: Form
) -> HttpResponse:
    at = steps.index(current)
    start = {"complain": "residents:complain", "claim": "residents:claim"}[flow.name]
    context = {
        "title": current.title,
        "step": current,
        "form": form,
        "back": _address(flow, steps[at - 1]) if at else reverse(start),
        "kept_until": draft.kept_until,
        "return_to": "",
        "keep_address": reverse("residents:owed_keep", kwargs={"flow": flow.name}),
    }
    status = 200 if form.is_valid else 422
    return page(request, "residents/owed/step.jinja", context, status=status)


@posts
def keep(request: HttpRequest, flow: str) -> HttpResponse:
    """Start the hour again for somebody who needs more time."""
    found = _flow(flow)
    draft = _draft(request, found)
    draft.keep({})
    following = _unanswered(draft, found)
    return SeeOther(_address(found, following) if following else _check_address(request, found))


@once
def check(request: HttpRequest, flow: str) -> HttpResponse:
    """Show every answer before it is sent; send it when they say so."""
    found = _flow(flow)
    draft = _draft(request, found)
    following = _unanswered(draft, found)
    if following is not None:
        if RECEIPT in request.session and not draft.answers:
            return HttpResponseRedirect(reverse("residents:owed_sent"))
        return HttpResponseRedirect(_address(found, following))
    form = Form({})
    if request.method == "POST" and _sent(request, found, draft, form):
        return SeeOther(reverse("residents:owed_sent"))
    steps = found.asked(draft.answers)
    context = {
        "form": form,
        "rows": [
            (str(field.label), field.said(draft.answers), _address(found, each))
            for each in steps
            for field in each.fields
        ],
        "back": _address(found, steps[-1]),
        "kept_until": draft.kept_until,
        "keep_address": reverse("residents:owed_keep", kwargs={"flow": found.name}),
    }
    status = 200 if form.is_valid else 422
    return page(request, "residents/owed/check.jinja", context, status=status)


def _sent(request: HttpRequest, flow: Flow, draft: Draft, form: Form) -> bool:
    scope = request.scope  # type: ignore[attr-defined]
    try:
        receipt = flow.send(
            draft.answers, channel="online", key=key_of(request), by=scope.actor, at=scope.at
        )
    except Refused as refusal:
        form.refuse(refusal)
        return False
    draft.forget()
    request.session[RECEIPT] = {
        "flow": flow.name,
        "reference": receipt.reference,
        "code": receipt.code,
        "lead": receipt.lead,
        "due": long_day(receipt.due_on),
    }
    return True


@reads
def sent(request: HttpRequest) -> HttpResponse:
    """Show the receipt: reference, code, who has it, what happens next and by when."""
    receipt = request.session.get(RECEIPT)
    if receipt is None:
        return HttpResponseRedirect(reverse("residents:home"))
    flow = _flow(receipt["flow"])
    context = {
        "receipt": receipt,
        "title": flow.received,
        "next_words": str(flow.next_words) % {"day": receipt["due"]},
    }
    return page(request, "residents/owed/sent.jinja", context)


@once
def thank(request: HttpRequest) -> HttpResponse:
    """Take somebody's thanks."""
    form = Form(request.POST)
    scope = request.scope  # type: ignore[attr-defined]
    if request.method == "POST":
        answers = read(form, THANKS, today=day_of(scope.at))
        if form.is_valid:
            send_thanks(answers, channel="online", by=scope.actor, at=scope.at)
            return SeeOther(reverse("residents:thanked"))
    context = {"form": form, "step": THANKS, "title": THANKS.title}
    status = 200 if form.is_valid else 422
    return page(request, "residents/owed/thank.jinja", context, status=status)


@reads
def thanked(request: HttpRequest) -> HttpResponse:
    """Say that the thanks are passed on."""
    return page(request, "residents/owed/thanked.jinja")
