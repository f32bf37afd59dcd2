"""Each night: what every contract promises, measured on live data and written down for good."""

import inspect
from datetime import date, datetime, timedelta

from peckham.care import api as care
from peckham.contracts import models as m
from peckham.contracts import reading
from peckham.contracts.domain.clauses.clause import Clause, Verdict, judged
from peckham.contracts.domain.clauses.judging import TESTS
from peckham.contracts.domain.clauses.measured import (
    Answers,
    Begun,
    HubServices,
    Measured,
    Told,
)
from peckham.contracts.queries.cases import stands
from peckham.contracts.queries.rows import Rows
from peckham.contracts.queries.saying import contract_on
from peckham.contracts.queries.subcontracts import subcontracts
from peckham.infra import reference
from peckham.infra.scope import open_scope, system_scope
from peckham.kernel.london import day_of
from peckham.people import api as people
from peckham.places import api as places
from peckham.services import api as services

MEASURING = "contract clauses"
_WINDOW = "clauses.window_days"


def measure(*, at: datetime) -> int:
    """Judge every clause of every contract that stands and is in its term, and write it down.

    Safe to run however often: what was found first on a day stands.

    Returns:
        How many results were found; those of a day that is written down already count too.
    """
    day = day_of(at)
    with open_scope(system_scope(MEASURING, purpose="operations", at=at)) as scope:
        found = []
        for contract in m.Contract.objects.order_by("pk"):
            rows = Rows(contract)
            said = contract_on(rows, day)
            if said is None or not stands(rows, day) or not said.during.contains(day):
                continue
            family = reading.kinds().kind(contract.kind_id).family
            asked = [one for one in reading.clauses() if one.binds(family)]
            if asked:
                verdicts = judged(asked, TESTS, measured_of(contract, asked, at=at))
                found += [_row(contract, one, verdict, day) for one, verdict in verdicts]
        for row in found:
            row.recorded_at, row.recorded_by = at, scope.actor.identifier
        m.ClauseResult.objects.bulk_create(found, ignore_conflicts=True)
        return len(found)


def measured_of(contract: m.Contract, asked: list[Clause], *, at: datetime) -> Measured:
    """Measure everything that the clauses of a contract are judged by."""
    day = day_of(at)
    names = {name for one in asked for name in one.figures}
    figures = {name: reference.parameters().number(name, day) for name in names}
    hubs = (
        [hub for hub in places.hubs(day) if hub.place_id == contract.place_id]
        if contract.place_id
        else None
    )
    window = {"since": at - timedelta(days=figures.get(_WINDOW, 0)), "until": at}
    keys = [hub.id for hub in hubs or ()]
    return Measured(
        day=day,
        figures=figures,
        hubs=None if hubs is None else tuple(_hub(hub.id, hub.name, day) for hub in hubs),
        answers=_answers(keys, **window) if keys else None,
        told=_told(keys, **window) if keys else (),
        begun=_begun(contract, day),
        routed_by=tuple(inspect.signature(services.route).parameters),
    )


def _hub(hub_id: int, name: str, day: date) -> HubServices:
    lacks = services.completeness(hub_id, on=day).missing
    return HubServices(name, tuple(one.words for one in lacks))


def _answers(hub_ids: list[int], *, since: datetime, until: datetime) -> Answers:
    found = care.counts.answered(hub_ids, since=since, until=until)
    return Answers(found.answered, found.late, found.overdue)


def _told(hub_ids: list[int], *, since: datetime, until: datetime) -> tuple[Told, ...]:
    return tuple(
        Told(
            one.mode,
            None if one.needs is None else one.mode in people.support.modes_blocked_by(one.needs),
            one.outcomes,
        )
        for one in care.counts.told(hub_ids, since=since, until=until)
    )


def _begun(contract: m.Contract, day: date) -> tuple[Begun, ...]:
    """Give the subcontracts that began under consent."""
    return tuple(
        Begun(one.reference, one.standing.active_on, one.standing.permitted_on)
        for one in subcontracts(contract.pk, on=day)
        if one.regime == "consent" and one.standing.active_on is not None
    )


def _row(contract: m.Contract, one: Clause, verdict: Verdict, day: date) -> m.ClauseResult:
    kept, counted = verdict.share or (None, None)
    return m.ClauseResult(
        contract=contract,
        clause=one.identifier,
        on_day=day,
        status=verdict.status,
        why=verdict.why,
        named=[name for name, _ in verdict.evidence],
        found=[said for _, said in verdict.evidence],
        kept_of=kept,
        counted=counted,
    )
