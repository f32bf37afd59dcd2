"""What somebody has answered so far: kept in their session for one hour, then forgotten.

Nothing of it is in an address, and nothing of it reaches a book before they press send.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase

KEPT_FOR = timedelta(hours=1)
ASKING = "asking"


class Draft:
    """The answers of one flow in one session.

    Args:
        session: Where they are kept.
        now: The moment of this request.
        flow: Which flow's answers they are.
    """

    def __init__(self, session: SessionBase, now: datetime, flow: str = ASKING) -> None:
        self._session = session
        self._key = flow
        self._now = now
        held = session.get(flow)
        if held is not None and now - datetime.fromisoformat(held["touched_at"]) > KEPT_FOR:
            self.forget()
            held = None
        self.answers: dict[str, object] = dict(held["answers"]) if held else {}
        self.was_started = held is not None

    def keep(self, answers: Mapping[str, object]) -> None:
        """Add answers, and start the hour again."""
        self.answers.update(answers)
        self._session[self._key] = {"answers": self.answers, "touched_at": self._now.isoformat()}

    def text(self, name: str) -> str:
        """Give an answer of one value, or "" if it has not been given."""
        return str(self.answers.get(name) or "")

    def several(self, name: str) -> tuple[str, ...]:
        """Give an answer of several values."""
        held = self.answers.get(name)
        return tuple(str(value) for value in held) if isinstance(held, (list, tuple)) else ()

    def forget(self) -> None:
        """Drop every answer."""
        self._session.pop(self._key, None)
        self.answers = {}

    @property
    def kept_until(self) -> datetime:
        """When the answers are forgotten if nothing more happens."""
        return self._now + KEPT_FOR
