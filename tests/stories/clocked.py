"""The web process, with a clock that a story sets: `application` for the server of `travelling`.

Only this process reads it: the program itself has one clock and no way to set it.
"""

import os
from datetime import datetime
from pathlib import Path

from peckham.config.wsgi import application
from peckham.infra import clock

__all__ = ["application"]


def _set_time() -> datetime:
    return datetime.fromisoformat(Path(os.environ["STORY_CLOCK"]).read_text(encoding="utf-8"))


clock.now = _set_time
