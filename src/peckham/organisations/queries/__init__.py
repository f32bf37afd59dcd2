"""Reads of who works where, and of who changed it."""

from peckham.organisations.queries import staff
from peckham.organisations.queries.teams import (
    MembershipView,
    OrganisationView,
    Staffing,
    TeamView,
    UnknownOrganisation,
    UnknownTeam,
    bank_holidays,
    directory,
    hours_of_teams,
    is_staffed,
    memberships,
    organisation_by_ods,
    scope_in,
    staff_scope,
    staffing,
    team,
    teams,
)

__all__ = [
    "MembershipView",
    "OrganisationView",
    "Staffing",
    "TeamView",
    "UnknownOrganisation",
    "UnknownTeam",
    "bank_holidays",
    "directory",
    "hours_of_teams",
    "is_staffed",
    "memberships",
    "organisation_by_ods",
    "scope_in",
    "staff",
    "staff_scope",
    "staffing",
    "team",
    "teams",
]
