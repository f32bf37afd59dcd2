"""Puts events into plain sentences, for staff and for the person who asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from peckham.care.domain.transitions import BY_KIND
from peckham.kernel import london

_CHANNEL_WORDS: Final = {"online": "online", "phone": "by phone", "desk": "at the desk"}
MODE_WORDS: Final = {
    "phone": "by phone",
    "text": "by text",
    "email": "by email",
    "post": "by post",
    "in_person": "in person",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What one event's sentence is made of.

    Args:
        kind: The event's kind.
        at: When it happened; times on the same day are given without it.
        team: Name of the team that holds the request after it.
        due_at: When the request is due after it.
        names: Names of teams by key, for those that `detail` mentions.
        outcomes: Words of outcomes by code.
        detail: The event's own facts.
        reason: Why, as somebody wrote it.
        channel: How the request came.
    """

    kind: str
    at: datetime
    team: str
    due_at: datetime | None
    names: Mapping[int, str]
    outcomes: Mapping[str, str]
    detail: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    channel: str = ""


def staff_sentence(told: Told) -> str:
    """Say to staff what happened."""
    return _filled(BY_KIND[told.kind].sentence, told)


def resident_sentence(told: Told) -> str:
    """Say to the person who asked what happened; no member of staff is named."""
    return _filled(BY_KIND[told.kind].told, told)


def moment_words(moment: datetime, *, seen_at: datetime) -> str:
    """Say a moment as people do: the day only where it is another one.

    >>> from datetime import UTC, datetime
    >>> seen = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    >>> moment_words(datetime(2026, 11, 23, 14, 10, tzinfo=UTC), seen_at=seen)
    '2:10pm'
    >>> moment_words(datetime(2026, 11, 24, 9, 0, tzinfo=UTC), seen_at=seen)
    '9am on Tuesday 24 November'
    """
    local = london.local(moment)
    hour = local.hour % 12 or 12
    minutes = f":{local.minute:02}" if local.minute else ""
    clock = f"{hour}{minutes}{'am' if local.hour < 12 else 'pm'}"
    if local.date() == london.day_of(seen_at):
        return clock
    return f"{clock} on {local:%A} {local.day} {local:%B}"


def next_words(*, holder: str, offered: str, due_at: datetime, is_live: bool, at: datetime) -> str:
    """Say what happens next, to be read aloud at the end of a call."""
    due = moment_words(due_at, seen_at=at)
    if is_live:
        somebody = offered or holder
        return (
            f"Stay on the line. {somebody} is being asked to speak to you now. If it gets worse "
            "before they do, ring 999."
        )
    if offered:
        return (
            f"{holder} has your request and has asked {offered} to help you. "
            f"You will have an answer by {due}."
        )
    return f"{holder} has your request. You will have an answer by {due}."


def _filled(template: str, told: Told) -> str:
    detail = told.detail
    words = {
        "actor": detail.get("by", "Somebody"),
        "team": told.team,
        "to_team": _name(detail.get("to_team_id"), told.names),
        "channel": _CHANNEL_WORDS.get(told.channel, told.channel),
        "due": moment_words(told.due_at, seen_at=told.at) if told.due_at else "",
        "expires": _moment(detail.get("expires_at"), told.at),
        "reason": _sentence(told.reason),
        "alternative": _sentence(str(detail.get("alternative", ""))),
        "outcome": told.outcomes.get(str(detail.get("outcome", "")), "").lower(),
        "mode": MODE_WORDS.get(str(detail.get("mode", "")), ""),
        "direction": detail.get("direction", "to"),
    }
    return template.format(**words).strip()


def _name(team_id: object, names: Mapping[int, str]) -> str:
    return names.get(team_id, "another team") if isinstance(team_id, int) else "another team"


def _moment(text: object, at: datetime) -> str:
    return moment_words(datetime.fromisoformat(text), seen_at=at) if isinstance(text, str) else ""


def _sentence(text: str) -> str:
    """End what somebody wrote with a full stop, unless it ends with a mark of its own."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…" else f"{text}."
