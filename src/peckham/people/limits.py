"""What narrows and what opens one person's record: reads and writes under one name of the api."""

from peckham.people.actions.limiting import (
    LimitRefused,
    break_glass,
    end_mark,
    end_objection,
    mark,
    record_objection,
)
from peckham.people.queries.limiting import (
    Limit,
    Traced,
    limits_of,
    may_mark,
    trace,
    why_closed,
    why_not_handed,
)

__all__ = [
    "Limit",
    "LimitRefused",
    "Traced",
    "break_glass",
    "end_mark",
    "end_objection",
    "limits_of",
    "mark",
    "may_mark",
    "record_objection",
    "trace",
    "why_closed",
    "why_not_handed",
]
