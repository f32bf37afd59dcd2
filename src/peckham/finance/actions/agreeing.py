"""Writing down what was agreed about paying: terms, indicators and results, allocations, prices."""

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db import models

from peckham.finance.actions.refusing import refusals
from peckham.finance.domain.cut_offs import MONTHS
from peckham.finance.domain.incentives import Reached, check_at_risk
from peckham.finance.domain.schedule import check_whole_pence
from peckham.finance.models import (
    Indicator,
    IndicatorResult,
    PaymentTerms,
    PlannedPeople,
    PopulationAllocation,
    SubcontractPrice,
)
from peckham.infra import audit, reference
from peckham.kernel import Actor, Refused

AT_RISK_MAX = "payment.at_risk_basis_points_max"


class NotWholeTerms(Refused):
    """What was agreed about paying is not said whole."""


def agree_terms(
    *,
    contract_id: int,
    from_on: date,
    cut_off: str,
    due_days: int,
    at_risk_basis_points: int,
    source: str,
    by: Actor,
    at: datetime,
) -> None:
    """Write down how a contract is paid, from a year's first day on.

    Args:
        contract_id: Key of the contract.
        from_on: From when; terms of a later day follow.
        cut_off: "monthly" or "quarterly".
        due_days: How many days after the first of its month a payment falls due, 0 to 27.
        at_risk_basis_points: The part of the year that is paid by results, in hundredths of 1 %.
        source: Where it was agreed.
        by: Who writes: a finance officer of a commissioner.
        at: Now.

    Raises:
        MoreAtRiskThanMayBe: If more would be paid by results than may be.
        NotWholeTerms: If something is missing.
    """
    most = reference.parameters().number(AT_RISK_MAX, from_on)
    check_at_risk(at_risk_basis_points, most=most)
    if cut_off not in MONTHS or not 0 <= due_days <= 27 or not source.strip():
        raise NotWholeTerms(
            "Say the cut-off of lists, the days to pay (0 to 27), and where it was agreed.",
            rule=67,
            field="cut_off",
        )
    _write(
        PaymentTerms, contract_id, contract_id=contract_id, from_on=from_on, cut_off=cut_off,
        due_days=due_days, at_risk_basis_points=at_risk_basis_points, source=source, by=by, at=at,
    )  # fmt: skip


def set_indicator(
    *,
    contract_id: int,
    year_on: date,
    code: str,
    name: str,
    weight: int,
    source: str,
    by: Actor,
    at: datetime,
) -> None:
    """Write down an indicator of a year, with its weight among the others."""
    if weight < 1 or not code.strip() or not name.strip() or not source.strip():
        raise NotWholeTerms(
            "An indicator has a code, a name, a weight of at least 1, and a source.", field="name"
        )
    _write(
        Indicator, contract_id, contract_id=contract_id, year_on=year_on, code=code.strip(),
        name=name.strip(), weight=weight, source=source, by=by, at=at,
    )  # fmt: skip


def record_result(
    *,
    contract_id: int,
    year_on: date,
    code: str,
    reached: Fraction,
    on: date,
    source: str,
    by: Actor,
    at: datetime,
) -> None:
    """Write down how much of an indicator was reached; the latest result stands.

    Raises:
        NotAPart: If it is not a part from 0 to 1.
        NotWholeTerms: If there is no such indicator, or no source.
    """
    row = Indicator.objects.filter(contract_id=contract_id, year_on=year_on, code=code).first()
    if row is None or not source.strip():
        raise NotWholeTerms("A result names its indicator and where it was found.", field="source")
    Reached(row.code, row.name, row.weight, reached)
    _write(
        IndicatorResult, contract_id, indicator=row, numerator=reached.numerator,
        denominator=reached.denominator, on_day=on, source=source, by=by, at=at,
    )  # fmt: skip


def record_received(
    *,
    contract_id: int,
    commissioner: str,
    year_on: date,
    pence: int,
    source: str,
    by: Actor,
    at: datetime,
) -> None:
    """Write down what a commissioner was allocated for a change of its population (rule 69).

    Raises:
        NotWholePence: If it is no whole number of pence.
        NotWholeTerms: If it has no source.
    """
    if not source.strip() or not commissioner.strip():
        raise NotWholeTerms(
            "An allocation names the commissioner and its source.", rule=69, field="source"
        )
    _write(
        PopulationAllocation, contract_id, contract_id=contract_id, commissioner=commissioner,
        year_on=year_on, pence=check_whole_pence(pence), source=source, by=by, at=at,
    )  # fmt: skip


def plan_people(
    *, contract_id: int, year: int, people: int, source: str, by: Actor, at: datetime
) -> None:
    """Write down how many a contract is planned for in a year (rule 3); the latest word stands.

    Raises:
        NotWholeTerms: If it has no source, or counts fewer than nobody.
    """
    if people < 0 or not source.strip():
        raise NotWholeTerms("Say how many people, and who says so.", rule=3, field="people")
    _write(
        PlannedPeople, contract_id, contract_id=contract_id, year=year, people=people,
        source=source, by=by, at=at,
    )  # fmt: skip


def price_subcontract(
    *,
    subcontract_id: int,
    from_on: date,
    pence_a_year: int,
    source: str,
    by: Actor,
    at: datetime,
) -> None:
    """Write down what a subcontract is worth by the year, where it is paid in instalments.

    Args:
        subcontract_id: Key of the subcontract.
        from_on: From when.
        pence_a_year: Whole pence.
        source: Where it was agreed.
        by: Who writes: a finance officer of whoever gives the work.
        at: Now.
    """
    if not source.strip() or check_whole_pence(pence_a_year) < 0:
        raise NotWholeTerms("A price is not below nothing, and has a source.", field="source")
    _write(
        SubcontractPrice, subcontract_id, subcontract_id=subcontract_id, from_on=from_on,
        pence_a_year=pence_a_year, source=source, by=by, at=at,
    )  # fmt: skip


def _write(model: type[models.Model], about: int, *, by: Actor, at: datetime, **said: Any) -> None:
    with refusals():
        model._default_manager.create(recorded_at=at, recorded_by=by.identifier, **said)
    name = str(model._meta.model_name)
    audit.record(action=f"finance.{name}", subject_kind=name, subject_id=about, by=by, at=at)
