"""Versions of baselines: the one that counts, the list, and one with all it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.db.models import QuerySet

from peckham.contracts import api as contracts
from peckham.finance.domain.baseline import storing
from peckham.finance.domain.baseline.computing import Computed, compute
from peckham.finance.domain.baseline.inputs import Inputs
from peckham.finance.domain.expected import AdoptedBaseline
from peckham.finance.models import BaselineVersion
from peckham.kernel import Period, Refused

type State = Literal["proposed", "adopted", "shadow", "refused"]


class NoBaseline(Refused):
    """No baseline counts for the contract on the day."""


class NoSuchVersion(Refused):
    """There is no such version, or its contract is not one of this reader's."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on a proposal, with both times, by whom and why."""

    outcome: State
    reason: str
    over_allocation: str
    decided_on: date
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in a list.

    Args:
        id: Its key.
        public_id: Its key in addresses.
        contract_id: Key of its contract.
        number: From 1.
        year: The year that it is for.
        counts_from: The first day on which it would count.
        proposed_by: The organisation that proposed it.
        words: Why it was proposed.
        recorded_at: When it was.
        recorded_by: By whom.
        value_pence: What it is worth.
        rebase: The rule under which it follows another, or "".
        decision: What was decided, or None.
    """

    id: int
    public_id: UUID
    contract_id: int
    number: int
    year: Period
    counts_from: date
    proposed_by: str
    words: str
    recorded_at: datetime
    recorded_by: str
    value_pence: int
    rebase: str
    decision: Decision | None

    @property
    def state(self) -> State:
        """Say where it stands."""
        return self.decision.outcome if self.decision else "proposed"


@dataclass(frozen=True, slots=True)
class Version:
    """A version with its inputs and what they come to.

    Args:
        line: As in the list.
        inputs: Its stored inputs.
        computed: What they come to now.
        figures_pence: What is stored of each line, by basis.
        inputs_sha256: Digest of the inputs as they were stored.
    """

    line: VersionLine
    inputs: Inputs
    computed: Computed
    figures_pence: Mapping[str, Mapping[str, int]]
    inputs_sha256: str

    @property
    def is_same(self) -> bool:
        """Say whether what is stored is what the inputs come to, to the penny (rule 68)."""
        return self.figures_pence == figures_of(self.inputs, self.computed) and (
            self.line.value_pence == self.computed.value_pence
        )


def adopted(contract_id: int, *, on: date) -> AdoptedBaseline:
    """Give the baseline that counts for a contract on a day.

    Raises:
        NoBaseline: If none was adopted that counts then.
    """
    rows = BaselineVersion.objects.select_related("proposal__decision").filter(
        contract_id=contract_id,
        proposal__decision__outcome="adopted",
        year__contains=on,
        counts_from__lte=on,
    )
    row = rows.order_by("counts_from", "number").last()
    if row is None:
        raise NoBaseline(
            f"No baseline counts for this contract on {on}.",
            rule=68,
            remedy="Propose one; the commissioner adopts it.",
            who="whoever commissions or holds the contract",
        )
    inputs = storing.read(row.inputs)
    found = compute(inputs, inputs.outturn.lines)
    return AdoptedBaseline(
        public_id=row.proposal.public_id,
        contract_id=contract_id,
        number=row.number,
        counts_from=row.counts_from,
        adopted_at=row.proposal.decision.recorded_at,
        price_base=inputs.price_base,
        expected=found.expected,
        value_pence=row.value_pence,
        lines_pence=found.lines_pence,
    )


def versions(contract_id: int) -> tuple[VersionLine, ...]:
    """List a contract's versions, newest first."""
    rows = _rows().filter(contract_id=contract_id)
    return tuple(_line(row) for row in rows.order_by("-number"))


def version(public_id: UUID) -> Version:
    """Give one version with all it rests on, computed anew.

    Raises:
        NoSuchVersion: If the scope reads none with that key.
    """
    row = _rows().filter(proposal__public_id=public_id).first()
    if row is None:
        raise NoSuchVersion("There is no such version of a baseline here.")
    return _version(row)


def not_the_same() -> tuple[VersionLine, ...]:
    """Compute every stored version anew, and give those that come to something else (rule 68)."""
    found = (_version(row) for row in _rows().order_by("pk").iterator(chunk_size=100))
    return tuple(
        one.line
        for one in found
        if not one.is_same or storing.digest(storing.written(one.inputs)) != one.inputs_sha256
    )


def stored_count() -> int:
    """Count the stored versions."""
    return BaselineVersion.objects.count()


def services_of(public_id: UUID, *, on: date) -> tuple[str, ...]:
    """Give the lines that are in a contract's scope on a day: a baseline has each of them."""
    said = contracts.heads.views.contract(public_id, on=on).line.said
    return tuple(line.service for line in said.in_scope()) if said else ()


def figures_of(inputs: Inputs, computed: Computed) -> dict[str, dict[str, int]]:
    """Give what is stored of each line by basis: its cost, what each method says, its value."""
    taken = dict.fromkeys(inputs.outturn.lines, 0)
    for one in inputs.one_offs:
        taken[one.service] += one.pence
    return {
        "outturn": dict(inputs.outturn.lines),
        "one_offs": taken,
        **{name: dict(lines) for name, lines in computed.methods_pence.items()},
        "value": dict(computed.lines_pence),
    }


def _rows() -> QuerySet[BaselineVersion]:
    return BaselineVersion.objects.select_related(
        "proposal__decision", "proposal__proposed_for", "rebase"
    )


def _version(row: BaselineVersion) -> Version:
    inputs = storing.read(row.inputs)
    figures: dict[str, dict[str, int]] = {}
    for figure in row.figures.all():
        figures.setdefault(figure.basis, {})[figure.service] = figure.pence
    return Version(
        _line(row), inputs, compute(inputs, inputs.outturn.lines), figures, row.inputs_sha256
    )


def _line(row: BaselineVersion) -> VersionLine:
    proposal = row.proposal
    return VersionLine(
        id=row.pk,
        public_id=proposal.public_id,
        contract_id=row.contract_id,
        number=row.number,
        year=Period(row.year.lower, row.year.upper),
        counts_from=row.counts_from,
        proposed_by=proposal.proposed_for.name,
        words=proposal.words,
        recorded_at=proposal.recorded_at,
        recorded_by=proposal.recorded_by,
        value_pence=row.value_pence,
        rebase=row.rebase.trigger if row.rebase else "",
        decision=decision_of(proposal),
    )


def decision_of(proposal: object) -> Decision | None:
    """Give what was decided on a proposal's row, or None."""
    row = getattr(proposal, "decision", None)
    if row is None:
        return None
    return Decision(
        row.outcome,
        row.reason,
        row.over_allocation,
        row.decided_on,
        row.recorded_at,
        row.recorded_by,
    )
