"""Contracts themselves under one name of the api: drafting, deciding, passing gates, reading.

`facts` writes what happened to a contract, one function for each kind of fact, and `holding` what
concerns its holder; `stated` is what its parts say, `views` what the pages show.
"""

from peckham.contracts.actions import factual as facts
from peckham.contracts.actions import holding
from peckham.contracts.actions.deciding import record_decision
from peckham.contracts.actions.drafting import (
    draft_contract,
    keep_parts,
    name_programme,
    write_standing,
)
from peckham.contracts.actions.keeping_kinds import keep_kinds
from peckham.contracts.actions.noticing import (
    decide_representations,
    publish_notice,
    record_representation,
)
from peckham.contracts.actions.passing import change_standing, pass_gate
from peckham.contracts.actions.varying import propose_variation
from peckham.contracts.domain import catalogue, gates, stated
from peckham.contracts.domain.gates_page import gates_page
from peckham.contracts.domain.predicates.forms import is_icp
from peckham.contracts.domain.standstill import award_from
from peckham.contracts.queries import views
from peckham.contracts.queries.cases import CaseOnDay, UnknownContract
from peckham.contracts.queries.worth import worths
from peckham.contracts.reading import services

__all__ = [
    "CaseOnDay",
    "UnknownContract",
    "award_from",
    "catalogue",
    "change_standing",
    "decide_representations",
    "draft_contract",
    "facts",
    "gates",
    "gates_page",
    "holding",
    "is_icp",
    "keep_kinds",
    "keep_parts",
    "name_programme",
    "pass_gate",
    "propose_variation",
    "publish_notice",
    "record_decision",
    "record_representation",
    "services",
    "stated",
    "views",
    "worths",
    "write_standing",
]
