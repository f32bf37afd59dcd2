"""What a version is held against: the ledger, the allocation, a year run in shadow."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from peckham.finance.models import Allocation, BaselineVersion, Proposal, RebaseRule
from peckham.finance.queries.baselines import Decision, Version, decision_of

_OUTTURN = "SELECT service, pence FROM peckham.finance_outturn(%s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a line differs from the ledger by so much, and who says so."""

    pence: int
    reason: str
    said_by: str
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A line's outturn beside the ledger's, in pence; `ledger_pence` is None where it has none."""

    service: str
    outturn_pence: int
    ledger_pence: int | None
    explained: tuple[Explained, ...]

    @property
    def difference_pence(self) -> int:
        """What the outturn has beyond the ledger."""
        return self.outturn_pence - (self.ledger_pence or 0)

    @property
    def open_pence(self) -> int:
        """What of the difference nobody has explained: it blocks adoption unless it is 0."""
        return self.difference_pence - sum(one.pence for one in self.explained)


@dataclass(frozen=True, slots=True)
class Afforded:
    """The allocation of a year, and what a version leaves of it; in pence."""

    allocation_pence: int
    source: str
    recorded_at: datetime
    left_pence: int


@dataclass(frozen=True, slots=True)
class ShadowLine:
    """A line of a year run in shadow: what the baseline has, and what the ledger says it cost."""

    service: str
    value_pence: int
    ledger_pence: int | None


@dataclass(frozen=True, slots=True)
class Rule:
    """When a year's baseline may be followed by another, on what trigger, asked by whom."""

    public_id: UUID
    trigger: str
    asked_by: str
    from_on: date
    source: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Proposed:
    """A change to budgeting that a party proposed in words, and what was decided (rule 65)."""

    public_id: UUID
    proposed_by: str
    words: str
    recorded_at: datetime
    recorded_by: str
    decision: Decision | None


def ledger_outturn(
    contract_id: int, *, from_on: date, until: date, contracts: tuple[str, ...] = ()
) -> dict[str, int]:
    """Add up what the commissioners' books say each service line cost, for a party to a contract.

    Args:
        contract_id: The contract whose commissioners' books are meant.
        from_on: First day.
        until: The day after the last.
        contracts: References of the contracts under which it was paid; none is any.

    Returns:
        Pence by line; a line of which nothing was posted is not there.
    """
    with connection.cursor() as cursor:
        cursor.execute(_OUTTURN, [contract_id, from_on, until, list(contracts)])
        return dict(cursor.fetchall())


def reconciliation(version: Version) -> tuple[Reconciled, ...]:
    """Set each line's outturn beside the ledger's, with what was explained."""
    outturn, row = version.inputs.outturn, BaselineVersion.objects.get(pk=version.line.id)
    during = outturn.during
    booked = ledger_outturn(
        version.line.contract_id,
        from_on=during.start,
        until=during.end or during.start,
        contracts=outturn.contracts,
    )
    said: dict[str, list[Explained]] = {}
    for one in row.explained.order_by("pk"):
        said.setdefault(one.service, []).append(
            Explained(one.pence, one.reason, one.said_by, one.recorded_by, one.recorded_at)
        )
    return tuple(
        Reconciled(service, pence, booked.get(service), tuple(said.get(service, ())))
        for service, pence in sorted(outturn.lines.items())
    )


def affordability(version: Version) -> Afforded | None:
    """Set a version against the allocation of its year; None where none is recorded."""
    rows = Allocation.objects.filter(
        contract_id=version.line.contract_id, year_from=version.line.year.start
    )
    row = rows.order_by("recorded_at", "pk").last()
    if row is None:
        return None
    return Afforded(row.pence, row.source, row.recorded_at, row.pence - version.line.value_pence)


def shadow(version: Version) -> tuple[ShadowLine, ...]:
    """Set a version beside what its own year cost so far by the ledger: nothing is paid by it."""
    year = version.line.year
    booked = ledger_outturn(
        version.line.contract_id, from_on=year.start, until=year.end or year.start
    )
    return tuple(
        ShadowLine(service, pence, booked.get(service))
        for service, pence in sorted(version.figures_pence["value"].items())
    )


def rebase_rules(contract_id: int) -> tuple[Rule, ...]:
    """List the rules of rebasing of a contract, in the order of their days."""
    rows = RebaseRule.objects.filter(contract_id=contract_id).order_by("from_on", "pk")
    return tuple(
        Rule(row.public_id, row.trigger, row.asked_by, row.from_on, row.source, row.recorded_at)
        for row in rows
    )


def budgeting_proposals(contract_id: int) -> tuple[Proposed, ...]:
    """List what was proposed about budgeting, newest first."""
    rows = Proposal.objects.filter(contract_id=contract_id, kind="budgeting")
    return tuple(
        Proposed(
            row.public_id,
            row.proposed_for.name,
            row.words,
            row.recorded_at,
            row.recorded_by,
            decision_of(row),
        )
        for row in rows.select_related("proposed_for", "decision").order_by("-pk")
    )
