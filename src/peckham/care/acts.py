"""What is done with a request once it is taken, under one name of the api.

Every act takes the request's `public_id`, the `version` that the reader saw (a stale one raises
`StaleEdit`, which carries the story as it is now), `by`, `at`, and a `key` that makes a second call
with it answer like the first. Each gives back `Held`: who holds it now, and by when.

    link_person(public_id, *, person_id, version, key=None, by, at)
    offer(public_id, *, to_team_id, reason, version, key=None, by, at)
    accept(public_id, *, version, key=None, by, at)
    return_offer(public_id, *, reason, alternative, version, key=None, by, at)
    withdraw_offer(public_id, *, reason="", version, key=None, by, at)
    reassign(public_id, *, to_team_id, reason, version, key=None, by, at)
    start(public_id, *, version, key=None, by, at)
    hold(public_id, *, until, reason, version, key=None, by, at)
    resume(public_id, *, version, key=None, by, at)
    raise_due(public_id, *, due_at, reason, version, key=None, by, at)
    complete(public_id, *, outcome, note="", version, key=None, by, at)
    reopen(public_id, *, reason, version, key=None, by, at)
    close(public_id, *, told_how, words, told_at=None, version, key=None, by, at)
    withdraw(public_id, *, reason, version, key=None, by, at)
    enter_in_error(public_id, *, reason, version, key=None, by, at)
    message(public_id, *, direction, mode, words, version, key=None, by, at)
"""

from peckham.care.actions.ending import close, enter_in_error, withdraw
from peckham.care.actions.handing_over import (
    accept,
    offer,
    reassign,
    return_offer,
    withdraw_offer,
)
from peckham.care.actions.linking import link_person, message
from peckham.care.actions.working import complete, hold, raise_due, reopen, resume, start

__all__ = [
    "accept",
    "close",
    "complete",
    "enter_in_error",
    "hold",
    "link_person",
    "message",
    "offer",
    "raise_due",
    "reassign",
    "reopen",
    "resume",
    "return_offer",
    "start",
    "withdraw",
    "withdraw_offer",
]
