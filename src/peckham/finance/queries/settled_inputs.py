"""Gathering what a year is settled from: baseline, lists, activity, uplift, what is recorded."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from peckham.finance.domain.activity import Counted
from peckham.finance.domain.cut_offs import cut_offs
from peckham.finance.domain.position import Pair
from peckham.finance.domain.settlement import Inputs, Origin
from peckham.finance.domain.snapshot import Snapshot
from peckham.finance.domain.year import Happened, position_of
from peckham.finance.queries.activity import counts
from peckham.finance.queries.allocations import received_for_population
from peckham.finance.queries.baselines import adopted
from peckham.finance.queries.lists import snapshot_on
from peckham.finance.queries.settlements import TermsView, terms_on
from peckham.finance.queries.uplifts import uplift_since
from peckham.kernel import Period, Refused
from peckham.places import api as places


class NoListTaken(Refused):
    """No list was taken that counts on a day of the year."""


class NoActivityKnown(Refused):
    """Nothing is known to have been done in the year."""


class NoTermsAgreed(Refused):
    """Both sides have not agreed on how the contract shares risk from the year's first day."""


@dataclass(frozen=True, slots=True)
class Told:
    """What of a year nobody counts, and somebody says, with where it is from.

    Args:
        local_drift: How far local prices rose beyond the national uplift.
        efficiency: The part of the cost that was saved.
        quality_pence: What quality cost the provider: incentives not earned, remedies.
        source: Where these are from.
        gate_reached: The part of the quality points that was reached; None where not known.
        coded_need: Need as coded, a head, expected and actual; None where not known.
    """

    local_drift: Fraction
    efficiency: Fraction
    quality_pence: int
    source: str
    gate_reached: Fraction | None = None
    coded_need: Pair | None = None


def gather(
    contract_id: int, reference: str, year: Period, told: Told, *, known_at: datetime
) -> tuple[TermsView, Inputs]:
    """Gather what a year is settled from.

    Args:
        contract_id: Key of the contract.
        reference: Its reference.
        year: Its days.
        told: What is said of the year.
        known_at: Activity that became known later does not count.

    Returns:
        The agreed terms, and the inputs.

    Raises:
        NoBaseline: If none was adopted that counts on the year's last day.
        NoListTaken: If no list counts on one of its monthly cut-offs.
        NoActivityKnown: If no activity of it is known.
        NoTermsAgreed: If there are no agreed terms from its first day.
        NoValueYet: If no uplift was published for it.
    """
    last = (year.end or year.start) - timedelta(days=1)
    baseline, terms = adopted(contract_id, on=last), terms_on(contract_id, year.start)
    if terms is None:
        raise NoTermsAgreed(
            f"Nobody agreed how {reference} shares risk from {year.start:%-d %B %Y}.",
            rule=70,
            remedy="Agree on the terms: the order, its owners, band, share and cap.",
            who="a finance officer of each side",
        )
    lists = lists_over(contract_id, cut_offs(year, "monthly"))
    uplift = uplift_since(baseline.price_base, year.start)
    happened = Happened(
        people=people_of(lists, homes_of_practices(last)),
        counts=_done(contract_id, reference, year, known_at),
        national_uplift=uplift.value,
        local_drift=told.local_drift,
        efficiency=told.efficiency,
        quality_pence=told.quality_pence,
    )
    received = received_for_population(contract_id, year.start)
    inputs = Inputs(
        contract=reference,
        year=year,
        position=position_of(baseline.expected, happened),
        order=terms.order,
        sharing=terms.sharing,
        gate_reached=told.gate_reached,
        received_pence=sum(one.pence for one in received) if received else None,
        coded_need=told.coded_need,
        origins=(
            Origin("baseline", f"version {baseline.number}, {baseline.public_id}"),
            *(Origin("list", f"{one.on:%-d %B %Y}", one.sha256) for one in _each_once(lists)),
            Origin("activity", f"as known at {known_at.isoformat()}"),
            Origin("uplift", uplift.source),
            Origin("terms", f"version {terms.number}, {terms.public_id}"),
            Origin("recorded", told.source),
            *(Origin("allocation", f"{one.commissioner}: {one.source}") for one in received),
        ),
    )
    return terms, inputs


def _done(
    contract_id: int, reference: str, year: Period, known_at: datetime
) -> dict[tuple[str, str, str], Counted]:
    """Count what was done, by service, neighbourhood and band."""
    until = year.end or year.start
    found = counts(contract_id, from_on=year.start, until=until, known_at=known_at)
    if not found:
        raise NoActivityKnown(
            f"Nothing is known to have been done under {reference} in that year.",
            why="What is missing is not zero.",
            remedy="Bring its activity in first.",
        )
    return {(line, home, band): count for (line, band, home), count in found.items()}


def people_of(
    lists: Iterable[Snapshot], spread: Mapping[str, Mapping[str, int]]
) -> dict[tuple[str, str], Fraction]:
    """Give how many people of each band lived in each neighbourhood, as a mean over lists.

    A practice's patients are taken to live where its list was last published to live, alike in
    every band; those of a practice of which that is not known live in no neighbourhood ("").
    """
    listed: Counter[tuple[str, str]] = Counter()
    taken = 0
    for one in lists:
        taken += 1
        for cell in one.cells:
            listed[cell.practice, cell.band] += cell.patients
    found: defaultdict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for (practice, band), patients in listed.items():
        homes = spread.get(practice) or {"": 1}
        whole = sum(homes.values())
        for home, part in homes.items():
            found[home, band] += Fraction(patients * part, whole * taken)
    return dict(found)


def lists_over(contract_id: int, days: Iterable[date]) -> tuple[Snapshot, ...]:
    """Give the lists that count on some days.

    Raises:
        NoListTaken: Naming the first day on which none does.
    """
    found = []
    for day in days:
        counts_then = snapshot_on(contract_id, day)
        if counts_then is None:
            raise NoListTaken(
                f"No list was taken that counts on {day:%-d %B %Y}.",
                rule=67,
                remedy="Take the contract's list of that day.",
            )
        found.append(counts_then)
    return tuple(found)


def homes_of_practices(on: date) -> dict[str, dict[str, int]]:
    """Give how many of each practice's patients live in each neighbourhood, as last published."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for one in places.registered_by_neighbourhood(on):
        if one.patients:
            found[one.practice_code][one.neighbourhood_code] = one.patients
    return dict(found)


def _each_once(lists: Iterable[Snapshot]) -> tuple[Snapshot, ...]:
    return tuple({one.on: one for one in lists}.values())
