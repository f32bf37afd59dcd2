"""What a contract's parts say, as they are written down, and what must be whole in each of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from peckham.contracts.domain.terms import ScopeLine
from peckham.kernel import Refused


class ValueDoesNotAddUp(Refused):
    """The years do not sum to the total, or a break or a year lies outside the term."""


class NotMeasurable(Refused):
    """An outcome lacks its measure, source, baseline or target."""


class DeliveredTwice(Refused):
    """A service would be delivered to the same people on the same day in two ways."""


class SharesDoNotAddUp(Refused):
    """A commissioner's share is not a part of one, or a commissioner is named twice."""


@dataclass(frozen=True, slots=True)
class Break:
    """A day on which the contract may be left, and the last day of notice for it."""

    on: date
    notice_by: date


@dataclass(frozen=True, slots=True)
class StatedTerms:
    """The term of a contract, its value and what it promises GPs.

    Args:
        starts_on: First day.
        ends_on: The day after the last; None is without end.
        parent_id: Key of the contract in which it nests, or None.
        gp_votes_min: Votes that GPs have at least on the governing body; None while not agreed.
        total_pence: What it is worth over the whole term; None while not agreed.
        years: First day of each of its years, and what that year is worth in pence.
        breaks: When it may be left.
    """

    starts_on: date
    ends_on: date | None
    parent_id: int | None = None
    gp_votes_min: int | None = None
    total_pence: int | None = None
    years: tuple[tuple[date, int], ...] = ()
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedShare:
    """A commissioner, its part, and its organisation here, or None where it has nobody here."""

    name: str
    kind: str
    share: Fraction | None
    co_ordinates: bool = False
    organisation_id: int | None = None


@dataclass(frozen=True, slots=True)
class StatedOutcome:
    """What the contract is to achieve (rule 16)."""

    name: str
    measure: str
    source: str
    unit: str
    baseline: Decimal | None
    baseline_on: date | None
    target: Decimal | None
    target_on: date | None


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a contract that a draft or a variation states; None is left as it is."""

    terms: StatedTerms | None = None
    commissioners: tuple[StatedShare, ...] | None = None
    people: Mapping[str, str] | None = None
    scope: tuple[ScopeLine, ...] | None = None
    outcomes: tuple[StatedOutcome, ...] | None = None

    def named(self) -> tuple[str, ...]:
        """Name the parts that are stated."""
        return tuple(part for part in PARTS if getattr(self, part) is not None)


PARTS = ("terms", "commissioners", "people", "scope", "outcomes")


def check_parts(parts: Parts) -> None:
    """Refuse parts that no draft may say.

    Raises:
        ValueDoesNotAddUp: Rule 66.
        SharesDoNotAddUp: Rule 4.
        DeliveredTwice: Rule 5.
        NotMeasurable: Rule 16.
    """
    if parts.terms is not None:
        check_value(parts.terms)
    check_shares(parts.commissioners or ())
    for line in parts.scope or ():
        check_line(line)
    for outcome in parts.outcomes or ():
        check_outcome(outcome)


def check_value(terms: StatedTerms) -> None:
    """Check the years against the total, and each break with its notice against the term (66).

    >>> check_value(StatedTerms(date(2026, 4, 1), date(2028, 4, 1), total_pence=3,
    ...     years=((date(2026, 4, 1), 1), (date(2027, 4, 1), 2))))

    Raises:
        ValueDoesNotAddUp: If they do not agree.
    """
    start, end = terms.starts_on, terms.ends_on
    if end is not None and end <= start:
        raise _off("The contract would end before it starts.", "Choose a later last day.")
    summed = sum(pence for _, pence in terms.years) if terms.years else None
    if summed != terms.total_pence:
        said = "no total" if terms.total_pence is None else f"a total of {terms.total_pence} pence"
        raise _off(
            f"The years sum to {summed or 0} pence beside {said}.",
            "Make the years sum to the total.",
        )
    if any(day < start or (end is not None and day >= end) for day, _ in terms.years):
        raise _off("A year begins outside the term.", "Give each year a first day in the term.")
    for each in terms.breaks:
        if not start <= each.notice_by < each.on or (end is not None and each.on >= end):
            raise _off(
                f"The break on {each.on} with notice by {each.notice_by} lies outside the term.",
                "A break has a day and its notice, both within the term.",
            )


def _off(what: str, remedy: str) -> ValueDoesNotAddUp:
    return ValueDoesNotAddUp(what, rule=66, remedy=remedy, field="terms")


def check_shares(shares: Iterable[StatedShare]) -> None:
    """Check that each share is a part of one; whether they sum to 1 the gate asks (rule 4).

    Raises:
        SharesDoNotAddUp: If one is not, or a name stands twice.
    """
    names = []
    for one in shares:
        names.append(one.name)
        if one.share is not None and not 0 < one.share <= 1:
            raise SharesDoNotAddUp(
                f"The share of {one.name} is {one.share}.",
                rule=4,
                remedy="A share is a fraction above 0 and at most 1, such as 2/3.",
                field="commissioners",
            )
    if len(names) != len(set(names)):
        raise SharesDoNotAddUp(
            "A commissioner is named twice.",
            rule=4,
            remedy="Name each once.",
            field="commissioners",
        )


def check_line(line: ScopeLine) -> None:
    """Refuse double cover: of one code, service and day (rule 5).

    Raises:
        DeliveredTwice: Naming the service and the people.
    """
    for position, one in enumerate(line.deliveries):
        for other in line.deliveries[position + 1 :]:
            shared = one.people & other.people
            if shared and one.during.overlaps(other.during):
                raise DeliveredTwice(
                    f"{line.service} would be delivered to {', '.join(sorted(shared))} both by"
                    f" {one.by} and by {other.by}.",
                    why="Each line of scope is delivered in exactly one way to everyone.",
                    rule=5,
                    remedy="End one where the other begins, or give them different people.",
                    field="scope",
                )


def check_outcome(outcome: StatedOutcome) -> None:
    """Refuse an outcome that nobody could measure (rule 16).

    Raises:
        NotMeasurable: Naming what it lacks.
    """
    lacking = [
        part
        for part in ("name", "measure", "source", "unit", "baseline", "baseline_on", "target")
        if getattr(outcome, part) in (None, "")
    ]
    if outcome.target_on is None:
        lacking.append("target_on")
    if lacking:
        raise NotMeasurable(
            f"The outcome {outcome.name or 'without a name'} lacks: "
            f"{', '.join(part.replace('_', ' ') for part in lacking)}.",
            why="Each outcome has a measure, a source, a baseline and a target.",
            rule=16,
            remedy="Write each of them, or leave the outcome out.",
            field="outcomes",
        )
