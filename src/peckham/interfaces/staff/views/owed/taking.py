"""Taking a complaint or a claim by phone, at the desk, or from a letter: the online questions."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from peckham.contracts.api import complaints
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.owed import claim_steps, complaint_steps
from peckham.interfaces.pages.owed.fields import Answers, Field, Step, read
from peckham.interfaces.pages.owed.sending import send_claim, send_complaint
from peckham.interfaces.pages.posting import SeeOther, key_of, once, reads
from peckham.interfaces.staff.acting import may, scope_of
from peckham.interfaces.staff.rendering import staff_page
from peckham.kernel import Refused
from peckham.kernel.london import day_of

RECEIPT = "owed_receipt_at_the_door"
CHANNELS = {
    "phone": _("By phone"),
    "desk": _("At the desk"),
    "letter": _("In a letter"),
    "email": _("By email"),
}
HOW = Step(
    "how",
    _("How it came"),
    (
        Field("channel", _("How it came"), "radios", options=CHANNELS,
              required=_("Choose how it came.")),
        Field("received_on", _("The day it came, where not today"), "day"),
    ),
)  # fmt: skip
KINDS = {
    "complaint": (_("Take a complaint"), complaint_steps.STEPS, send_complaint),
    "claim": (_("Take a travel claim"), claim_steps.STEPS, send_claim),
}


def _asked(kind: str) -> tuple[Step, ...]:
    """Give the steps, without where to send it: it has reached the body that one acts for."""
    steps = KINDS[kind][1]
    return (
        HOW,
        *(
            Step(s.slug, s.title, tuple(f for f in s.fields if f.name != "body"), s.asked)
            for s in steps
            if s.slug != "sharing"
        ),
    )


@once
def take(request: HttpRequest, kind: str) -> HttpResponse:
    """Take what somebody says, for the organisation that one acts for."""
    if not any(may(request, each) for each in ("take_requests", "handle_complaints")):
        raise PermissionDenied("take_requests")
    if kind not in KINDS:
        raise Http404
    title, _steps, _send = KINDS[kind]
    form = Form(request.POST)
    if request.method == "POST":
        receipt = _taken(request, kind, form)
        if receipt is not None:
            request.session[RECEIPT] = {
                "title": str(title),
                "reference": receipt.reference,
                "code": receipt.code,
                "lead": receipt.lead,
                "due_on": receipt.due_on.isoformat(),
            }
            return SeeOther(reverse("staff:owed_receipt"))
    context = {"title": title, "steps": _asked(kind), "form": form}
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/owed/take.jinja", context, status=status)


def _taken(request: HttpRequest, kind: str, form: Form) -> complaints.DutyReceipt | None:
    scope = scope_of(request)
    answers: Answers = {"body": str(scope.organisation_id or 0)}
    for step in _asked(kind):
        if step.asked(answers):
            answers = {**answers, **read(form, step, today=day_of(scope.at))}
    if not form.is_valid:
        return None
    try:
        return KINDS[kind][2](
            answers,
            channel=str(answers["channel"]),
            key=key_of(request),
            by=scope.actor,
            at=scope.at,
        )
    except Refused as refusal:
        form.refuse(refusal)
        return None


@reads
def receipt(request: HttpRequest) -> HttpResponse:
    """Show the receipt to be read aloud or printed; the code is seen this once."""
    held = request.session.get(RECEIPT)
    if held is None:
        raise Http404
    return staff_page(request, "staff/owed/receipt.jinja", {"receipt": held})
