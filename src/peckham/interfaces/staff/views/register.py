"""The register of flows: on a page to print for an audit, and as a spreadsheet."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from peckham.interfaces.pages import access_words
from peckham.interfaces.pages.filters import moment as said_moment
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import reads
from peckham.interfaces.pages.spreadsheet import spreadsheet
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.rendering import for_verb, staff_page
from peckham.kernel.london import day_of, moment
from peckham.sharing import api as sharing

SECTION = "staff:register"
# An answer of some two megabytes. What is cut is said in the file's last line.
CSV_LENGTH_MAX = 10_000
HEADER = (
    "from", "from role", "to", "to role", "agreement", "title", "version", "purposes", "data",
    "article 6", "article 9", "confidentiality", "section 251 reference",
    "section 251 last day", "impact assessment", "opt-outs honoured", "in force at", "as known at",
)  # fmt: skip


def _clock(form: Form, name: str, *, now: datetime) -> datetime:
    """Read one of the two clocks: the end of a day, or now where the day is today or not given."""
    given = form.value(name).strip()
    if not given:
        return now
    try:
        day = date.fromisoformat(given)
        end = moment(day + timedelta(days=1), time.min) - timedelta(microseconds=1)
    except (ValueError, OverflowError):
        form.fail(name, _("Write a day, like 2026-11-23."))
        return now
    return now if day == day_of(now) else end


def _asked(request: HttpRequest) -> tuple[Form, sharing.register.Register]:
    now, form = scope_of(request).at, Form(request.GET)
    at, known_at = _clock(form, "on", now=now), _clock(form, "known_on", now=now)
    return form, sharing.register.register_of_flows(at=at, known_at=min(known_at, now))


@reads
@for_verb(SECTION)
def register(request: HttpRequest) -> HttpResponse:
    """Show who may be given whose records, for what and on which bases, by two clocks."""
    form, found = _asked(request)
    context = {"form": form, "register": found, "words": access_words}
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/access/register.jinja", context, status=status)


def _lines(found: sharing.register.Register) -> Iterator[tuple[object, ...]]:
    moments = (said_moment(found.at), said_moment(found.known_at))
    for entry in found.entries:
        terms = entry.terms
        honoured = sorted({kind for each in entry.opt_outs for kind in each.honoured})
        said = (
            entry.reference,
            entry.title,
            entry.number,
            "; ".join(terms.purposes),
            "; ".join(terms.categories),
            terms.article_6,
            terms.article_9,
            terms.confidentiality_basis,
            terms.section_251_reference,
            terms.section_251_expires_on or "",
            terms.impact_assessment_reference,
            "; ".join(honoured),
            *moments,
        )
        for giver in entry.suppliers:
            for taker in entry.receivers:
                if giver.organisation_id != taker.organisation_id:
                    yield (giver.name, giver.role, taker.name, taker.role, *said)


@reads
@for_verb(SECTION)
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the register as a spreadsheet of one line a flow, up to what one answer can hold."""
    _form, found = _asked(request)
    lines = list(islice(_lines(found), CSV_LENGTH_MAX))
    if found.flows > CSV_LENGTH_MAX:
        cut = found.flows - CSV_LENGTH_MAX
        lines.append((_("%d more flows are not in this file.") % cut,))
    return spreadsheet("register-of-flows.csv", HEADER, lines)
