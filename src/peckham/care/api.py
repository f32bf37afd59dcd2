"""The front door of the Needs book: the names that other rooms may use.

preview(asked, *, at) -> Preview                                writes nothing
take_request(asked, *, key=None, by, at) -> Receipt
ask_without_account(asked, *, key=None, at) -> Receipt          in a public scope
track(reference, code, *, at) -> Tracking                       in a public scope; never raises
withdraw_own(reference, code, *, reason, at) -> Tracking        in a public scope
begin_contact(person_id, *, channel, hub_id=None, by, at) -> UUID

acts.accept, acts.offer, acts.close, …                          see `acts`

worklists.worklist(team_ids, *, after=None, limit=50) -> Worklist
worklists.offers_to(team_ids, *, limit=50) -> tuple[OfferRow, ...]  pending, soonest first
worklists.returned_to(team_ids, *, since, limit=50) -> …        returned or lapsed
worklists.sent_by(team_ids, *, limit=50) -> tuple[OfferRow, ...]    pending, sent by us
worklists.held_by_teams(team_ids) -> dict[int, int]             open requests of each
request(public_id, *, at) -> RequestStory                       writes the look down
open_requests_of(person_id) -> tuple[WorkRow, ...]
own_requests(person_ids) -> tuple[OwnRequest, ...]              in a resident's scope
hub_today(hub_id, *, at) -> HubToday
counts.answered(hub_ids, *, since, until) -> Answered           the worker's: counts alone
counts.told(hub_ids, *, since, until) -> tuple[Told, ...]
outcomes() -> tuple[Outcome, ...]                               what `complete` may be given

sweep(*, at) -> int                                             the worker's
with bulk_load() as load:                                       the loader's, as the owner:
load.next_ids(n), load.copy("request", rows), …             row shapes in `loading.COLUMNS`
"""

from peckham.care import acts
from peckham.care.actions import (
    ask_without_account,
    begin_contact,
    preview,
    sweep,
    take_request,
    withdraw_own,
)
from peckham.care.actions.changing import StaleEdit
from peckham.care.catalogue import outcomes
from peckham.care.domain import diagram, loading, reference, story
from peckham.care.domain.asked import Asked, Asker, Claimed
from peckham.care.loading import bulk_load
from peckham.care.queries import (
    counts,
    hub_today,
    open_requests_of,
    own_requests,
    request,
    track,
    worklists,
)

__all__ = [
    "Asked",
    "Asker",
    "Claimed",
    "StaleEdit",
    "acts",
    "ask_without_account",
    "begin_contact",
    "bulk_load",
    "counts",
    "diagram",
    "hub_today",
    "loading",
    "open_requests_of",
    "outcomes",
    "own_requests",
    "preview",
    "reference",
    "request",
    "story",
    "sweep",
    "take_request",
    "track",
    "withdraw_own",
    "worklists",
]
