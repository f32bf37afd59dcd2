"""The front door of the Access book: the names that other rooms may use."""

from peckham.sharing.actions import close_relationships, open_relationship, record_look
from peckham.sharing.loading import copy_relationships

__all__ = ["close_relationships", "copy_relationships", "open_relationship", "record_look"]
