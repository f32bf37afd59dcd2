"""The calculator of shared gains and losses: all that it needs stands in the address."""

from django.http import HttpRequest, HttpResponse

from peckham.finance import api as finance
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import reads
from peckham.interfaces.staff import variance_words as said
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.kernel import Refused

_TERMS = ("dead_band", "loss_share", "gain_share", "cap")


@reads
@for_permission("read_ledger")
def calculator(request: HttpRequest) -> HttpResponse:
    """Share a result by terms, step by step."""
    form = Form(request.GET)
    context = {"form": form, "shared": _shared(form), "words": said}
    return staff_page(request, "staff/money/share.jinja", context)


def _shared(form: Form) -> finance.sharing.Shared | None:
    """Share what the address says; None while something is missing or wrong."""
    paid, result = said.pence(form, "paid"), said.pence(form, "result")
    given = {name: said.per_cent(form, name) for name in _TERMS}
    terms = {name: part for name, part in given.items() if part is not None}
    if paid is None or result is None or len(terms) < len(_TERMS) or not form.is_valid:
        return None
    try:
        by = finance.sharing.Sharing(**terms)
    except Refused as refusal:
        form.refuse(refusal)
        return None
    return finance.sharing.share(paid, result, by, is_gate_reached=form.value("missed") != "yes")
