"""The front door of the Access book: the names that other rooms may use."""

from peckham.sharing import emergencies, runs
from peckham.sharing.actions import agreeing as agreements
from peckham.sharing.actions.looking import record_look
from peckham.sharing.actions.marking import mark_as_sent
from peckham.sharing.actions.relating import close_relationships, open_relationship
from peckham.sharing.domain import agreed, vocabulary
from peckham.sharing.domain.vocabulary import SENSITIVE_CATEGORIES
from peckham.sharing.loading import copy_relationships
from peckham.sharing.queries.handing import may_hand_over

__all__ = [
    "SENSITIVE_CATEGORIES",
    "agreed",
    "agreements",
    "close_relationships",
    "copy_relationships",
    "emergencies",
    "mark_as_sent",
    "may_hand_over",
    "open_relationship",
    "record_look",
    "runs",
    "vocabulary",
]
