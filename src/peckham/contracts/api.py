"""The front door of contracts: what other rooms may use.

`terms` and `facts` hold the values that go in; `Finding` is what comes out, one for each rule.
"""

from peckham.contracts.domain import facts, terms
from peckham.contracts.domain.predicates.forms import is_icp
from peckham.contracts.domain.rules import Answer, Case, Rule
from peckham.contracts.domain.standstill import award_from
from peckham.contracts.domain.why_not_yet import (
    ConditionOpen,
    Finding,
    check_gate,
    open_before,
    why_not_yet,
)
from peckham.contracts.reading import case, kinds, rules

__all__ = [
    "Answer",
    "Case",
    "ConditionOpen",
    "Finding",
    "Rule",
    "award_from",
    "case",
    "check_gate",
    "facts",
    "is_icp",
    "kinds",
    "open_before",
    "rules",
    "terms",
    "why_not_yet",
]
