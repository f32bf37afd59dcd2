"""Choosing who hosts an integrator: scored members, one chosen, and members that leave."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from peckham.contracts.actions.stating import write
from peckham.contracts.domain.partner_views import Told
from peckham.contracts.domain.partners import Score, check_host, check_scored
from peckham.contracts.models.partners import (
    HostChoice,
    HostScore,
    IntegratorMember,
    MemberDeparture,
)
from peckham.contracts.models.quoted import IN_ORDER
from peckham.contracts.partner_data import scheme_of
from peckham.kernel import Actor, Refused


class NotAMember(Refused):
    """A body is not a member of the integrator, or has left it."""


class StillHosts(Refused):
    """The host would leave before another member hosts (rule 45)."""


def let_leave(*, member_id: int, told: Told, by: Actor, at: datetime) -> None:
    """End a membership.

    Raises:
        StillHosts: If this member hosts: another is chosen first (rule 45).
        NotAMember: If it is none, or has left.
    """
    member = present_member(member_id)
    last = _choices(member.integrator_id).last()
    if last and last.member_id == member_id:
        raise StillHosts(
            f"{member.body.name} hosts this integrator.",
            why="A host is a member.",
            rule=45,
            remedy="Choose another host first.",
        )
    write(MemberDeparture, told=told, by=by, at=at, member=member)


@transaction.atomic
def score(
    *,
    member_id: int,
    scores: Mapping[str, tuple[int, str]],
    told: Told,
    by: Actor,
    at: datetime,
) -> None:
    """Score a candidate: by criterion, 0 to 5 with the reason; published at once (rule 47)."""
    member = present_member(member_id)
    for criterion, (points, reason) in scores.items():
        values = {"member": member, "criterion": criterion, "score": points, "reason": reason}
        write(HostScore, told=told, by=by, at=at, **values)


def choose_host(*, member_id: int, reason: str, told: Told, by: Actor, at: datetime) -> None:
    """Choose the member that hosts: of a kind that the scheme names, and scored.

    What others published may lack its scores: then none are shown.

    Raises:
        NotAMember: If it is no member, or has left (rule 45).
        NotEligible: If no kind of it may host under the place's scheme (rule 40).
        NotScored: If it, or a member scored beside it, lacks a criterion (rule 47).
    """
    member = present_member(member_id)
    check_host(scheme_of(member.integrator.place.scheme), member.body.name, member.body.kinds)
    if not told.is_published:
        check_scored(_scores(member.integrator_id), member.body.name)
    write(HostChoice, told=told, by=by, at=at, member=member, reason=reason)


def _scores(integrator_id: int) -> list[Score]:
    found = HostScore.objects.filter(member__integrator_id=integrator_id)
    return [
        Score(row.member.body.name, row.criterion, row.score, row.reason)
        for row in found.select_related("member__body")
    ]


def _choices(integrator_id: int) -> Any:
    found = HostChoice.objects.filter(member__integrator_id=integrator_id)
    return found.order_by(*IN_ORDER)


def present_member(member_id: int) -> IntegratorMember:
    """Find a member that has not left.

    Raises:
        NotAMember: If it is none, or has left.
    """
    found = (
        IntegratorMember.objects.filter(pk=member_id, departure__isnull=True)
        .select_related("body", "integrator__place")
        .first()
    )
    if found is None:
        raise NotAMember(
            "This is no member of the integrator, or it has left.",
            rule=45,
            remedy="Choose one of its members, or make it one first.",
            field="host",
        )
    return found
