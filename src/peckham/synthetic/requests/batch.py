"""Requests as columns: what one batch of a year's requests holds."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Marks = NDArray[np.bool_]
Text = NDArray[np.object_]

NOBODY = -1
SYSTEM = -2
"""Who did it, where it was no member of staff: somebody of the public, or the lapse of an offer."""

NO_TIME = -1
"""Where a moment is missing; moments are seconds since 1970 in UTC."""


@dataclass(frozen=True, slots=True)
class Requests:
    """Requests as they stand at the end, one row each; team, hub and staff are indices.

    Args:
        number: From 0 in the order of asking, without gap.
        person: Ordinal of the person; -1 while nobody is linked.
        claimed: Who it was said to be about (a dict), for those asked online; else None.
        hub: Index of the hub.
        service: Index of the service in its hub; -1 for none.
        channel: online, phone or desk.
        category: Code.
        words: What was written.
        for_whom: self or other.
        asker: Who asked for somebody else (a dict), or None.
        contact_mode: How the person wants to be told.
        red_flags: Tuple of codes.
        state: The state.
        team: Who holds it, or held it last.
        due_at: NO_TIME once ended.
        escalated_at: Since it lapsed and nobody has begun; else NO_TIME.
        held_at: While on hold; else NO_TIME.
        taken_at: When it was asked.
        taken_by: Member of staff; NOBODY for online.
        taken_team: Their team; -1 for online.
        outcome: Code, or None while there is none.
        told_at: When the outcome was told; NO_TIME before.
        told_how: A contact mode, or None.
        version: How many events it has.
    """

    number: Whole
    person: Whole
    claimed: Text
    hub: Whole
    service: Whole
    channel: Text
    category: Text
    words: Text
    for_whom: Text
    asker: Text
    contact_mode: Text
    red_flags: Text
    state: Text
    team: Whole
    due_at: Whole
    escalated_at: Whole
    held_at: Whole
    taken_at: Whole
    taken_by: Whole
    taken_team: Whole
    outcome: Text
    told_at: Whole
    told_how: Text
    version: Whole


@dataclass(frozen=True, slots=True)
class Events:
    """What happened to requests, in order: one row for each version.

    Args:
        request: Number of the request.
        sequence: From 1.
        kind: Name of the transition.
        from_state: None for the first.
        to_state: The state after it.
        team: Who holds the request after it.
        due_at: When it is due after it; NO_TIME once ended.
        at: When.
        actor: Member of staff, NOBODY or SYSTEM.
        other_team: Team asked, or asking; -1 for none.
        moment: When an offer ends, or the due time before a hold; NO_TIME for neither.
        reason: Why, or "".
        detail: A code or a mode or an alternative that the kind needs, or "".
    """

    request: Whole
    sequence: Whole
    kind: Text
    from_state: Text
    to_state: Text
    team: Whole
    due_at: Whole
    at: Whole
    actor: Whole
    other_team: Whole
    moment: Whole
    reason: Text
    detail: Text


@dataclass(frozen=True, slots=True)
class Offers:
    """Offers of requests to teams, and what was answered."""

    request: Whole
    from_team: Whole
    to_team: Whole
    offered_at: Whole
    expires_at: Whole
    state: Text
    reason: Text
    alternative: Text
    resolved_at: Whole


@dataclass(frozen=True, slots=True)
class Messages:
    """What people were told of the outcome."""

    request: Whole
    mode: Text
    words: Text
    at: Whole
    actor: Whole


@dataclass(frozen=True, slots=True)
class RequestBatch:
    """Some days' requests with everything about them, ready to be copied."""

    requests: Requests
    events: Events
    offers: Offers
    messages: Messages

    def __len__(self) -> int:
        return len(self.requests.number)
