"""Lists that were taken, and whose lists a contract is paid for on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from peckham.contracts import api as contracts
from peckham.finance.domain.snapshot import ListCell, Snapshot
from peckham.finance.models import ListSnapshot
from peckham.infra.scope import current_scope
from peckham.kernel import Refused
from peckham.kernel.london import day_of
from peckham.places import api as places


class NoSuchList(Refused):
    """There is no such list, or it is of a contract that is not for this reader."""


@dataclass(frozen=True, slots=True)
class ListKept:
    """A practice's list that a contract is paid for: whole and by its code."""

    practice_id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ListTaken:
    """A list that was taken, without its cells."""

    id: int
    public_id: UUID
    on: date
    people: int
    registered: int
    sha256: str
    recorded_at: datetime
    recorded_by: str

    @property
    def difference(self) -> int:
        """How many more it has than the reconciled populations."""
        return self.people - self.registered


@dataclass(frozen=True)
class ListsOf:
    """Whose lists a contract is paid for from day to day: its practices' steps, read once.

    A practice that takes part partly, or is new, keeps its own list. Who joined fully moved to the
    list of the contract's holder, which is then counted whole (rules 8, 9 and 67). Of a contract in
    which practices do not take part by steps of their own, it is the lists that it covers by name.
    """

    steps: tuple[tuple[int, contracts.participating.StepView], ...]
    practices: Mapping[int, ListKept]
    holder: ListKept | None
    named: tuple[tuple[date, frozenset[int]], ...] = ()

    def kept(self, on: date) -> tuple[ListKept, ...]:
        """Give the lists of a day, by code."""
        modes = {practice: step.mode for practice, step in self.steps if step.on <= on}
        found = {self.practices[key] for key, mode in modes.items() if mode not in ("none", "full")}
        if "full" in modes.values() and self.holder is not None:
            found.add(self.holder)
        standing = [keys for day, keys in self.named if day <= on]
        found |= {self.practices[key] for key in standing[-1]} if standing else set()
        return tuple(sorted(found, key=lambda one: one.code))

    def codes(self, on: date) -> frozenset[str]:
        """Give their codes."""
        return frozenset(one.code for one in self.kept(on))

    def moved(self, on: date) -> frozenset[str]:
        """Give the codes of the lists that a step of the day began, ended or moved people of."""
        moved = self.codes(on - timedelta(days=1)) ^ self.codes(on)
        divided = any(step.on == on and step.with_provider is not None for _, step in self.steps)
        return moved | ({self.holder.code} if divided and self.holder else frozenset())

    @property
    def days(self) -> tuple[date, ...]:
        """Give the days on which that changed."""
        days = {step.on for _, step in self.steps} | {day for day, _ in self.named}
        return tuple(sorted(day for day in days if self.moved(day)))


def lists_of(contract_id: int) -> ListsOf:
    """Read whose lists a contract is paid for, as it is known now."""
    steps = contracts.participating.steps_of_contract(contract_id)
    named = _named(contract_id)
    keys = {practice for practice, _ in steps} | {key for _, keys in named for key in keys}
    kept = {
        one.id: ListKept(one.id, one.ods_code, one.name)
        for one in places.practices()
        if one.id in keys
    }
    joined_fully = any(step.mode == "full" for _, step in steps)
    return ListsOf(steps, kept, _holders_list(contract_id) if joined_fully else None, named)


def _named(contract_id: int) -> tuple[tuple[date, frozenset[int]], ...]:
    """Give the practices whose lists a contract covers by name, where none takes part by steps."""
    if contracts.subcontracting.line_of(contract_id).family == "icp":
        return ()
    by_code = {one.ods_code: one.id for one in places.practices()}
    today = day_of(current_scope().at)
    return tuple(
        (one.from_on, frozenset(by_code[code] for code in one.codes if code in by_code))
        for one in contracts.participating.covered_from(contract_id, on=today)
    )


def _holders_list(contract_id: int) -> ListKept | None:
    holder = contracts.subcontracting.giver_of(contract_id)
    for one in places.practices():
        if one.organisation_id == holder:
            return ListKept(one.id, one.ods_code, one.name)
    return None


def lists_taken(contract_id: int) -> tuple[ListTaken, ...]:
    """List what was taken, newest day first."""
    rows = ListSnapshot.objects.filter(contract_id=contract_id).order_by("-on_day")
    return tuple(map(_taken, rows))


def list_taken(public_id: UUID) -> tuple[int, ListTaken, Snapshot]:
    """Give one list with the key of its contract and its cells.

    Raises:
        NoSuchList: If there is none that the reader may read.
    """
    row = ListSnapshot.objects.filter(public_id=public_id).first()
    if row is None:
        raise NoSuchList("There is no such list here.", remedy="Choose one from the lists taken.")
    return row.contract_id, _taken(row), _snapshot(row)


def snapshot_on(contract_id: int, on: date) -> Snapshot | None:
    """Give the list that counts on a day: the latest taken of it or of a day before; None if none.

    Args:
        contract_id: Key of the contract.
        on: The day.
    """
    rows = ListSnapshot.objects.filter(contract_id=contract_id, on_day__lte=on)
    row = rows.order_by("-on_day").first()
    return None if row is None else _snapshot(row)


def snapshots_of(contract_id: int, days: Iterable[date]) -> dict[date, Snapshot]:
    """Give the lists that were taken of exactly some days."""
    rows = ListSnapshot.objects.filter(contract_id=contract_id, on_day__in=list(days))
    return {row.on_day: _snapshot(row) for row in rows.prefetch_related("cells")}


def _taken(row: ListSnapshot) -> ListTaken:
    return ListTaken(
        row.pk, row.public_id, row.on_day, row.people, row.registered, row.sha256,
        row.recorded_at, row.recorded_by,
    )  # fmt: skip


def _snapshot(row: ListSnapshot) -> Snapshot:
    cells = (ListCell(one.band, one.practice_code, one.patients) for one in row.cells.all())
    return Snapshot(row.on_day, tuple(sorted(cells)), row.sha256, row.registered)
