"""The front door of the Needs book: the names that other rooms may use.

Every action on a request takes its `public_id`, the `version` that the reader saw (a stale one
raises `StaleEdit`, which carries the story as it is now), `by`, `at`, and a `key` that makes a
second call with it answer like the first. Each gives back `Held`: who holds it now, and by when.

    preview(asked, *, at) -> Preview                                writes nothing
    take_request(asked, *, key=None, by, at) -> Receipt
    ask_without_account(asked, *, key=None, at) -> Receipt          in a public scope
    track(reference, code, *, at) -> Tracking                       in a public scope; never raises
    withdraw_own(reference, code, *, reason, at) -> Tracking        in a public scope
    begin_contact(person_id, *, channel, hub_id=None, by, at) -> UUID

    link_person(public_id, *, person_id, version, key=None, by, at) -> Held
    offer(public_id, *, to_team_id, reason, version, key=None, by, at) -> Held
    accept(public_id, *, version, key=None, by, at) -> Held
    return_offer(public_id, *, reason, alternative, version, key=None, by, at) -> Held
    withdraw_offer(public_id, *, reason="", version, key=None, by, at) -> Held
    reassign(public_id, *, to_team_id, reason, version, key=None, by, at) -> Held
    start(public_id, *, version, key=None, by, at) -> Held
    hold(public_id, *, until, reason, version, key=None, by, at) -> Held
    resume(public_id, *, version, key=None, by, at) -> Held
    raise_due(public_id, *, due_at, reason, version, key=None, by, at) -> Held
    complete(public_id, *, outcome, note="", version, key=None, by, at) -> Held
    reopen(public_id, *, reason, version, key=None, by, at) -> Held
    close(public_id, *, told_how, words, told_at=None, version, key=None, by, at) -> Held
    withdraw(public_id, *, reason, version, key=None, by, at) -> Held
    enter_in_error(public_id, *, reason, version, key=None, by, at) -> Held
    message(public_id, *, direction, mode, words, version, key=None, by, at) -> Held

    worklist(team_ids, *, after=None, limit=50) -> Worklist
    offers_to(team_ids, *, limit=50) -> tuple[OfferRow, ...]        pending, soonest to lapse first
    returned_to(team_ids, *, since, limit=50) -> tuple[OfferRow, ...]   returned or lapsed
    worklists.sent_by(team_ids, *, limit=50) -> tuple[OfferRow, ...]    pending, sent by us
    worklists.held_by_teams(team_ids) -> dict[int, int]             open requests of each
    request(public_id, *, at) -> RequestStory                       writes the look down
    open_requests_of(person_id) -> tuple[WorkRow, ...]
    own_requests(person_ids) -> tuple[OwnRequest, ...]              in a resident's scope
    hub_today(hub_id, *, at) -> HubToday
    outcomes() -> tuple[Outcome, ...]                               what `complete` may be given

    sweep(*, at) -> int                                             the worker's
    with bulk_load() as load:                                       the loader's, as the owner:
        load.next_ids(n), load.copy("request", rows), …             row shapes in `loading.COLUMNS`
"""

from peckham.care.actions import (
    accept,
    ask_without_account,
    begin_contact,
    close,
    complete,
    enter_in_error,
    hold,
    link_person,
    message,
    offer,
    preview,
    raise_due,
    reassign,
    reopen,
    resume,
    return_offer,
    start,
    sweep,
    take_request,
    withdraw,
    withdraw_offer,
    withdraw_own,
)
from peckham.care.actions.changing import StaleEdit
from peckham.care.catalogue import outcomes
from peckham.care.domain import diagram, loading, story
from peckham.care.domain.asked import Asked, Asker, Claimed
from peckham.care.loading import bulk_load
from peckham.care.queries import (
    hub_today,
    offers_to,
    open_requests_of,
    own_requests,
    request,
    returned_to,
    track,
    worklist,
    worklists,
)

__all__ = [
    "Asked",
    "Asker",
    "Claimed",
    "StaleEdit",
    "accept",
    "ask_without_account",
    "begin_contact",
    "bulk_load",
    "close",
    "complete",
    "diagram",
    "enter_in_error",
    "hold",
    "hub_today",
    "link_person",
    "loading",
    "message",
    "offer",
    "offers_to",
    "open_requests_of",
    "outcomes",
    "own_requests",
    "preview",
    "raise_due",
    "reassign",
    "reopen",
    "request",
    "resume",
    "return_offer",
    "returned_to",
    "start",
    "story",
    "sweep",
    "take_request",
    "track",
    "withdraw",
    "withdraw_offer",
    "withdraw_own",
    "worklist",
    "worklists",
]
