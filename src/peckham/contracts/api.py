"""The front door of contracts: what other rooms may use.

`terms` and `facts` hold the values that go in; `Finding` is what comes out, one for each rule.
`participation` is the table of how a practice takes part, `moving_lists` who is on whose list then,
`gp_roles` what each GP is.
"""

from peckham.contracts.domain import facts, gp_roles, moving_lists, participation, terms
from peckham.contracts.domain.diagram import participation_page
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
    "gp_roles",
    "is_icp",
    "kinds",
    "moving_lists",
    "open_before",
    "participation",
    "participation_page",
    "rules",
    "terms",
    "why_not_yet",
]
