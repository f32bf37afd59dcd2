"""Baselines under one name of the api: proposing, deciding, and reading what counts.

`weighing` sets a version against the ledger, the allocation and its own year.
"""

from peckham.finance.actions.baselines import (
    decide,
    explain_difference,
    propose,
    propose_budgeting,
    record_allocation,
    write_rebase_rule,
)
from peckham.finance.domain.baseline import demography, files, inputs
from peckham.finance.domain.expected import AdoptedBaseline, ContractSide
from peckham.finance.queries import weighing
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
from peckham.finance.reading import published_trend

__all__ = [
    "AdoptedBaseline",
    "ContractSide",
    "NoBaseline",
    "NoSuchVersion",
    "Version",
    "VersionLine",
    "adopted",
    "decide",
    "demography",
    "explain_difference",
    "files",
    "inputs",
    "not_the_same",
    "propose",
    "propose_budgeting",
    "published_trend",
    "record_allocation",
    "services_of",
    "stored_count",
    "version",
    "versions",
    "weighing",
    "write_rebase_rule",
]
