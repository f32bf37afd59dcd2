"""The front door of the Access book: the names that other rooms may use."""

from peckham.sharing import agreements, emergencies, log, runs
from peckham.sharing.actions import exporting as exports
from peckham.sharing.actions import withholding as withholdings
from peckham.sharing.actions.marking import mark_as_sent
from peckham.sharing.actions.relating import close_relationships, open_relationship
from peckham.sharing.domain import agreed, in_force, vocabulary
from peckham.sharing.domain.vocabulary import SENSITIVE_CATEGORIES
from peckham.sharing.loading import copy_relationships
from peckham.sharing.queries import agreements as agreement_views
from peckham.sharing.queries import leaving, readiness, register

__all__ = [
    "SENSITIVE_CATEGORIES",
    "agreed",
    "agreement_views",
    "agreements",
    "close_relationships",
    "copy_relationships",
    "emergencies",
    "exports",
    "in_force",
    "leaving",
    "log",
    "mark_as_sent",
    "open_relationship",
    "readiness",
    "register",
    "runs",
    "vocabulary",
    "withholdings",
]
