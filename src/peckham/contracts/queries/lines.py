"""One line about each contract, for the pages of what hangs on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from peckham.contracts.models import Contract, HolderStep, ScopeLine
from peckham.contracts.queries.subcontracts import giver_of


@dataclass(frozen=True, slots=True)
class ContractLine:
    """A contract by name: who holds it, and of which kind it is."""

    id: int
    public_id: UUID
    reference: str
    title: str
    kind: str
    family: str
    holder_id: int | None
    holder: str


def contract_line(public_id: UUID) -> ContractLine | None:
    """Give one contract, or None where there is none."""
    found = _lines(Contract.objects.filter(public_id=public_id))
    return found[0] if found else None


def line_of(contract_id: int) -> ContractLine:
    """Give one contract by its key here."""
    return _line(Contract.objects.select_related("kind").get(pk=contract_id))


def contract_lines(*, families: Iterable[str] = ()) -> tuple[ContractLine, ...]:
    """List contracts by reference; of some families only where they are given."""
    rows = Contract.objects.all()
    if families:
        rows = rows.filter(kind__family__in=tuple(families))
    return _lines(rows)


def to_be_subcontracted(contract_id: int) -> tuple[str, ...]:
    """List the services whose delivery the contract says is by subcontract, as last stated."""
    lines = ScopeLine.objects.filter(
        provision__contract_id=contract_id, status="in", deliveries__mode="subcontract"
    )
    latest = lines.order_by("-provision__number").values_list("provision_id", flat=True).first()
    if latest is None:
        return ()
    found = lines.filter(provision_id=latest).values_list("service", flat=True)
    return tuple(sorted(set(found)))


def _lines(rows: object) -> tuple[ContractLine, ...]:
    return tuple(map(_line, rows.select_related("kind").order_by("reference")))  # type: ignore[attr-defined]


def _line(row: Contract) -> ContractLine:
    holder = HolderStep.objects.filter(contract=row).order_by("-on_day", "-pk").first()
    return ContractLine(
        id=row.pk,
        public_id=row.public_id,
        reference=row.reference,
        title=row.title,
        kind=row.kind_id,
        family=row.kind.family,
        holder_id=giver_of(row.pk),
        holder=holder.name if holder else "",
    )
