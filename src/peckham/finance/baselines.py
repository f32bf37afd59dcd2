"""Baselines under one name of the api: proposing, deciding, and reading what counts."""

from peckham.finance.actions.baselines import (
    decide,
    explain_difference,
    propose,
    propose_budgeting,
    record_allocation,
    write_rebase_rule,
)
from peckham.finance.domain.baseline import demography, inputs
from peckham.finance.domain.expected import AdoptedBaseline, ContractSide
from peckham.finance.queries.baselines import (
    NoBaseline,
    NoSuchVersion,
    Version,
    VersionLine,
    adopted,
    not_the_same,
    services_of,
    stored_count,
    version,
    versions,
)
from peckham.finance.queries.weighing import (
    affordability,
    budgeting_proposals,
    rebase_rules,
    reconciliation,
    shadow,
)

__all__ = [
    "AdoptedBaseline",
    "ContractSide",
    "NoBaseline",
    "NoSuchVersion",
    "Version",
    "VersionLine",
    "adopted",
    "affordability",
    "budgeting_proposals",
    "decide",
    "demography",
    "explain_difference",
    "inputs",
    "not_the_same",
    "propose",
    "propose_budgeting",
    "rebase_rules",
    "reconciliation",
    "record_allocation",
    "services_of",
    "shadow",
    "stored_count",
    "version",
    "versions",
    "write_rebase_rule",
]
