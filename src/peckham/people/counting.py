"""Counting residents and patients: one name of the room's front door."""

from peckham.people.queries.list_cells import ListCount, list_cells
from peckham.people.queries.reconciling import reconcile

__all__ = ["ListCount", "list_cells", "reconcile"]
