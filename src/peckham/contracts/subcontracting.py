"""Subcontracts: one name of the room's front door."""

from peckham.contracts.actions.subcontracting import Proposal, propose, step
from peckham.contracts.domain.coverage import Covered
from peckham.contracts.domain.subcontract_diagram import subcontracts_page
from peckham.contracts.domain.subcontract_table import GROUNDS
from peckham.contracts.domain.subcontracts import (
    Asked,
    NotYetPermitted,
    Standing,
    last_day_to_object,
    may_be_paid,
    open_to,
    whose_turn,
)
from peckham.contracts.queries.lines import (
    ContractLine,
    contract_line,
    contract_lines,
    line_of,
    to_be_subcontracted,
)
from peckham.contracts.queries.subcontracts import (
    SubcontractView,
    covered,
    giver_of,
    subcontract,
    subcontracts,
)

__all__ = [
    "GROUNDS",
    "Asked",
    "ContractLine",
    "Covered",
    "NotYetPermitted",
    "Proposal",
    "Standing",
    "SubcontractView",
    "contract_line",
    "contract_lines",
    "covered",
    "giver_of",
    "last_day_to_object",
    "line_of",
    "may_be_paid",
    "open_to",
    "propose",
    "step",
    "subcontract",
    "subcontracts",
    "subcontracts_page",
    "to_be_subcontracted",
    "whose_turn",
]
