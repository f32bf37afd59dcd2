"""Staff lent and borrowed: months with what they come to, and one month with its versions."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from peckham.finance import api as finance
from peckham.interfaces.pages.posting import SeeOther, posts, reads
from peckham.interfaces.pages.spreadsheet import spreadsheet
from peckham.interfaces.staff.acting import may, scope_of
from peckham.interfaces.staff.money_pages import SECTION
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.money.reading import today_of
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Refused
from peckham.kernel.money import pounds
from peckham.places import api as places

recharges = finance.recharges
HEADER = ("version", "hub", "role", "hours", "pounds an hour", "pounds")


@reads
@for_permission("read_ledger")
def months(request: HttpRequest) -> HttpResponse:
    """List the months in which the reader's organisation lent or borrowed staff."""
    context = {
        "section": SECTION,
        "views": recharges.recharges(),
        "own": scope_of(request).organisation_id,
        "hubs": places.hubs(today_of(request)) if may(request, "run_payments") else (),
    }
    return staff_page(request, "staff/money/recharges.jinja", context)


@reads
@for_permission("read_ledger")
def month(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a month: its last version, what changed, and the versions before."""
    return _month_page(request, public_id)


def _month_page(request: HttpRequest, public_id: UUID, refused: str = "") -> HttpResponse:
    views = _versions(public_id)
    last = views[0]
    context = {
        "section": SECTION,
        "views": views,
        "view": last,
        "hubs": _names(views),
        "may_agree": may(request, "run_payments")
        and scope_of(request).organisation_id == last.borrower_id,
        "refused": refused,
        "done": request.session.pop(DONE, ""),
    }
    return staff_page(
        request, "staff/money/recharge.jinja", context, status=422 if refused else 200
    )


@reads
@for_permission("read_ledger")
def month_as_csv(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the lines of every version of a month as a spreadsheet."""
    views = _versions(public_id)
    hubs = _names(views)
    rows = [
        (
            view.version, hubs[line.hub], line.role, f"{line.minutes / 60:.2f}",
            pounds(line.pence_an_hour), pounds(line.pence),
        )
        for view in views
        for line in view.lines
    ]  # fmt: skip
    return spreadsheet(f"staff-lent-{views[0].month:%Y-%m}.csv", HEADER, rows)


@posts
@for_permission("run_payments")
def agree(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Agree to a statement for the borrower, and leave it to the worker to post."""
    scope = scope_of(request)
    try:
        recharges.agree(public_id, by=scope.actor, at=scope.at)
    except recharges.NoSuchRecharge:
        raise Http404 from None
    except Refused as refusal:
        return _month_page(request, public_id, str(refusal))
    app.configure_task(recharges.JOB).defer(statement=str(public_id))
    request.session[DONE] = _("Agreed. It is being posted to both books; look again in a moment.")
    return SeeOther(reverse("staff:recharge", kwargs={"public_id": public_id}))


def _versions(public_id: UUID) -> tuple[finance.recharges.RechargeView, ...]:
    try:
        return recharges.versions(public_id)
    except recharges.NoSuchRecharge:
        raise Http404 from None


def _names(views: tuple[finance.recharges.RechargeView, ...]) -> dict[int, str]:
    keys = {line.hub for view in views for line in view.lines}
    return {key: places.hub(key).name for key in keys}
