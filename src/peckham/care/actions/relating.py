"""Opens and closes, with a request, what lets teams read the person's record because of it."""

from datetime import datetime

from peckham.care.domain.permissions import Sides
from peckham.care.domain.relating import teams_that_may_read
from peckham.care.domain.states import is_open
from peckham.care.models import Offer, Request
from peckham.sharing import api as sharing

SOURCE_KIND = "care.request"


def relate(
    request: Request,
    sides_before: Sides,
    person_before: int | None,
    reception_team_id: int,
    *,
    at: datetime,
) -> None:
    """Bring a person's relationships in line with a request that has just changed.

    Args:
        request: As it is now.
        sides_before: Its teams before the change.
        person_before: Whose it was before the change, or None.
        reception_team_id: The reception of its hub.
        at: When the change takes effect.
    """
    before: frozenset[int] = frozenset()
    if person_before is not None:
        asked_before = sides_before.offered_team_id
        before = teams_that_may_read(sides_before.holder_team_id, asked_before, reception_team_id)
    after = _teams_now(request, reception_team_id)
    if person_before is not None and person_before != request.person_id:
        sharing.close_relationships(source_kind=SOURCE_KIND, source_id=request.pk, at=at)
        before = frozenset()
    for team_id in sorted(before - after):
        sharing.close_relationships(
            source_kind=SOURCE_KIND, source_id=request.pk, team_id=team_id, at=at
        )
    for team_id in sorted(after - before):
        open_for(request, team_id, at=at)


def open_for(request: Request, team_id: int, *, at: datetime) -> None:
    """Let a team read the person's record while it has to do with the request."""
    if request.person_id is None:
        return
    sharing.open_relationship(
        person_id=request.person_id,
        team_id=team_id,
        kind="request",
        source_kind=SOURCE_KIND,
        source_id=request.pk,
        from_at=at,
    )


def _teams_now(request: Request, reception_team_id: int) -> frozenset[int]:
    if request.person_id is None or not is_open(request.state):
        return frozenset()
    asked = None
    if request.state == "offered":
        pending = Offer.objects.filter(request=request, state="pending")
        asked = pending.values_list("to_team_id", flat=True).first()
    return teams_that_may_read(request.accountable_team_id, asked, reception_team_id)
