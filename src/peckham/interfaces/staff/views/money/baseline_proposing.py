"""Proposing a baseline: from files, from the ledger, or from an earlier version with changes."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.finance import api as finance
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once
from peckham.interfaces.staff import baseline_words as said_of
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.money_pages import SECTION
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.money import baselines as pages
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import EmptyPeriod, Period, Refused
from peckham.kernel.london import day_of
from peckham.kernel.months import years_after
from peckham.places import api as places

book = finance.baselines
given = book.inputs
FILE_BYTES_MAX = 1024 * 1024
# Where on the form a part of the inputs is given whose own name stands nowhere on it.
_FIELDS = {
    "price_base": "year",
    "prices": "rates",
    "uplifts": "changes",
    "trends": "changes",
    "weights": "weight_historical",
}


@once
@for_permission("propose_baselines")
def propose(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Propose a version; what is not given anew is that of the version it begins with."""
    contract = pages.contract_or_404(public_id)
    versions = book.versions(contract.id)
    form = Form(request.POST if request.method == "POST" else _begun(versions))
    if request.method == "POST":
        made = _proposed(request, contract, form, versions)
        if made is not None:
            request.session[DONE] = _("Proposed. It counts once the commissioner has adopted it.")
            return SeeOther(reverse("staff:baseline", kwargs={"public_id": made}))
    context = {
        "section": SECTION,
        "contract": contract,
        "versions": versions,
        "rules": book.weighing.rebase_rules(contract.id),
        "runs": places.projections.runs(),
        "columns": book.files.COLUMNS,
        "trend": book.published_trend(day_of(scope_of(request).at)),
        "words_of": said_of,
        "form": form,
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/money/baseline_propose.jinja", context, status=status)


def _begun(versions: tuple[book.VersionLine, ...]) -> dict[str, object]:
    """Fill the form with what stands in the newest version."""
    if not versions:
        return {"efficiency": "0", "weight_historical": "50", "weight_demographic": "50"}
    told = book.version(versions[0].public_id).inputs
    days = {"year": told.year.start, "outturn_from": told.outturn.during.start}
    boxes = {
        f"{name}_{part}": getattr(day, part)
        for name, day in days.items()
        for part in ("day", "month", "year")
    }
    weights = {
        f"weight_{name}": _percent(told.weights.get(name, Fraction(0))) for name in said_of.METHODS
    }
    return boxes | weights | {
        "begin": str(versions[0].public_id),
        "efficiency": _percent(told.efficiency),
        "efficiency_source": told.efficiency_source,
    }  # fmt: skip


def _percent(part: Fraction) -> str:
    return f"{float(100 * part):g}"


def _proposed(
    request: HttpRequest,
    contract: finance.parties.ContractLine,
    form: Form,
    versions: tuple[book.VersionLine, ...],
) -> UUID | None:
    scope = scope_of(request)
    begin = form.choice("begin", [str(one.public_id) for one in versions])
    before = book.version(UUID(begin)).inputs if begin else None
    told = _inputs(request, contract.id, form, before)
    words = form.passage("words", required=_("Say why you propose it."), longest=2000)
    rules = [str(one.public_id) for one in book.weighing.rebase_rules(contract.id)]
    rebase = form.choice("rebase", rules)
    counts_from = form.day("counts_from", today=None)
    if not form.is_valid or told is None:
        return None
    try:
        with transaction.atomic():
            return book.propose(
                contract_id=contract.id,
                proposed_for=scope.organisation_id or 0,
                inputs=told,
                services=book.services_of(contract.public_id, on=day_of(scope.at)),
                words=words,
                counts_from=_within(counts_from, told.year),
                rebase=UUID(rebase) if rebase else None,
                by=scope.actor,
                at=scope.at,
            )
    except Refused as refusal:
        refusal.field = _FIELDS.get(refusal.field, refusal.field)
        form.refuse(refusal)
    return None


def _within(day: date | None, year: Period) -> date | None:
    """Give the first day on which it would count, if it lies in its year.

    Raises:
        EmptyPeriod: If it does not.
    """
    if day is not None and not year.contains(day):
        raise EmptyPeriod(_("The day lies outside the year of the baseline."), field="counts_from")
    return day


def _inputs(
    request: HttpRequest, contract_id: int, form: Form, before: given.Inputs | None
) -> given.Inputs | None:
    """Put the inputs together: a file where one came, else what the version before has."""
    starts = form.day("year", today=None, required=_("Write the first day of the year."))
    last = form.day("outturn_from", today=None, required=_("Write the first day of the outturn."))
    efficiency = _part(form, "efficiency")
    weights = {name: _part(form, f"weight_{name}") for name in said_of.METHODS}
    source = form.line("efficiency_source", required=_("Say where it is from."))
    if starts is None or last is None or not form.is_valid:
        return None
    during = Period(last, years_after(last, 1))
    read = _Reading(request, form, before)
    outturn = _outturn(read, contract_id, during)
    one_offs = read.part("one_offs", book.files.one_offs, lambda one: one.one_offs)
    people = _people(read)
    activity = read.part("rates", _rates(read.source("rates")), lambda one: one.activity)
    changes = read.part("changes", book.files.changes, lambda one: (one.uplifts, one.trends))
    if outturn is None or people is None or activity is None or changes is None:
        return None
    return given.Inputs(
        year=Period(starts, years_after(starts, 1)),
        # The year's own published uplift comes on top when it is paid, and has its own owner.
        price_base=years_after(starts, -1),
        outturn=outturn,
        one_offs=one_offs or (),
        people=people,
        activity=activity,
        uplifts=changes[0],
        trends=_trends(form, changes[1], starts),
        efficiency=efficiency,
        efficiency_source=source,
        weights={name: part for name, part in weights.items() if part},
    )


def _trends(form: Form, told: tuple[given.Dated, ...], starts: date) -> tuple[given.Dated, ...]:
    """Add the published trend where that is asked for, and no file says another."""
    return told or ((book.published_trend(starts),) if form.value("benchmark") else ())


def _part(form: Form, name: str) -> Fraction:
    """Read a percentage as a part of one."""
    text = form.line(name).removesuffix("%").strip()
    try:
        return Fraction(text or "0") / 100
    except (ValueError, ZeroDivisionError):
        form.fail(name, _("Write a percentage, such as 2.5."))
        return Fraction(0)


class _Reading:
    """Reads each part from its file, or takes it from the version that the form begins with."""

    def __init__(self, request: HttpRequest, form: Form, before: given.Inputs | None) -> None:
        self.files: Mapping[str, UploadedFile] = request.FILES
        self.form, self.before = form, before

    def text(self, part: str) -> str | None:
        """Give what a file says; None where none came or it cannot be read."""
        file = self.files.get(part)
        if file is None:
            return None
        if (file.size or 0) > FILE_BYTES_MAX:
            self.form.fail(part, _("The file is longer than one megabyte."))
            return None
        try:
            return file.read().decode("utf-8")
        except UnicodeDecodeError:
            self.form.fail(part, _("Save the file as CSV in UTF-8."))
            return None

    def source(self, part: str) -> str:
        """Give what a file is called: where its figures are from."""
        return str(getattr(self.files.get(part), "name", "") or "")[:200]

    def part[Value](
        self,
        part: str,
        read: Callable[[str], Value],
        earlier: Callable[[given.Inputs], Value],
    ) -> Value | None:
        """Read a part; what is wrong stands at its field."""
        text = self.text(part)
        if text is not None:
            try:
                return read(text)
            except Refused as refusal:
                self.form.refuse(refusal)
                return None
        if self.before is not None:
            return earlier(self.before)
        if part not in ("one_offs", *self.form.errors):
            self.form.fail(part, _("Choose a file: there is no version to take it from."))
        return None


def _rates(source: str) -> Callable[[str], given.Activity]:
    return lambda text: book.files.activity(text, _is_band, source)


def _is_band(code: str) -> object:
    return finance.bands.read(code, finance.bands.age_bands())


def _outturn(read: _Reading, contract_id: int, during: Period) -> given.Outturn | None:
    """Take the outturn from the ledger where that is asked for, else from a file."""
    if read.form.value("from_ledger"):
        known = read.before.outturn.contracts if read.before else ()
        lines = book.weighing.ledger_outturn(
            contract_id, from_on=during.start, until=during.end or during.start, contracts=known
        )
        return given.Outturn(during, lines, _("the commissioners' books"), known)
    source = read.source("outturn")
    return read.part(
        "outturn",
        lambda text: given.Outturn(
            during,
            book.files.outturn(text, during),
            source,
            read.before.outturn.contracts if read.before else (),
        ),
        lambda one: one.outturn,
    )


def _people(read: _Reading) -> given.People | None:
    """Take lists from a file, and the path of the place from a projection where one is chosen."""
    source = read.source("people")
    found = read.part(
        "people",
        lambda text: given.People(
            book.files.people(text, _is_band),
            source,
            read.before.people.growth if read.before else {},
            read.before.people.growth_source if read.before else "",
        ),
        lambda one: one.people,
    )
    runs = {str(one.public_id): one for one in places.projections.runs()}
    chosen = read.form.choice("growth", runs)
    if found is None or not chosen:
        return found
    report, run = places.projections.run(UUID(chosen)), runs[chosen]
    path = {
        year: round(sum(one.p50[number] for one in report.neighbourhoods))
        for number, year in enumerate(report.years)
    }
    words = _("Projection %(name)s of %(place)s, P50") % {"name": run.name, "place": run.place_name}
    return given.People(found.lists, found.source, path, words)
