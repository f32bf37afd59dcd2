"""Runs as whoever governs them reads them: who supplies, whether all have agreed, who was named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from peckham.infra import reference
from peckham.infra.scope import current_scope
from peckham.kernel.london import day_of
from peckham.sharing.domain.disclosure import Count, Method, method_in_force, shown
from peckham.sharing.domain.readiness import Readiness, readiness_of
from peckham.sharing.models import Run
from peckham.sharing.queries.agreements import (
    AgreementView,
    PartyView,
    VersionView,
    all_agreements,
)

RUNS_MAX = 50


@dataclass(frozen=True, slots=True)
class Supplier:
    """An organisation that an agreement names as giving what a run needs.

    Args:
        party: It, with when it signed and whether it leaves.
        agreement: The agreement.
        number: Which version.
        supplies: Whether its records are in the run now.
        people: How many of them the latest reading held, as it may be shown; None before one.
    """

    party: PartyView
    agreement: AgreementView
    number: int
    supplies: bool
    people: Count | None


@dataclass(frozen=True, slots=True)
class RunView:
    """A run, for whoever governs it.

    Args:
        state: "on", "ended" or "over" (its time has passed).
        suppliers: Every organisation that the agreements behind it name as giving, by name.
        readiness: Whether each has agreed (rule 61, first half).
        own_people: How many of the organisation's own the latest reading held, or None.
        people: How many people it held in all, as it may be shown, or None.
        read_at: When that was, or None where nobody has read it.
        reidentified: How often somebody of it was re-identified, by anybody.
        reidentified_here: How often by the organisation's own staff, whose looks its lead reads.
    """

    public_id: UUID
    purpose: str
    what_for: str
    categories: tuple[str, ...]
    basis: str
    section_251_reference: str
    asked_by: str
    at: datetime
    until: datetime
    ended_at: datetime | None
    state: str
    suppliers: tuple[Supplier, ...]
    readiness: Readiness
    own_people: Count | None
    people: Count | None
    read_at: datetime | None
    reidentified: int
    reidentified_here: int


@dataclass(frozen=True, slots=True)
class _Known:
    """What every run is judged by: the papers, whom they bind, and what was counted."""

    agreements: tuple[AgreementView, ...]
    # (version, supplier) of each flow to the organisation, as the rule itself says.
    bound: frozenset[tuple[int, int]]
    readings: tuple[tuple[int, int, int, datetime], ...]
    named: Mapping[int, tuple[int, int]]
    method: Method


def counting_method(*, on: date) -> Method:
    """Give how counts of people are shown on a day (data/disclosure.toml)."""
    return method_in_force(reference.table("disclosure.toml")["methods"], on=on)


def runs_governed() -> tuple[RunView, ...]:
    """List the runs made for the acting organisation, the newest first; at most RUNS_MAX."""
    scope = current_scope()
    found = Run.objects.filter(receiver_id=scope.organisation_id).order_by("-at", "-pk")
    runs = list(found[:RUNS_MAX])
    if not runs:
        return ()
    known = _Known(
        all_agreements(at=scope.at),
        frozenset(
            _rows(
                "SELECT version_id, supplier_id FROM peckham.agreed_flows(%s, 'infinity', %s)",
                scope.at,
                scope.organisation_id,
            )
        ),
        tuple(_rows("SELECT * FROM peckham.readings_of_runs()")),
        {row[0]: row[1:] for row in _rows("SELECT * FROM peckham.reidentified_in_runs()")},
        counting_method(on=day_of(scope.at)),
    )
    return tuple(_view(run, known, at=scope.at) for run in runs)


def _rows(query: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def _view(run: Run, known: _Known, *, at: datetime) -> RunView:
    readings = [reading for reading in known.readings if reading[0] == run.pk]
    counted = {supplier_id: people for _, supplier_id, people, _ in readings}
    suppliers, given = _suppliers(run, known)
    lines = [
        Supplier(
            party,
            agreement,
            version.number,
            (version.id, key) in known.bound,
            shown(counted[key], known.method) if key in counted else None,
        )
        for key, (agreement, version, party) in suppliers.items()
    ]
    own = counted.get(run.receiver_id)
    in_all, by_own_staff = known.named.get(run.pk, (0, 0))
    return RunView(
        public_id=run.public_id,
        purpose=run.purpose,
        what_for=run.what_for,
        categories=tuple(run.categories),
        basis=run.basis,
        section_251_reference=run.section_251_reference,
        asked_by=run.asked_by,
        at=run.at,
        until=run.until,
        ended_at=run.ended_at,
        state=_state(run, at=at),
        suppliers=tuple(sorted(lines, key=lambda line: line.party.name)),
        readiness=readiness_of(
            purpose=run.purpose,
            controllers=suppliers,
            runs_for=run.receiver_id,
            suppliers_by_category=given,
        ),
        own_people=None if own is None else shown(own, known.method),
        people=shown(sum(counted.values()), known.method) if counted else None,
        read_at=max((read_at for *_, read_at in readings), default=None),
        reidentified=in_all,
        reidentified_here=by_own_staff,
    )


def _suppliers(
    run: Run, known: _Known
) -> tuple[dict[int, tuple[AgreementView, VersionView, PartyView]], dict[str, set[int]]]:
    """Give who is named as giving what a run needs, and who gives each category now."""
    suppliers: dict[int, tuple[AgreementView, VersionView, PartyView]] = {}
    given: dict[str, set[int]] = {category: set() for category in run.categories}
    for agreement in known.agreements:
        for version in _versions(agreement, run, known):
            for party in version.parties:
                key = party.organisation_id
                if not party.supplies or key == run.receiver_id:
                    continue
                gives = (version.id, key) in known.bound
                if gives or key not in suppliers:
                    suppliers[key] = (agreement, version, party)
                for category in given.keys() & version.terms.categories if gives else ():
                    given[category].add(key)
    return suppliers, given


def _versions(agreement: AgreementView, run: Run, known: _Known) -> list[VersionView]:
    """Give the versions that speak of a run: those that bind somebody, else the newest."""
    speaking = [version for version in agreement.versions if _covers(version, run)]
    binding = {version_id for version_id, _ in known.bound}
    return [version for version in speaking if version.id in binding] or speaking[:1]


def _covers(version: VersionView, run: Run) -> bool:
    """Say whether a version speaks of a run: its purpose, some of its data, and on its basis."""
    terms = version.terms
    return (
        run.purpose in terms.purposes
        and bool(set(run.categories) & set(terms.categories))
        and terms.confidentiality_basis == run.basis
        and terms.section_251_reference == run.section_251_reference
        and not version.is_over
        and any(p.organisation_id == run.receiver_id and p.receives for p in version.parties)
    )


def _state(run: Run, *, at: datetime) -> str:
    if run.ended_at is not None and run.ended_at <= at:
        return "ended"
    return "on" if run.until > at else "over"
