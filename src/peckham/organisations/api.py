"""The front door of organisations: the names that other rooms may use."""

from peckham.organisations import identities, roles
from peckham.organisations.actions import (
    add_member,
    create_account,
    create_organisation,
    create_team,
    employing,
    permissions,
    record_absence,
    refusing,
)
from peckham.organisations.domain import hours, unknown, views
from peckham.organisations.loading import copy_into
from peckham.organisations.queries import (
    bank_holidays,
    directory,
    hours_of_teams,
    is_staffed,
    memberships,
    organisation_by_ods,
    scopes,
    staff,
    staffing,
    team,
    teams,
)

__all__ = [
    "add_member",
    "bank_holidays",
    "copy_into",
    "create_account",
    "create_organisation",
    "create_team",
    "directory",
    "employing",
    "hours",
    "hours_of_teams",
    "identities",
    "is_staffed",
    "memberships",
    "organisation_by_ods",
    "permissions",
    "record_absence",
    "refusing",
    "roles",
    "scopes",
    "staff",
    "staffing",
    "team",
    "teams",
    "unknown",
    "views",
]
