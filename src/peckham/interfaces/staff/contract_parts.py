"""The parts of a contract as forms: filled from what it says, and read into what it would say."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from django.utils.translation import gettext as _

from peckham.contracts.api import heads, terms
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.staff.contracting import MODES, STATUSES, views
from peckham.kernel import EmptyPeriod, Period, money
from peckham.organisations import api as organisations

stated = heads.stated
SHARES = tuple(range(1, 6))
_DAY = timedelta(days=1)


def filled(part: str, view: views.ContractView) -> Form:
    """Fill the form of a part with what the contract says on the day."""
    return Form(dict(_FILLERS[part](view)))


def read(part: str, form: Form, view: views.ContractView) -> heads.stated.Parts:
    """Read a part from its form, noting on it what cannot be read."""
    return _READERS[part](form, view)


def _fill_terms(view: views.ContractView) -> Iterable[tuple[str, object]]:
    said = view.terms
    if said is None:
        return
    yield from _boxes("starts_on", said.starts_on)
    yield from _boxes("ends_on", said.ends_on - _DAY if said.ends_on else None)
    yield "gp_votes_min", "" if said.gp_votes_min is None else said.gp_votes_min
    yield "years", "\n".join(f"{day}: {money.pounds(pence)}" for day, pence in said.years)
    yield "breaks", "\n".join(f"{one.on}: {one.notice_by}" for one in said.breaks)
    yield "parent", said.parent_id or ""


def _boxes(name: str, day: date | None) -> Iterable[tuple[str, object]]:
    if day is not None:
        yield from ((f"{name}_{part}", getattr(day, part)) for part in ("day", "month", "year"))


def _read_terms(form: Form, view: views.ContractView) -> heads.stated.Parts:
    starts_on = form.day("starts_on", today=None, required=_("Write the first day."))
    last = form.day("ends_on", today=None)
    votes, parent = form.line("gp_votes_min"), form.line("parent")
    if votes and not votes.isdecimal():
        form.fail("gp_votes_min", _("Write a whole number."))
    years = tuple((day, _pence(form, words)) for day, words in _dated(form, "years"))
    breaks = tuple(
        stated.Break(day, notice)
        for day, words in _dated(form, "breaks")
        if (notice := _date(form, "breaks", words)) is not None
    )
    if starts_on is None or not form.is_valid:
        return stated.Parts()
    return stated.Parts(
        terms=stated.StatedTerms(
            starts_on,
            last + _DAY if last else None,
            int(parent) if parent.isdecimal() else None,
            int(votes) if votes else None,
            sum(pence for _day, pence in years) if years else None,
            years,
            breaks,
        )
    )


def _dated(form: Form, name: str) -> list[tuple[date, str]]:
    """Read lines such as "2026-09-01: 1000"."""
    found = []
    for line in form.passage(name).splitlines():
        if line.strip():
            first, _colon, rest = line.partition(":")
            day = _date(form, name, first)
            if day is not None:
                found.append((day, rest.strip()))
    return found


def _date(form: Form, name: str, words: str) -> date | None:
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        form.fail(name, _("Write each day like 2026-09-01, then a colon."))
        return None


def _pence(form: Form, words: str) -> int:
    try:
        pence = Decimal(words.replace("£", "").replace(",", "")) * 100
    except InvalidOperation:
        pence = Decimal("NaN")
    if not pence.is_finite() or pence != pence.to_integral_value():
        form.fail("years", _("Write each amount in pounds and pence, like 1,234.56."))
        return 0
    return int(pence)


def _fill_commissioners(view: views.ContractView) -> Iterable[tuple[str, object]]:
    for n, one in zip(SHARES, view.shares, strict=False):
        yield f"name_{n}", one.name
        yield f"kind_{n}", one.kind
        yield f"share_{n}", "" if one.share is None else str(one.share)
        if one.co_ordinates:
            yield "co_ordinates", str(n)


def _read_commissioners(form: Form, view: views.ContractView) -> heads.stated.Parts:
    known = {one.name: one for one in organisations.directory()}
    lead = form.value("co_ordinates")
    found = []
    for n in SHARES:
        name = form.line(f"name_{n}")
        if not name:
            continue
        share: Fraction | None = None
        written = form.line(f"share_{n}")
        try:
            share = Fraction(written) if written else None
        except (ValueError, ZeroDivisionError):
            form.fail(f"share_{n}", _("Write a share as a fraction, like 2/3."))
        body = known.get(name)
        kind = form.line(f"kind_{n}") or (body.kind if body else "")
        found.append(
            stated.StatedShare(name, kind, share, lead == str(n), body.id if body else None)
        )
    return stated.Parts(commissioners=tuple(found))


def _fill_people(view: views.ContractView) -> Iterable[tuple[str, object]]:
    yield "people", "\n".join(f"{code}, {area}" for code, area in sorted(view.people.items()))


def _read_people(form: Form, view: views.ContractView) -> heads.stated.Parts:
    found = {}
    for line in form.passage("people", required=_("Write whom it covers.")).splitlines():
        code, _comma, area = (part.strip() for part in line.partition(","))
        if code and not area:
            form.fail(
                "people", _("Write the larger area of %(code)s after a comma.") % {"code": code}
            )
        elif code:
            found[code] = area
    return stated.Parts(people=found)


def _fill_scope(view: views.ContractView) -> Iterable[tuple[str, object]]:
    said = view.line.said
    for line in said.lines if said else ():
        yield f"status_{line.service}", line.status
        whole = [one for one in line.deliveries if said and one.people == said.people]
        if len(line.deliveries) == 1 and len(whole) == 1:
            yield f"mode_{line.service}", whole[0].mode
            yield f"by_{line.service}", whole[0].by
    yield "parts", "\n".join(_split(view))


def _split(view: views.ContractView) -> Iterable[str]:
    said = view.line.said
    for line in said.lines if said else ():
        if len(line.deliveries) == 1 and said and line.deliveries[0].people == said.people:
            continue
        for one in line.deliveries:
            codes = " ".join(sorted(one.people))
            end = one.during.end or ""
            yield f"{line.service}; {codes}; {one.during.start}; {end}; {one.mode}; {one.by}"


def _read_scope(form: Form, view: views.ContractView) -> heads.stated.Parts:
    said = view.line.said
    parts = _read_split(form)
    lines = []
    for code, service in heads.services().items():
        status = form.choice(f"status_{code}", STATUSES)
        if not status:
            continue
        mode = form.choice(f"mode_{code}", MODES)
        deliveries = parts.get(code, ())
        if mode and not deliveries and said and said.people:
            by = form.line(f"by_{code}") or view.line.holder
            if not by:
                form.fail(
                    f"by_{code}",
                    _("Say by whom %(service)s is delivered.") % {"service": service.words},
                )
                continue
            whole = terms.Delivery(mode, by, said.people, said.during)  # type: ignore[arg-type]
            deliveries = (whole,)
        lines.append(terms.ScopeLine(code, service.group, status, tuple(deliveries)))  # type: ignore[arg-type]
    return stated.Parts(scope=tuple(lines))


def _read_split(form: Form) -> Mapping[str, tuple[terms.Delivery, ...]]:
    """Read lines such as "home_care; E01 E02; 2026-09-01; ; own; the trust"."""
    found: dict[str, tuple[terms.Delivery, ...]] = {}
    for line in form.passage("parts").splitlines():
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.split(";")]
        try:
            service, codes, start, end, mode, by = cells
            if mode not in MODES:
                raise ValueError(mode)
            during = Period(date.fromisoformat(start), date.fromisoformat(end) if end else None)
        except (ValueError, EmptyPeriod):
            form.fail(
                "parts", _("Each line has a service, codes, first day, end, way and by whom.")
            )
            continue
        one = terms.Delivery(mode, by, frozenset(codes.split()), during)  # type: ignore[arg-type]
        found[service] = (*found.get(service, ()), one)
    return found


_OUTCOME = ("name", "measure", "source", "unit", "baseline", "target")


def _fill_outcomes(view: views.ContractView) -> Iterable[tuple[str, object]]:
    yield "keep", [one.name for one in view.outcomes]


def _read_outcomes(form: Form, view: views.ContractView) -> heads.stated.Parts:
    kept = set(form.values("keep"))
    found = [one for one in view.outcomes if one.name in kept]
    if form.line("name"):
        words = {part: form.line(part) for part in _OUTCOME}
        found.append(
            stated.StatedOutcome(
                words["name"],
                words["measure"],
                words["source"],
                words["unit"],
                _number(form, "baseline"),
                form.day("baseline_on", today=None),
                _number(form, "target"),
                form.day("target_on", today=None),
            )
        )
    return stated.Parts(outcomes=tuple(found))


def _number(form: Form, name: str) -> Decimal | None:
    written = form.line(name).replace(",", "")
    try:
        found = Decimal(written) if written else None
    except InvalidOperation:
        found = Decimal("NaN")
    if found is not None and not found.is_finite():
        form.fail(name, _("Write a number."))
        return None
    return found


type Filler = Callable[[views.ContractView], Iterable[tuple[str, object]]]
_FILLERS: Mapping[str, Filler] = {
    "terms": _fill_terms,
    "commissioners": _fill_commissioners,
    "people": _fill_people,
    "scope": _fill_scope,
    "outcomes": _fill_outcomes,
}
_READERS: Mapping[str, Callable[[Form, views.ContractView], heads.stated.Parts]] = {
    "terms": _read_terms,
    "commissioners": _read_commissioners,
    "people": _read_people,
    "scope": _read_scope,
    "outcomes": _read_outcomes,
}
