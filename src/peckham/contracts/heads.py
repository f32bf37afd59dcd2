"""Contracts themselves under one name of the api: drafting, deciding, passing gates, reading."""

from peckham.contracts.actions.keeping_kinds import keep_kinds
from peckham.contracts.domain.predicates.forms import is_icp
from peckham.contracts.domain.standstill import award_from

__all__ = [
    "award_from",
    "is_icp",
    "keep_kinds",
]
