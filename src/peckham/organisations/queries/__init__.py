"""Reads of who works where, and of who changed it."""

from peckham.organisations.queries import scopes, staff
from peckham.organisations.queries.teams import (
    bank_holidays,
    directory,
    hours_of_teams,
    is_staffed,
    memberships,
    organisation_by_ods,
    staffing,
    team,
    teams,
)

__all__ = [
    "bank_holidays",
    "directory",
    "hours_of_teams",
    "is_staffed",
    "memberships",
    "organisation_by_ods",
    "scopes",
    "staff",
    "staffing",
    "team",
    "teams",
]
