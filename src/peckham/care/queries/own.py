"""What a resident asked for, whole, for that resident: each request with messages and steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from peckham.care.domain.sentences import Told, resident_sentence
from peckham.care.domain.story import Entry, Message
from peckham.care.models import Request, RequestEvent
from peckham.care.queries.reading import messages_of
from peckham.care.queries.words import STATE_WORDS, category_words, outcome_words, team_names
from peckham.places import api as places


@dataclass(frozen=True, slots=True)
class OwnRequest:
    """One request as the person whom it is about is given it.

    Args:
        asked_by_other: Whether somebody else asked for them.
        asker_relationship: How that one is related to them; never their name or number.
        words: What was written, or "" where somebody else wrote it: it may be about the writer too.
        messages: What was said; of what somebody else said, none.
        timeline: Each step, without names of staff and without notes that staff wrote for staff.
    """

    reference: str
    asked_at: datetime
    channel: str
    about: str
    state: str
    asked_by_other: bool
    asker_relationship: str
    words: str
    red_flags: tuple[str, ...]
    contact_mode: str
    hub: str
    team: str
    due_at: datetime | None
    outcome: str
    outcome_told_at: datetime | None
    outcome_told_how: str
    messages: tuple[Message, ...]
    timeline: tuple[Entry, ...]


def own_requests(person_ids: Sequence[int]) -> tuple[OwnRequest, ...]:
    """List every request about a resident, oldest first, in that resident's own scope.

    Args:
        person_ids: The resident's record and those merged into it.
    """
    rows = Request.objects.filter(person_id__in=person_ids).order_by("taken_at", "pk")
    return tuple(_own(row) for row in rows)


def _own(found: Request) -> OwnRequest:
    other = found.for_whom != "self" or bool(found.asker)
    messages = messages_of(found.pk)
    return OwnRequest(
        reference=found.reference,
        asked_at=found.taken_at,
        channel=found.channel,
        about=category_words().get(found.category, "Something else"),
        state=STATE_WORDS[found.state],
        asked_by_other=other,
        asker_relationship=(found.asker or {}).get("relationship", "") if other else "",
        words="" if other else found.words,
        red_flags=tuple(found.red_flags),
        contact_mode=found.contact_mode,
        hub=places.hub(found.hub_id).name,
        team=team_names([found.accountable_team_id])[found.accountable_team_id],
        due_at=found.due_at,
        outcome=outcome_words().get(found.outcome or "", ""),
        outcome_told_at=found.outcome_told_at,
        outcome_told_how=found.outcome_told_how or "",
        messages=tuple(each for each in messages if not (other and each.direction == "from")),
        timeline=_timeline(found),
    )


def _timeline(found: Request) -> tuple[Entry, ...]:
    events = list(RequestEvent.objects.filter(request_id=found.pk).order_by("sequence"))
    named = [event.accountable_team_id for event in events]
    named += [key for event in events if isinstance(key := event.detail.get("to_team_id"), int)]
    names = team_names(named)
    return tuple(
        Entry(
            event.at,
            event.kind,
            resident_sentence(
                Told(
                    kind=event.kind,
                    at=event.at,
                    team=names[event.accountable_team_id],
                    due_at=event.due_at,
                    names=names,
                    outcomes=outcome_words(),
                    detail={k: v for k, v in event.detail.items() if k != "by"},
                    channel=found.channel,
                )
            ),
            "",
            event.due_at,
        )
        for event in events
    )
