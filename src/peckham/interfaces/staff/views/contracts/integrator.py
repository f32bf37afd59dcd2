"""One integrator: decisions, members, scores and host, contracts held, functions and oversight."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.interfaces.pages import partner_words as words
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, posts, reads
from peckham.interfaces.staff.acting import may
from peckham.interfaces.staff.partnering import (
    SECTION,
    Part,
    check_kept_here,
    do_part,
    partnerships,
    told,
    who,
)
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.requests import DONE

Integrator = partnerships.views.IntegratorView


def _decision(request: HttpRequest, one: Integrator, form: Form) -> str:
    if not may(request, "record_decisions"):
        raise PermissionDenied("record_decisions")
    decided_by = form.line("decided_by", required=_("Write which body decided."))
    outcome = form.choice("outcome", words.OUTCOMES, required=_("Choose what it decided."))
    found = told(request, form, "decision")
    if form.is_valid:
        partnerships.forming.decide(
            integrator_id=one.id,
            decided_by=decided_by,
            outcome=outcome,
            reference=found.source,
            told=found,
            **who(request),
        )
    return _("The decision is on record.")


def _member_of(one: Integrator, form: Form, name: str, message: str) -> int:
    keys = [str(member.id) for member in one.members if not member.has_left]
    return int(form.choice(name, keys, required=message) or 0)


def _scored(request: HttpRequest, one: Integrator, form: Form) -> str:
    member_id = _member_of(one, form, "candidate", _("Choose who is scored."))
    scores = {}
    for criterion in words.CRITERIA:
        key = criterion.replace(" ", "_")
        points = form.choice(f"score_{key}", words.SCORES, required=_("Choose a score."))
        reason = form.line(f"reason_{key}", required=_("Write the reason."), longest=400)
        scores[criterion] = (int(points or 0), reason)
    found = told(request, form, "scores")
    if form.is_valid:
        partnerships.hosting.score(member_id=member_id, scores=scores, told=found, **who(request))
    return _("The scores and their reasons are published.")


def _host(request: HttpRequest, one: Integrator, form: Form) -> str:
    member_id = _member_of(one, form, "host", _("Choose who hosts."))
    reason = form.passage("reason", required=_("Write why it was chosen."), longest=2000)
    found = told(request, form, "host")
    if form.is_valid:
        partnerships.hosting.choose_host(
            member_id=member_id, reason=reason, told=found, **who(request)
        )
    return _("The host is chosen. Hosting is not holding a contract: say that separately.")


def _holding(request: HttpRequest, one: Integrator, form: Form) -> str:
    member_id = _member_of(one, form, "holder", _("Choose of which member you speak."))
    holds = form.choice("holds", words.HOLDS, required=_("Choose an answer."))
    said = form.passage("known", required=_("Write what is known."), longest=1000)
    found = told(request, form, "holding")
    if form.is_valid:
        body_id = next(member.body_id for member in one.members if member.id == member_id)
        partnerships.forming.state_holding(
            integrator_id=one.id,
            body_id=body_id,
            holds=holds,
            words=said,
            told=found,
            **who(request),
        )
    return _("Written down: whether it holds contracts here.")


def _function(request: HttpRequest, one: Integrator, form: Form) -> str:
    codes = [owned.function.code for owned in one.functions]
    function = form.choice("function", codes, required=_("Choose a function."))
    member_id = _member_of(one, form, "owner", _("Choose of which member the owner is."))
    named = form.line("named", required=_("Name one person or a small team."))
    found = told(request, form, "function")
    if form.is_valid:
        partnerships.forming.own_function(
            integrator_id=one.id,
            function=function,
            member_id=member_id,
            named=named,
            told=found,
            **who(request),
        )
    return _("The owner is published.")


def _oversight(request: HttpRequest, one: Integrator, form: Form) -> str:
    kind = form.choice("kind", words.OVERSIGHT, required=_("Choose what this is."))
    said = form.passage("said", required=_("Write it down."), longest=2000)
    found = told(request, form, "oversight")
    if form.is_valid:
        partnerships.forming.record_oversight(
            integrator_id=one.id, kind=kind, words=said, told=found, **who(request)
        )
    return _("Written down, for everybody to read.")


PARTS: dict[str, Part[Integrator]] = {
    "decision": _decision,
    "scores": _scored,
    "host": _host,
    "holding": _holding,
    "function": _function,
    "oversight": _oversight,
}


def _found(public_id: UUID) -> Integrator:
    try:
        return partnerships.integrator(public_id)
    except partnerships.NoSuchIntegrator:
        raise Http404 from None


def _page(request: HttpRequest, one: Integrator, form: Form, part: str = "") -> HttpResponse:
    context = {
        "section": SECTION,
        "one": one,
        "scheme": partnerships.catalogue.scheme_of(one.place.scheme),
        "present": [member for member in one.members if not member.has_left],
        "words": words,
        "form": form,
        "part": part,
        "may_keep": may(request, "keep_partnerships"),
        "may_decide": may(request, "record_decisions"),
        "done": request.session.pop(DONE, ""),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/contracts/integrator.jinja", context, status=status)


@reads
@for_permission("read_contracts")
def integrator(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one integrator as it stands, with its gaps."""
    return _page(request, _found(public_id), Form())


@posts
@for_permission("keep_partnerships")
def add(request: HttpRequest, public_id: UUID, part: str) -> HttpResponse:
    """Write one thing down about an integrator."""
    one, form = _found(public_id), Form(request.POST)
    check_kept_here(one.place)
    said = do_part(PARTS, part, request, one, form)
    if not form.is_valid:
        return _page(request, one, form, part)
    request.session[DONE] = said
    return SeeOther(reverse("staff:integrator", kwargs={"public_id": public_id}))
