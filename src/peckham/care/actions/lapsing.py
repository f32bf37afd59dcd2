"""An offer that nobody answered in time: back to the sender's team, else to the team on call.

Two ways lead here: a job for each offer, and a sweep each minute for what a dead worker left. Both
may run at once and twice over: the request's row is locked, and an answered offer is left alone.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from peckham.care.actions.changing import Effect, Step, take
from peckham.care.domain.policies import Facts
from peckham.care.domain.transitions import BY_KIND
from peckham.care.models import Offer, Request
from peckham.infra.scope import NoScope, Scope, current_scope, open_scope, system_scope
from peckham.organisations import api as organisations
from peckham.places import api as places

_SWEEP_LIMIT = 1_000
_FAILURES_MAX = 20

_log = logging.getLogger(__name__)


def lapse_offer(offer_id: int, *, at: datetime, wait: bool = True) -> bool:
    """Let one offer lapse if its time is over and nobody has answered it; else do nothing.

    Runs in the system scope that is open, or opens one of its own.

    Args:
        offer_id: The offer.
        at: Now.
        wait: Whether to wait for somebody who is changing the request at this moment.

    Returns:
        Whether it lapsed.
    """
    with _system(at) as scope:
        # The request is locked before its offer, as every action does it, so that none waits for
        # another in a ring; the offer is read once the lock is held.
        found = Request.objects.filter(offers__pk=offer_id)
        request = found.select_for_update(of=("self",), skip_locked=not wait).first()
        if request is None:
            return False
        offer = Offer.objects.filter(pk=offer_id, state="pending", expires_at__lte=at).first()
        if offer is None:
            return False
        hub = places.hub(request.hub_id)
        take(Step(BY_KIND["lapsed"], request, offer, hub, scope.actor, at, None), _effect)
        return True


def sweep(*, at: datetime, must_stop: Callable[[], bool] | None = None) -> int:
    """Let every offer lapse whose time is over, each in its own transaction.

    One that fails does not stop the others; the failures are raised together at the end.

    Args:
        at: Now.
        must_stop: Asked before each offer; what is left waits for the next sweep.

    Returns:
        How many lapsed.
    """
    lapsed, failures = 0, []
    for offer_id in _expired(at):
        if must_stop is not None and must_stop():
            break
        try:
            lapsed += lapse_offer(offer_id, at=at, wait=False)
        except Exception as failure:
            _log.exception("An offer did not lapse.")
            failures.append(failure)
            if len(failures) == _FAILURES_MAX:
                # More than a few is not one bad row but a fault of the whole.
                raise
    if failures:
        raise ExceptionGroup("Some offers did not lapse.", failures)
    return lapsed


def _expired(at: datetime) -> list[int]:
    with _system(at):
        pending = Offer.objects.filter(state="pending", expires_at__lte=at)
        return list(
            pending.order_by("expires_at", "pk").values_list("pk", flat=True)[:_SWEEP_LIMIT]
        )


def _effect(step: Step) -> Effect:
    """Back to the sender where somebody of it is in, else to the hub's team on call."""
    sender_id = step.request.accountable_team_id
    staffed = organisations.is_staffed(sender_id, at=step.at)
    return Effect(
        Facts(at=step.at),
        to_team_id=sender_id if staffed else step.hub.on_call_team_id,
        columns={"escalated_at": step.at},
        detail={
            "to_team_id": step.offer.to_team_id if step.offer else None,
            "from_team_id": sender_id,
            "sender_staffed": staffed,
        },
        offer_state="lapsed",
    )


@contextmanager
def _system(at: datetime) -> Iterator[Scope]:
    try:
        scope = current_scope()
    except NoScope:
        with open_scope(system_scope("offer lapse", purpose="direct care", at=at)) as opened:
            yield opened
        return
    with transaction.atomic():
        yield scope
