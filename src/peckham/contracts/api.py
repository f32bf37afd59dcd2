"""The front door of contracts: what other rooms may use.

`terms` and `facts` hold the values that go in; `Finding` is what comes out, one for each rule.
`participation` is the table of how a practice takes part, `moving_lists` who is on whose list then,
`gp_roles` what each GP is. `partnerships` is about places, their integrators, promises and offers;
`publishing` about what the public is given to read, `clauses` about what is checked each night.
"""

from peckham.contracts import (
    clauses,
    complaints,
    heads,
    participating,
    partnerships,
    publishing,
    subcontracting,
    travel,
)
from peckham.contracts.domain import diagram, facts, gp_roles, moving_lists, participation, terms
from peckham.contracts.domain.rules import Answer, Case, Rule
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
    "case",
    "check_gate",
    "clauses",
    "complaints",
    "diagram",
    "facts",
    "gp_roles",
    "heads",
    "kinds",
    "moving_lists",
    "open_before",
    "participating",
    "participation",
    "partnerships",
    "publishing",
    "rules",
    "subcontracting",
    "terms",
    "travel",
    "why_not_yet",
]
