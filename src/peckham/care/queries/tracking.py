"""What somebody sees of their own request with its reference and code."""

from datetime import datetime
from typing import Any

from django.db import connection

from peckham.care.domain.reference import check_reference, hash_code
from peckham.care.domain.sentences import Told, resident_sentence
from peckham.care.domain.states import MEANING, is_open
from peckham.care.domain.story import Entry, Message, TrackedStory, Tracking
from peckham.care.queries.words import json_or_none, outcome_words, team_names
from peckham.places import api as places


def track(reference: str, code: str, *, at: datetime) -> Tracking:
    """Show a request to whoever holds its reference and code; a date of birth opens nothing.

    A code that does not fit is counted; after five within fifteen minutes no code is tried for
    fifteen more. Whether the reference was ever given out is not to be learnt from the answer.

    Args:
        reference: As people write it.
        code: As people write it.
        at: Now.

    Raises:
        NotAReference: If a character of the reference is mistaken; that counts as no try.
    """
    squeezed = check_reference(reference)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT peckham.track_request(%s, %s, %s)", [squeezed, hash_code(squeezed, code), at]
        )
        stored = json_or_none(cursor.fetchone()[0])
        cursor.execute("SELECT peckham.tracking_locked_until(%s, %s)", [squeezed, at])
        locked_until = cursor.fetchone()[0]
    return Tracking(story=_story(stored) if stored else None, locked_until=locked_until)


def _story(stored: dict[str, Any]) -> TrackedStory:
    hub = places.hub(stored["hub_id"])
    mentioned = [stored["accountable_team_id"]]
    for event in stored["events"]:
        mentioned += [event["accountable_team_id"], event["detail"].get("to_team_id")]
    names = team_names(mentioned)
    return TrackedStory(
        reference=stored["reference"],
        version=stored["version"],
        state=stored["state"],
        state_words=MEANING[stored["state"]],
        words=stored["words"],
        asked_at=_moment(stored["taken_at"]),
        holder_team=names[stored["accountable_team_id"]],
        hub=hub.name,
        hub_telephone=hub.telephone,
        due_at=_moment_or_none(stored["due_at"]),
        outcome_words=outcome_words().get(stored["outcome"] or "", ""),
        timeline=tuple(_entry(event, stored["channel"], names) for event in stored["events"]),
        messages=tuple(
            Message(
                at=_moment(each["at"]),
                direction=each["direction"],
                mode=each["mode"],
                words=each["words"],
                tells_outcome=each["tells_outcome"],
            )
            for each in stored["messages"]
        ),
        may_withdraw=is_open(stored["state"]),
    )


def _entry(event: dict[str, Any], channel: str, names: dict[int, str]) -> Entry:
    at, due_at = _moment(event["at"]), _moment_or_none(event["due_at"])
    told = Told(
        kind=event["kind"],
        at=at,
        team=names[event["accountable_team_id"]],
        due_at=due_at,
        names=names,
        outcomes=outcome_words(),
        detail=event["detail"],
        channel=channel,
    )
    # Why staff did something is theirs to read; the person is told in messages.
    return Entry(at, event["kind"], resident_sentence(told), "", due_at)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _moment_or_none(text: str | None) -> datetime | None:
    return None if text is None else _moment(text)
