"""Indicators of a year, what came of them, and what was earned."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from peckham.finance.domain.incentives import Incentive, Reached, incentives
from peckham.finance.models import Indicator, IndicatorResult


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator with its latest result, and where both are said."""

    public_id: UUID
    of: Reached
    source: str
    result_source: str
    result_on: date | None


def indicators(contract_id: int, year_on: date) -> tuple[IndicatorView, ...]:
    """List the indicators of a year by code, each with its latest result."""
    rows = Indicator.objects.filter(contract_id=contract_id, year_on=year_on).order_by("code")
    return tuple(map(_view, rows.prefetch_related("results")))


def incentives_in(contract_id: int, year_on: date, at_risk_pence: int) -> tuple[Incentive, ...]:
    """Divide what is at risk in a year among its indicators, with what of each is earned."""
    return incentives(at_risk_pence, [one.of for one in indicators(contract_id, year_on)])


def earned_in(contract_id: int, year_on: date, at_risk_pence: int) -> dict[str, int]:
    """Give what was earned of each indicator with a result, by its name; pence."""
    return {
        one.of.name: one.earned_pence
        for one in incentives_in(contract_id, year_on, at_risk_pence)
        if one.earned_pence is not None
    }


def _view(row: Indicator) -> IndicatorView:
    results: list[IndicatorResult] = sorted(row.results.all(), key=lambda one: one.pk)
    last = results[-1] if results else None
    reached = Fraction(last.numerator, last.denominator) if last else None
    return IndicatorView(
        row.public_id,
        Reached(row.code, row.name, row.weight, reached),
        row.source,
        last.source if last else "",
        last.on_day if last else None,
    )
