"""Reads of the Needs book: frozen values out, under the row policies of whoever reads."""

from peckham.care.queries import worklists
from peckham.care.queries.hubs import hub_today
from peckham.care.queries.own import own_requests
from peckham.care.queries.reading import request
from peckham.care.queries.tracking import track
from peckham.care.queries.worklists import (
    offers_to,
    open_requests_of,
    returned_to,
    worklist,
)

__all__ = [
    "hub_today",
    "offers_to",
    "open_requests_of",
    "own_requests",
    "request",
    "returned_to",
    "track",
    "worklist",
    "worklists",
]
