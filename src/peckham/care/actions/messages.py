"""Writing down what was said, and by which ways a person must not be reached."""

from collections.abc import Mapping
from datetime import datetime

from peckham.care.domain.asked import CONTACT_MODES, WORDS_LENGTH_MAX, TooLong, UnknownChoice
from peckham.care.models import Request, RequestMessage
from peckham.infra import clock
from peckham.kernel import Actor, london
from peckham.people import api as people


def blocked_modes(person_id: int | None, *, at: datetime) -> Mapping[str, str]:
    """Give the ways in which a person must not be reached, each with the reason; {} if unknown."""
    if person_id is None:
        return {}
    return people.support.blocked_contact_modes(person_id, on=london.day_of(at))


def write_message(
    request: Request,
    *,
    direction: str,
    mode: str,
    words: str,
    tells_outcome: bool = False,
    said_at: datetime,
    by: Actor,
) -> None:
    """Add a message to a request; nothing ever changes or removes one.

    Raises:
        TooLong: If the words do not fit.
        UnknownChoice: If the mode or the direction is not on its list.
    """
    if len(words) > WORDS_LENGTH_MAX:
        raise TooLong(f"That is longer than {WORDS_LENGTH_MAX:,} characters.", field="words")
    if mode not in CONTACT_MODES or direction not in ("to", "from"):
        raise UnknownChoice("Choose one of the answers on the form.", field="mode")
    RequestMessage.objects.create(
        request=request,
        direction=direction,
        mode=mode,
        words=words.strip(),
        tells_outcome=tells_outcome,
        at=said_at,
        recorded_at=clock.now(),
        actor_kind=by.kind,
        actor=by.identifier,
    )
