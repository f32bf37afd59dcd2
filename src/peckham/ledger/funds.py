"""Funds as pages show them: one name of the room's front door."""

from peckham.ledger.queries.funds import FundView, shared

__all__ = ["FundView", "shared"]
