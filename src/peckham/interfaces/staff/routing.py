"""Who would hold a request, and by when: the same routing as saving, asked before saving."""

from dataclasses import dataclass
from datetime import datetime

from peckham.care import api as care
from peckham.organisations import api as organisations
from peckham.services import api as services


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown before a request is saved.

    Args:
        holder: The team that will hold it.
        offered: The team that will be asked to take it, or None.
        due_at: By when it is answered.
        offer_expires_at: By when the asked team answers, or None.
        why: Why it goes there, in one sentence.
        next_words: What to read aloud.
        is_live: Whether the person is handed over now, on the line.
    """

    holder: organisations.TeamView
    offered: organisations.TeamView | None
    due_at: datetime
    offer_expires_at: datetime | None
    why: str
    next_words: str
    is_live: bool
