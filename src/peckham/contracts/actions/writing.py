"""Writing the parts of a contract as provisions, each stated whole."""

from collections.abc import Callable, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from psycopg.types.range import DateRange

from peckham.contracts.domain import stated
from peckham.contracts.domain.terms import ScopeLine as Line
from peckham.contracts.models import (
    BreakPoint,
    CommissionerShare,
    Contract,
    CoveredPeople,
    Delivery,
    OutcomeLine,
    Provision,
    ScopeLine,
    Terms,
    Variation,
    YearValue,
)
from peckham.kernel import Actor


def write_parts(
    contract: Contract,
    parts: stated.Parts,
    *,
    variation: Variation | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Write each part that is stated as the contract's next provision of it.

    Raises:
        Refused: If a part says what no draft may say; see `domain.stated.check_parts`.
    """
    stated.check_parts(parts)
    for part in parts.named():
        latest = Provision.objects.filter(contract=contract, part=part).order_by("-number").first()
        provision = Provision.objects.create(
            contract=contract,
            part=part,
            number=latest.number + 1 if latest else 1,
            variation=variation,
            recorded_at=at,
            recorded_by=by.identifier,
        )
        _WRITERS[part](provision, getattr(parts, part))


def _write_terms(provision: Provision, terms: stated.StatedTerms) -> None:
    row = Terms.objects.create(
        provision=provision,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        parent_id=terms.parent_id,
        gp_votes_min=terms.gp_votes_min,
        total_pence=terms.total_pence,
    )
    YearValue.objects.bulk_create(
        YearValue(terms=row, from_on=day, pence=pence) for day, pence in terms.years
    )
    BreakPoint.objects.bulk_create(
        BreakPoint(terms=row, breaks_on=each.on, notice_by=each.notice_by) for each in terms.breaks
    )


def _write_commissioners(provision: Provision, shares: tuple[stated.StatedShare, ...]) -> None:
    CommissionerShare.objects.bulk_create(
        CommissionerShare(
            provision=provision,
            organisation_id=one.organisation_id,
            name=one.name,
            kind=one.kind,
            **_fraction(one.share),
            co_ordinates=one.co_ordinates,
        )
        for one in shares
    )


def _fraction(share: Fraction | None) -> dict[str, int | None]:
    if share is None:
        return {"numerator": None, "denominator": None}
    return {"numerator": share.numerator, "denominator": share.denominator}


def _write_people(provision: Provision, people: Mapping[str, str]) -> None:
    CoveredPeople.objects.bulk_create(
        CoveredPeople(provision=provision, code=code, area=area) for code, area in people.items()
    )


def _write_scope(provision: Provision, lines: tuple[Line, ...]) -> None:
    rows = ScopeLine.objects.bulk_create(
        ScopeLine(provision=provision, service=line.service, group=line.group, status=line.status)
        for line in lines
    )
    Delivery.objects.bulk_create(
        Delivery(
            line=row,
            code=code,
            mode=each.mode,
            by=each.by,
            during=DateRange(each.during.start, each.during.end),
        )
        for row, line in zip(rows, lines, strict=True)
        for each in line.deliveries
        for code in sorted(each.people)
    )


def _write_outcomes(provision: Provision, outcomes: tuple[stated.StatedOutcome, ...]) -> None:
    OutcomeLine.objects.bulk_create(
        OutcomeLine(
            provision=provision,
            **{
                part: getattr(one, part)
                for part in (
                    "name",
                    "measure",
                    "source",
                    "unit",
                    "baseline",
                    "baseline_on",
                    "target",
                    "target_on",
                )
            },
        )
        for one in outcomes
    )


_WRITERS: Mapping[str, Callable[[Provision, Any], None]] = {
    "terms": _write_terms,
    "commissioners": _write_commissioners,
    "people": _write_people,
    "scope": _write_scope,
    "outcomes": _write_outcomes,
}
