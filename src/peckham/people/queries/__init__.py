"""Reads of the People book: frozen values out, each look written down."""

from peckham.people.queries.homes import ground_of, home_of
from peckham.people.queries.looking import record_look
from peckham.people.queries.needs import (
    blocked_contact_modes,
    communication_needs,
    modes_blocked_by,
)
from peckham.people.queries.persons import key_of, may_open, person, summaries
from peckham.people.queries.searching import search
from peckham.people.queries.whole import whole_record

__all__ = [
    "blocked_contact_modes",
    "communication_needs",
    "ground_of",
    "home_of",
    "key_of",
    "may_open",
    "modes_blocked_by",
    "person",
    "record_look",
    "search",
    "summaries",
    "whole_record",
]
