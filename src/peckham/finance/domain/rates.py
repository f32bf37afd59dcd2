"""What a service costs on which days of a month, who pays for it, and whether anybody may.

A contract's own price list values activity that is paid in another way ("counted"); a list of a
subcontract says that it is paid by activity. What is done before there was permission is priced and
not payable (rule 64). Pieces cover the month without a gap, so that what has no price is named.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from peckham.kernel import Period

type Standing = Literal["payable", "counted", "not permitted"]


@dataclass(frozen=True, slots=True)
class Prices:
    """A price list: unit prices in pence by code of service, from a day on.

    `subcontract_id` is None for the contract's own list.
    """

    key: int
    number: int
    from_on: date
    subcontract_id: int | None
    pence: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Given:
    """Services that somebody was given to do by subcontract.

    Args:
        subcontract_id: Its key.
        provider_id: Who does them.
        payer_id: Who gave them, and pays.
        services: Codes.
        during: The days that were meant.
        paid: The days on which what is done may be paid; None before it started by rule.
    """

    subcontract_id: int
    provider_id: int
    payer_id: int
    services: frozenset[str]
    during: Period
    paid: Period | None


@dataclass(frozen=True, slots=True)
class Rate:
    """A piece of a month: the price of a service, of one provider or of all others.

    Args:
        provider_id: Whose; None for everybody who has none of their own.
        service: Its code.
        from_on: First day.
        until_on: The day after the last.
        standing: Whether it is payable.
        payer_id: Who pays, or would with permission.
        prices_id: The list.
        pence: The unit price; None where no list has one.
    """

    provider_id: int | None
    service: str
    from_on: date
    until_on: date
    standing: Standing
    payer_id: int | None
    prices_id: int | None
    pence: int | None


def rates_of(
    month: Period, *, services: Iterable[str], lists: Sequence[Prices], given: Sequence[Given]
) -> tuple[Rate, ...]:
    """Give what each service costs on which days of a month.

    Args:
        month: Its days; with an end.
        services: Codes of all that could be done.
        lists: Price lists of the contract and of its subcontracts.
        given: What was given by subcontract.
    """
    found = [
        _general(piece, service, lists)
        for service in sorted(set(services))
        for piece in _pieces(month, (one.from_on for one in lists if one.subcontract_id is None))
    ]
    for provider, service in sorted({(g.provider_id, s) for g in given for s in g.services}):
        own = [g for g in given if g.provider_id == provider and service in g.services]
        days = (*_days(own), *(one.from_on for one in lists))
        found += [_of(piece, service, provider, own, lists) for piece in _pieces(month, days)]
    return tuple(found)


def _general(piece: Period, service: str, lists: Sequence[Prices]) -> Rate:
    return _rate(piece, service, None, "counted", None, _in_force(piece, lists, None))


def _of(
    piece: Period, service: str, provider: int, given: Sequence[Given], lists: Sequence[Prices]
) -> Rate:
    """Price a piece for one provider: paid where a subcontract has begun by rule and has prices."""
    meant = [one for one in given if one.during.contains(piece.start)]
    begun = [one for one in meant if one.paid is not None and one.paid.contains(piece.start)]
    general = _in_force(piece, lists, None)
    for one in begun or meant:
        own = _in_force(piece, lists, one.subcontract_id)
        if not begun:
            return _rate(piece, service, provider, "not permitted", one.payer_id, own or general)
        if own is not None:
            return _rate(piece, service, provider, "payable", one.payer_id, own)
    return _rate(piece, service, provider, "counted", None, general)


def _rate(
    piece: Period,
    service: str,
    provider: int | None,
    standing: Standing,
    payer: int | None,
    prices: Prices | None,
) -> Rate:
    pence = prices.pence.get(service) if prices is not None else None
    key = prices.key if prices is not None and pence is not None else None
    until = piece.end or piece.start
    return Rate(provider, service, piece.start, until, standing, payer, key, pence)


def _in_force(piece: Period, lists: Iterable[Prices], subcontract_id: int | None) -> Prices | None:
    """Find the list that stands: the last to begin, and of those the last to be written."""
    begun = [
        one for one in lists if one.subcontract_id == subcontract_id and one.from_on <= piece.start
    ]
    return max(begun, key=lambda one: (one.from_on, one.number), default=None)


def _days(given: Iterable[Given]) -> Iterator[date]:
    for one in given:
        for period in (one.during, one.paid):
            if period is not None:
                yield period.start
                if period.end is not None:
                    yield period.end


def _pieces(month: Period, days: Iterable[date]) -> Iterator[Period]:
    """Cut a month where something changes."""
    cuts = sorted({month.start, *(day for day in days if month.contains(day))})
    ends = (*cuts[1:], month.end)
    return (Period(start, end) for start, end in zip(cuts, ends, strict=True))
