"""Whose money a contract is: one name of the room's front door."""

from peckham.finance.queries.parties import ContractLine, contracts_of_reader

__all__ = ["ContractLine", "contracts_of_reader"]
