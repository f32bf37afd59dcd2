"""A year of a contract as it is paid: what it opened with, what changed in it, what it is worth."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from uuid import UUID

from peckham.contracts import api as contracts
from peckham.finance.domain.cut_offs import ListDay, cut_offs, lists_from, missing
from peckham.finance.domain.expected import AdoptedBaseline
from peckham.finance.domain.levels import Move, PricesFrom, moves
from peckham.finance.domain.pricing import head_prices
from peckham.finance.domain.schedule import worth_of
from peckham.finance.domain.snapshot import Snapshot
from peckham.finance.queries import baselines
from peckham.finance.queries.agreed import ContractView, HowPaid, how_paid, variations_in, year_on
from peckham.finance.queries.lists import ListsOf, lists_of, snapshots_of
from peckham.finance.queries.uplifts import rise_of, uplifts_since
from peckham.kernel import Period
from peckham.kernel.parameters import DatedValue


@dataclass(frozen=True, slots=True)
class YearOfPayment:
    """What a year is priced with, as known on a day.

    Args:
        contract_id: Key of the contract.
        public_id: Its key in addresses.
        year: Its days.
        view: What the contract says on the day of knowing.
        how: What was agreed about paying.
        lists: Whose lists are paid for.
        days: Days on which lists are counted, by the day of knowing.
        taken: Lists by day, of those that were taken.
    """

    contract_id: int
    public_id: UUID
    year: Period
    view: ContractView
    how: HowPaid
    lists: ListsOf
    days: tuple[ListDay, ...]
    taken: dict[date, Snapshot]

    @property
    def missing(self) -> tuple[date, ...]:
        """Days whose list was not taken yet."""
        return missing(self.days, self.taken)


@dataclass(frozen=True, slots=True)
class BaselineInYear:
    """A baseline that counts in a year, and how its prices become those of the year.

    Args:
        of: The baseline.
        uplifts: National prices of each year since, with their sources; none where it is in prices
            of the year itself.
    """

    of: AdoptedBaseline
    uplifts: tuple[DatedValue, ...]

    @property
    def rise(self) -> Fraction:
        """By how much prices rose since."""
        return rise_of(self.uplifts)


@dataclass(frozen=True, slots=True)
class PricedYear:
    """A year with its price.

    Args:
        given: What it is priced with.
        baselines: The baselines that count in it, first to last.
        moves: What it opens with, and each change.
        pence: What its payments come to, without what is paid by results.
        at_risk_pence: What is paid by results.
    """

    given: YearOfPayment
    baselines: tuple[BaselineInYear, ...]
    moves: tuple[Move, ...]
    pence: int
    at_risk_pence: int


def year_of_payment(public_id: UUID, *, on: date, known_on: date) -> YearOfPayment:
    """Give what a contract's year is priced with.

    Args:
        public_id: Key of the contract in addresses.
        on: A day in the year.
        known_on: The day of knowing; no list of a later day is asked for.

    Raises:
        NotPaidThisWay: If the day lies in no year, or nobody agreed how it is paid.
    """
    view = contracts.heads.views.contract(public_id, on=known_on)
    key, year = view.line.id, year_on(view, on)
    how = how_paid(key, year.start)
    of = lists_of(key)
    days = _days_of_lists(of, year, how.cut_off, known_on)
    return YearOfPayment(
        contract_id=key,
        public_id=public_id,
        year=year,
        view=view,
        how=how,
        lists=of,
        days=days,
        taken=snapshots_of(key, [day.on for day in days]),
    )


def as_far_as_taken(given: YearOfPayment) -> YearOfPayment:
    """Leave out the days from the first whose list is missing, unless that is the very first."""
    lacking = given.missing
    if not lacking or lacking[0] == given.days[0].on:
        return given
    return replace(given, days=tuple(day for day in given.days if day.on < lacking[0]))


def priced(given: YearOfPayment, *, known_on: date) -> PricedYear:
    """Price a year by the lists that were taken.

    Raises:
        ListsMissing: If one was not taken.
        NoBaseline: If no baseline is adopted for its first day.
        NoValueYet: If national prices of a year are not known: missing is never 0.
        NobodyTakesPart: If nobody is to be paid for.
    """
    adopted = _baselines(given.contract_id, given.year)
    lists = lists_from(given.days, given.taken)
    prices = [
        PricesFrom(
            max(one.of.counts_from, given.year.start),
            head_prices(one.of).raised(one.rise),
            f"{one.of.number}",
        )
        for one in adopted
    ]
    rebased = tuple(one.on for one in prices[1:])
    agreed = variations_in(given.contract_id, given.year, on=known_on, rebased_on=rebased)
    whole = moves(lists, prices, agreed, year=given.year)
    paid = moves(lists, prices, agreed, year=given.year, held_back=given.how.at_risk)
    pence = worth_of(paid, given.year)
    return PricedYear(given, adopted, paid, pence, worth_of(whole, given.year) - pence)


def _days_of_lists(of: ListsOf, year: Period, every: str, until: date) -> tuple[ListDay, ...]:
    counted = cut_offs(year, every)
    changed = [day for day in of.days if year.contains(day)]
    return tuple(
        ListDay(day, day in counted, of.codes(day), of.moved(day))
        for day in sorted({*counted, *changed})
        if day <= until
    )


def _baselines(contract_id: int, year: Period) -> tuple[BaselineInYear, ...]:
    """Give the baselines that count in a year: that of its first day, and each rebase."""
    rebased = {
        one.counts_from
        for one in baselines.versions(contract_id)
        if one.decision is not None
        and one.decision.outcome == "adopted"
        and year.start < one.counts_from
        and year.contains(one.counts_from)
    }
    found = []
    for day in (year.start, *sorted(rebased)):
        adopted = baselines.adopted(contract_id, on=day)
        uplifts = uplifts_since(adopted.price_base, year.start)
        found.append(BaselineInYear(adopted, uplifts))
    return tuple(found)
