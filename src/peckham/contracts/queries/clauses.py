"""What a contract's clauses were found to be: the last answer, its evidence, and those before."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from peckham.contracts import reading
from peckham.contracts.domain.clauses.clause import Clause
from peckham.contracts.models.clauses import ClauseResult
from peckham.contracts.queries.cases import contract_row


@dataclass(frozen=True, slots=True)
class Night:
    """What a clause was found to be on a day; `share` is how many of how many, or None."""

    on: date
    recorded_at: datetime
    status: str
    why: str
    evidence: tuple[tuple[str, str], ...]
    share: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class ClauseStory:
    """A clause of a contract with what it was found to be, newest first; none before a night."""

    clause: Clause
    nights: tuple[Night, ...]

    @property
    def latest(self) -> Night | None:
        """The last night."""
        return self.nights[0] if self.nights else None

    @property
    def turns(self) -> tuple[Night, ...]:
        """The nights on which it became another than the night before, newest first."""
        changed = [now for now, before in pairwise(self.nights) if now.status != before.status]
        return (*changed, *self.nights[-1:])


def clauses_of(public_id: UUID) -> tuple[ClauseStory, ...]:
    """Give every clause that a contract's kind binds it to, with its nights.

    Raises:
        UnknownContract: If there is none.
    """
    contract = contract_row(public_id)
    family = reading.kinds().kind(contract.kind_id).family
    nights: dict[str, list[Night]] = {}
    for row in ClauseResult.objects.filter(contract=contract).order_by("-on_day"):
        nights.setdefault(row.clause, []).append(_night(row))
    return tuple(
        ClauseStory(one, tuple(nights.get(one.identifier, ())))
        for one in reading.clauses()
        if one.binds(family)
    )


def _night(row: ClauseResult) -> Night:
    share = None
    if row.kept_of is not None and row.counted is not None:
        share = (row.kept_of, row.counted)
    evidence = tuple(zip(row.named, row.found, strict=True))
    return Night(row.on_day, row.recorded_at, row.status, row.why, evidence, share)
