"""Reading integrators as they stand: the latest statement of each thing, each with its source."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from peckham.contracts.domain import partner_views as views
from peckham.contracts.domain.partners import Score
from peckham.contracts.models.partners import (
    Body,
    ContractPlace,
    HostChoice,
    HostScore,
    Integrator,
    IntegratorMember,
)
from peckham.contracts.models.quoted import IN_ORDER, Quoted
from peckham.contracts.partner_data import function_catalogue
from peckham.kernel import Refused


class NoSuchIntegrator(Refused):
    """No integrator has this key."""


def told_of(row: Quoted) -> views.Told:
    """Give the day and the source of a row."""
    return views.Told(row.on_day, row.source, row.quotation, row.recorded_at)


def place_view(row: ContractPlace) -> views.PlaceView:
    """Copy a place into the record that others may hold."""
    return views.PlaceView(
        row.pk, row.public_id, row.name, row.board, row.scheme, row.place_id, told_of(row)
    )


def integrators() -> tuple[views.IntegratorView, ...]:
    """List every integrator, by place."""
    return tuple(map(_view, _rows().order_by("place__name")))


def integrator(public_id: UUID) -> views.IntegratorView:
    """Find one integrator.

    Raises:
        NoSuchIntegrator: If there is none of this key.
    """
    row = _rows().filter(public_id=public_id).first()
    if row is None:
        raise NoSuchIntegrator("There is no such integrator.")
    return _view(row)


def integrator_of(place_id: int) -> views.IntegratorView | None:
    """Give the integrator of a place, or None where it has none."""
    row = _rows().filter(place_id=place_id).first()
    return _view(row) if row else None


def bodies() -> tuple[tuple[int, str, tuple[str, ...]], ...]:
    """List the bodies that take part anywhere: key, name, kinds."""
    return tuple((row.pk, row.name, tuple(row.kinds)) for row in Body.objects.order_by("name"))


def _rows() -> QuerySet[Integrator]:
    return Integrator.objects.select_related("place", "accountable_to").prefetch_related(
        "decisions", "holdings__body", "functions__member__body", "oversight"
    )


def _view(row: Integrator) -> views.IntegratorView:
    members = _members(row)
    return views.IntegratorView(
        id=row.pk,
        public_id=row.public_id,
        name=row.name,
        place=place_view(row.place),
        partnership=row.accountable_to.name,
        decisions=tuple(
            views.DecisionView(one.decided_by, one.outcome, one.reference, told_of(one))
            for one in _in_order(row.decisions.all())
        ),
        members=members,
        host=_host(row),
        holdings=tuple(
            views.HoldingView(one.body.name, one.holds, one.words, told_of(one))
            for one in _in_order(row.holdings.all())
        ),
        functions=_functions(row, {one.id for one in members if not one.has_left}),
        oversight=tuple(
            views.OversightView(one.kind, one.words, told_of(one))
            for one in _in_order(row.oversight.all())
        ),
        told=told_of(row),
    )


def _in_order[Row: Quoted](rows: Iterable[Row]) -> list[Row]:
    """Put rows that were fetched with others in the order of `IN_ORDER`."""
    return sorted(
        rows, key=lambda row: (row.on_day is not None, row.on_day, row.recorded_at, row.pk)
    )


def _members(row: Integrator) -> tuple[views.MemberView, ...]:
    found = IntegratorMember.objects.filter(integrator=row).order_by("pk")
    return tuple(
        views.MemberView(
            id=member.pk,
            body_id=member.body_id,
            body=member.body.name,
            kinds=tuple(member.body.kinds),
            has_left=hasattr(member, "departure"),
            scores=tuple(
                Score(member.body.name, one.criterion, one.score, one.reason)
                for one in _latest_by_criterion(member)
            ),
            told=told_of(member),
        )
        for member in found.select_related("body", "departure").prefetch_related("scores")
    )


def _latest_by_criterion(member: IntegratorMember) -> Iterable[HostScore]:
    return {one.criterion: one for one in _in_order(member.scores.all())}.values()


def _host(row: Integrator) -> views.HostView | None:
    choice = (
        HostChoice.objects.filter(member__integrator=row)
        .select_related("member__body")
        .order_by(*IN_ORDER)
        .last()
    )
    if choice is None:
        return None
    return views.HostView(choice.member_id, choice.member.body.name, choice.reason, told_of(choice))


def _functions(row: Integrator, present: set[int]) -> tuple[views.OwnedView, ...]:
    """Set the latest owner beside each function; an owner whose body has left leaves a gap."""
    latest = {one.function: one for one in _in_order(row.functions.all())}
    found = []
    for function in function_catalogue():
        one = latest.get(function.code)
        if one is None or one.member is None or one.member_id not in present:
            found.append(views.OwnedView(function, "", "", told_of(one) if one else None))
        else:
            found.append(views.OwnedView(function, one.named, one.member.body.name, told_of(one)))
    return tuple(found)
