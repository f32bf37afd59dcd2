"""On what terms a contract is paid: its years, its payers, what was agreed about paying."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from itertools import pairwise
from uuid import UUID

from peckham.contracts import api as contracts
from peckham.finance.domain.levels import Agreed
from peckham.finance.models import PaymentTerms
from peckham.kernel import Period, Refused
from peckham.kernel.months import years_after

ContractView = contracts.heads.views.ContractView


class NotPaidThisWay(Refused):
    """Nobody has agreed how the contract is paid, or it has no year on that day."""


class PayersNotAgreed(Refused):
    """The commissioners' parts are not agreed, or do not make one whole."""


class HolderNotAssured(Refused):
    """Nothing is paid before the holder's VAT status and its guarantee are recorded."""


@dataclass(frozen=True, slots=True)
class HowPaid:
    """What was agreed about paying, from a day on; `at_risk` is a part of the year's value."""

    from_on: date
    cut_off: str
    due_days: int
    at_risk_basis_points: int
    source: str

    @property
    def at_risk(self) -> Fraction:
        """The part of the year that is paid by results."""
        return Fraction(self.at_risk_basis_points, 10_000)


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays which exact part; without an organisation it keeps no books here."""

    name: str
    share: Fraction
    organisation_id: int | None


def how_paid(contract_id: int, on: date) -> HowPaid:
    """Give the terms of payment that stand on a day.

    Raises:
        NotPaidThisWay: If none were agreed.
    """
    rows = PaymentTerms.objects.filter(contract_id=contract_id, from_on__lte=on)
    row = rows.order_by("from_on").last()
    if row is None:
        raise NotPaidThisWay(
            "Nobody has written down how this contract is paid.",
            rule=67,
            remedy="Say at which cut-off lists are counted, and when payments fall due.",
            who="a finance officer of the commissioner",
        )
    return HowPaid(row.from_on, row.cut_off, row.due_days, row.at_risk_basis_points, row.source)


def years_of(view: ContractView) -> tuple[Period, ...]:
    """Give the years of a contract as it says them; none while it has no terms."""
    return years_of_terms(view.terms) if view.terms is not None else ()


def years_of_terms(terms: contracts.heads.stated.StatedTerms) -> tuple[Period, ...]:
    """Give the years of some terms: as the value has them, else from the first day on (rule 66).

    A contract without an end has as many as have a value, and at least one.
    """
    starts = [day for day, _ in terms.years] or [terms.starts_on]
    while terms.ends_on and (later := years_after(starts[-1], 1)) < terms.ends_on:
        starts.append(later)
    last = terms.ends_on or years_after(starts[-1], 1)
    return tuple(
        Period(start, min(end, years_after(start, 1)))
        for start, end in zip(starts, [*starts[1:], last], strict=True)
    )


def year_on(view: ContractView, on: date) -> Period:
    """Give the year of a contract that a day lies in.

    Raises:
        NotPaidThisWay: If it lies in none.
    """
    for year in years_of(view):
        if year.contains(on):
            return year
    raise NotPaidThisWay(
        f"The contract has no year on {on:%-d %B %Y}.",
        rule=66,
        remedy="Choose a day within its term.",
        field="on",
    )


def payers_of(view: ContractView) -> tuple[Payer, ...]:
    """Give who pays which part (rule 4).

    Raises:
        PayersNotAgreed: If a part is not agreed, or they do not sum to 1.
    """
    if not view.shares or sum(one.share or 0 for one in view.shares) != 1:
        raise PayersNotAgreed(
            "The commissioners' parts do not make one whole.",
            rule=4,
            remedy="Agree each commissioner's part of the contract; they sum to 1.",
        )
    return tuple(
        Payer(one.name, one.share or Fraction(0), one.organisation_id) for one in view.shares
    )


def assurance_of(public_id: UUID, *, on: date, at: datetime) -> contracts.facts.Assurance | None:
    """Give what is known of the holder on a day: VAT, guarantee; None while nobody has said."""
    found = contracts.heads.views.case(public_id, on=on, at=at).facts.assurances
    in_order = sorted(found, key=lambda one: (one.stamp.on, one.stamp.recorded_at))
    return in_order[-1] if in_order else None


def check_assured(found: contracts.facts.Assurance | None) -> None:
    """Refuse a first payment to a holder of whom VAT status and guarantee are not known.

    Source: National Audit Office, Investigation into the collapse of the UnitingCare contract.

    Raises:
        HolderNotAssured: Naming what is missing.
    """
    lacking = []
    if found is None or found.vat is None:
        lacking.append("whether the holder recovers VAT")
    elif found.vat == "not_recoverable":
        lacking.append("who bears the VAT that the holder cannot recover")
    if found is None or not found.guarantee:
        lacking.append("who guarantees for the holder")
    if lacking:
        raise HolderNotAssured(
            f"Nobody has recorded {' nor '.join(lacking)}.",
            why="A contract collapsed within a year because both were unknown.",
            remedy="Record both with the contract, before its first payment.",
            who="whoever holds the contract",
        )


def variations_in(
    contract_id: int, year: Period, *, on: date, rebased_on: tuple[date, ...]
) -> tuple[Agreed, ...]:
    """Give what agreed variations change of a year's worth, by the year, from their first days.

    Args:
        contract_id: Key of the contract.
        year: The year.
        on: The day of knowing.
        rebased_on: First days of baselines of the year: what one takes in is in its value from
            then on, and no longer counted beside it.
    """
    found = []
    worths = contracts.heads.worths(contract_id, on=on)
    for before, after in pairwise(worths):
        old, new = dict(before.years).get(year.start), dict(after.years).get(year.start)
        day = after.from_on
        if old is None or new is None or day is None or old == new or not year.contains(day):
            continue
        words = f"Variation {after.number}: {after.words}"
        found.append(Agreed(day, words, new - old))
        taken_in = [one for one in rebased_on if one > day]
        if taken_in:
            words = f"{words} (in the baseline from then on)"
            found.append(Agreed(taken_in[0], words, old - new))
    return tuple(found)
