"""The chain of the books: one name of the room's front door."""

from peckham.ledger.actions.sealing import seal
from peckham.ledger.queries.verifying import Head, Verification, verify

__all__ = ["Head", "Verification", "seal", "verify"]
