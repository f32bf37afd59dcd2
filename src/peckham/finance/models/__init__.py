"""Tables of what a contract should cost, what is paid for it, and why a year differed."""

from peckham.finance.models.baselines import (
    Allocation,
    BaselineFigure,
    BaselineVersion,
    DifferenceExplained,
    Proposal,
    ProposalDecision,
    RebaseRule,
)
from peckham.finance.models.incentives import Indicator, IndicatorResult
from peckham.finance.models.lists import ListCell, ListSnapshot, PlannedPeople
from peckham.finance.models.payments import (
    Instalment,
    InstalmentLine,
    InstalmentPart,
    PartPaid,
    PaymentTerms,
    PaymentWork,
    PopulationAllocation,
    SubcontractPrice,
)
from peckham.finance.models.settlements import (
    Exposure,
    RiskTerm,
    RiskTerms,
    Settlement,
    SettlementAnswer,
    SettlementLocalPart,
    SettlementPart,
    SettlementPosting,
    TermsAnswer,
)

__all__ = [
    "Allocation",
    "BaselineFigure",
    "BaselineVersion",
    "DifferenceExplained",
    "Exposure",
    "Indicator",
    "IndicatorResult",
    "Instalment",
    "InstalmentLine",
    "InstalmentPart",
    "ListCell",
    "ListSnapshot",
    "PartPaid",
    "PaymentTerms",
    "PaymentWork",
    "PlannedPeople",
    "PopulationAllocation",
    "Proposal",
    "ProposalDecision",
    "RebaseRule",
    "RiskTerm",
    "RiskTerms",
    "Settlement",
    "SettlementAnswer",
    "SettlementLocalPart",
    "SettlementPart",
    "SettlementPosting",
    "SubcontractPrice",
    "TermsAnswer",
]
