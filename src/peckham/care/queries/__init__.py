"""Reads of the Needs book: frozen values out, under the row policies of whoever reads."""

from peckham.care.queries import counts, worklists
from peckham.care.queries.hubs import hub_today
from peckham.care.queries.own import own_requests
from peckham.care.queries.reading import request
from peckham.care.queries.tracking import track
from peckham.care.queries.worklists import open_requests_of

__all__ = [
    "counts",
    "hub_today",
    "open_requests_of",
    "own_requests",
    "request",
    "track",
    "worklists",
]
