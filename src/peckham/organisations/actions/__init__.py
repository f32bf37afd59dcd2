"""Writes of who works where, and of what a role may do."""

from peckham.organisations.actions import employing, permissions, refusing
from peckham.organisations.actions.creating import (
    add_member,
    create_account,
    create_organisation,
    create_team,
    record_absence,
)

__all__ = [
    "add_member",
    "create_account",
    "create_organisation",
    "create_team",
    "employing",
    "permissions",
    "record_absence",
    "refusing",
]
