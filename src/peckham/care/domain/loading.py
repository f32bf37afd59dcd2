"""Row shapes for bulk loads of requests: what generators hand over, in batches of plain tuples.

Keys of requests are taken first (`load.next_ids(n)`), and a request's reference is
`reference_of(key)`. Every request comes with one event for each of its versions, from 1 ("taken")
on; an offered one with its pending offer; a closed one with the message that told its outcome.
Moments are aware datetimes; `claimed`, `asker` and `detail` are dicts (or None for the first two).
An open request has a due time, an ended one has none. Who may read the person's record because of
an open request is worked out as the load closes.
"""

from peckham.care.domain.reference import reference_of

REQUEST_COLUMNS = (
    "id",
    "public_id",
    "reference",
    "person_id",  # None: not linked yet, and then `claimed` is not None
    "claimed",  # see asked.Claimed: {"family_name": …, "postcode": …}
    "hub_id",
    "service_id",
    "channel",  # online | phone | desk
    "category",
    "words",
    "for_whom",  # self | other
    "asker",
    "contact_mode",  # phone | text | email | post | in_person
    "red_flags",  # list of codes
    "state",
    "accountable_team_id",  # of an ended one: who held it last
    "due_at",
    "escalated_at",
    "held_at",  # set while on_hold, else None
    "taken_at",
    "taken_by",  # identifier of the actor; "public" for online
    "taken_team_id",  # None for online
    "recorded_at",
    "outcome",  # code of data/outcomes.csv; "withdrawn", "entered_in_error"; else None
    "outcome_told_at",
    "outcome_told_how",  # a contact mode
    "version",
)
EVENT_COLUMNS = (
    "request_id",
    "sequence",
    "kind",
    "from_state",
    "to_state",
    "accountable_team_id",
    "due_at",
    "at",
    "recorded_at",
    "actor_kind",  # staff | system | public
    "actor",
    "role",
    "organisation_id",
    "reason",
    "detail",  # {"by": name of the actor, "to_team_id": …, "expires_at": ISO text, "outcome": …}
)
OFFER_COLUMNS = (
    "request_id",
    "from_team_id",
    "to_team_id",
    "offered_at",
    "expires_at",
    "state",  # pending | accepted | returned | lapsed | withdrawn
    "reason",
    "alternative",
    "resolved_at",
)
MESSAGE_COLUMNS = (
    "request_id",
    "direction",  # to | from
    "mode",
    "words",
    "tells_outcome",
    "at",
    "recorded_at",
    "actor_kind",
    "actor",
)

COLUMNS = {
    "request": REQUEST_COLUMNS,
    "requestevent": EVENT_COLUMNS,
    "offer": OFFER_COLUMNS,
    "requestmessage": MESSAGE_COLUMNS,
}

__all__ = [
    "COLUMNS",
    "EVENT_COLUMNS",
    "MESSAGE_COLUMNS",
    "OFFER_COLUMNS",
    "REQUEST_COLUMNS",
    "reference_of",
]
