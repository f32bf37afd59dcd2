"""Work moved to and from practices, flagged where a rule says so, and what is switched on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from peckham.contracts.domain.hub_switches import Switch, is_on
from peckham.contracts.domain.transfers import Transfer, why_flagged
from peckham.contracts.models import HubSwitch, TransferReply, WorkTransfer
from peckham.infra import reference


@dataclass(frozen=True, slots=True)
class TransferView:
    """A change of work with its answer; `flagged` says why it is shown to the board, or ""."""

    public_id: UUID
    practice_id: int
    practice: str
    other: str
    what: str
    transfer: Transfer
    words: str
    answered_on: date | None
    flagged: str


def transfers_of(practice_id: int, *, on: date) -> tuple[TransferView, ...]:
    """List the work moved to and from a practice, the latest start first."""
    return _views(WorkTransfer.objects.filter(practice_id=practice_id), on)


def flagged_transfers(*, on: date) -> tuple[TransferView, ...]:
    """List, for the board, the work that is moved to practices unagreed or unfunded (rule 58)."""
    rows = WorkTransfer.objects.filter(to_practice=True)
    return tuple(view for view in _views(rows, on) if view.flagged)


def switched_on(practice_id: int, *, on: date) -> Mapping[str, bool]:
    """Say of each type of request that the practice ever switched whether it is on that day."""
    rows = HubSwitch.objects.filter(practice_id=practice_id)
    switches = [Switch(row.category, row.is_on, row.from_on, row.recorded_at) for row in rows]
    return {one.category: is_on(switches, one.category, on=on) for one in switches}


def switches_to_come(practice_id: int, *, on: date) -> tuple[Switch, ...]:
    """List what is switched from a later day, in order."""
    rows = HubSwitch.objects.filter(practice_id=practice_id, from_on__gt=on).order_by("from_on")
    return tuple(Switch(row.category, row.is_on, row.from_on, row.recorded_at) for row in rows)


def _views(rows: object, on: date) -> tuple[TransferView, ...]:
    found = rows.select_related("practice__organisation", "other").order_by("-starts_on", "-pk")  # type: ignore[attr-defined]
    replies: dict[int, TransferReply] = {}
    for reply in TransferReply.objects.filter(transfer__in=found).order_by("pk"):
        replies[reply.transfer_id] = reply
    return tuple(_view(row, replies.get(row.pk), on) for row in found)


def _view(row: WorkTransfer, reply: TransferReply | None, on: date) -> TransferView:
    transfer = Transfer(
        to_practice=row.to_practice,
        starts_on=row.starts_on,
        hours_per_week=row.hours_per_week,
        funded_pence_per_year=row.funded_pence_per_year,
        reply=reply.reply if reply else None,  # type: ignore[arg-type]
        own_hours_per_week=reply.hours_per_week if reply else None,
    )
    return TransferView(
        public_id=row.public_id,
        practice_id=row.practice_id,
        practice=row.practice.organisation.name,
        other=row.other.name,
        what=row.what,
        transfer=transfer,
        words=reply.words if reply else "",
        answered_on=reply.on_day if reply else None,
        flagged=why_flagged(transfer, on=on, parameters=reference.parameters()),
    )
