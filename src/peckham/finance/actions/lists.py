"""Taking the list that a contract is paid for: counted from the People book, kept as counts."""

from collections import Counter
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from peckham.finance.actions.refusing import ListOfAnotherDay, refusals
from peckham.finance.domain.bands import band_of, fifth_of
from peckham.finance.domain.levels import NobodyTakesPart
from peckham.finance.domain.snapshot import ListCell, Snapshot, banded, snapshot
from peckham.finance.models import ListCell as CellRow
from peckham.finance.models import ListSnapshot
from peckham.finance.queries.lists import ListKept, lists_of, snapshots_of
from peckham.finance.reading import age_bands
from peckham.infra import audit
from peckham.kernel import Actor
from peckham.kernel.london import day_of
from peckham.people import api as people


def take_list(
    *,
    contract_id: int,
    on: date,
    by: Actor,
    at: datetime,
) -> Snapshot:
    """Take the list of a day, or give the one that was taken: a list is never taken twice.

    Args:
        contract_id: Key of the contract.
        on: The day; its practices' lists are counted as they are known now.
        by: Who has it taken; a job of the house, which alone counts whole lists.
        at: Now.

    Raises:
        ListOfAnotherDay: If the day has not come, or the contract does not cover it.
        NobodyTakesPart: If no practice takes part on that day.
    """
    standing = snapshots_of(contract_id, [on]).get(on)
    if standing is not None:
        return standing
    if on > day_of(at):
        raise ListOfAnotherDay(
            f"Nobody knows the list of {on:%-d %B %Y}, which has not come.",
            remedy="Take it on that day or later.",
            field="on",
        )
    kept = lists_of(contract_id).kept(on)
    if not kept:
        raise NobodyTakesPart(
            f"No practice takes part on {on:%-d %B %Y}.",
            rule=67,
            remedy="Take the list of a day on which one does.",
            field="on",
        )
    cells = _counted(kept, on)
    registered = people.counting.reconcile(on).registered
    taken = snapshot(on, cells, registered=sum(registered.get(one.practice_id, 0) for one in kept))
    with refusals():
        _write(contract_id, taken, by=by, at=at)
    return taken


def _counted(kept: tuple[ListKept, ...], on: date) -> tuple[ListCell, ...]:
    codes = {one.practice_id: one.code for one in kept}
    found: Counter[tuple[str, str]] = Counter()
    for row in people.counting.list_cells(list(codes), on=on):
        band = band_of(
            age_bands(), age=row.years, sex=row.sex, deprivation_fifth=fifth_of(row.decile)
        )
        found[band.code, codes[row.practice_id]] += row.people
    return banded(found)


def _write(contract_id: int, taken: Snapshot, *, by: Actor, at: datetime) -> UUID:
    row = ListSnapshot.objects.create(
        contract_id=contract_id, on_day=taken.on, people=taken.people,
        registered=taken.registered or 0, sha256=taken.sha256, transaction_id=0,
        recorded_at=at, recorded_by=by.identifier,
    )  # fmt: skip
    CellRow.objects.bulk_create(
        CellRow(snapshot=row, band=one.band, practice_code=one.practice, patients=one.patients)
        for one in taken.cells
    )
    with connection.cursor() as cursor:
        # What the law asks of the whole is asked now, so that the refusal is told here.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    audit.record(
        action="finance.take_list", subject_kind="contract", subject_id=contract_id, by=by, at=at,
        detail={"on": taken.on.isoformat(), "people": taken.people, "sha256": taken.sha256},
    )  # fmt: skip
    return row.public_id
