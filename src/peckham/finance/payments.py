"""Payments for a population: one name of the room's front door."""

from peckham.finance.queries.allocations import Allocated, received_for_population

__all__ = ["Allocated", "received_for_population"]
