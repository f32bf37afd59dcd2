"""Rows for a bulk load: requests with the events that led to where they stand."""

from datetime import timedelta
from uuid import uuid4

from peckham.care.domain.loading import reference_of

DUE = timedelta(days=2)


def rows(world, key, state="received", *, at, person_id=None, holder=None, due_at=None):
    """Give a request's rows by table, ended or open, with one event for each version."""
    team = holder or world.reception
    due = due_at or at + DUE
    ended = state in ("closed", "withdrawn")
    kinds = {
        "received": [("taken", "received")],
        "offered": [("taken", "received"), ("offered", "offered")],
        "closed": [("taken", "received"), ("completed", "completed"), ("closed", "closed")],
        "withdrawn": [("taken", "received"), ("withdrawn", "withdrawn")],
    }[state]
    events, before = [], None
    for sequence, (kind, after) in enumerate(kinds, start=1):
        when = at + timedelta(minutes=sequence)
        event_due = None if ended and sequence == len(kinds) else due
        events.append(
            (key, sequence, kind, before, after, team, event_due, when, when,
             "system", "loader", "", None, "", {"by": "Loader", "to_team_id": world.therapy})
        )  # fmt: skip
        before = after
    told = at + timedelta(minutes=3) if state == "closed" else None
    outcome = {"closed": "seen", "withdrawn": "withdrawn"}.get(state)
    request = (
        key, uuid4(), reference_of(key), person_id,
        None if person_id else {"family_name": f"Loaded {key}"}, world.hub_id, None, "phone",
        "something_else", "Words", "self", None, "phone", [], state, team,
        None if ended else due, None, None, at, "loader", world.reception, at, outcome, told,
        "phone" if told else None, len(kinds),
    )  # fmt: skip
    offer = (key, team, world.therapy, at, at + timedelta(hours=1), "pending", "", "", None)
    message = (key, "to", "phone", "All well.", True, told, told, "system", "loader")
    return {
        "request": [request],
        "requestevent": events,
        "offer": [offer] if state == "offered" else [],
        "requestmessage": [message] if told else [],
    }
