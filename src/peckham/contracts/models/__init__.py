"""Tables of contracts. None holds a resident; rows are written once, with both their times."""

from peckham.contracts.models.decisions import CommitteeDecision, CommitteeVote, HolderStep
from peckham.contracts.models.evidence import (
    AssignedFunction,
    AssuranceCheckpoint,
    BidReview,
    EqualityAssessment,
    FormOption,
    FunctionsStatement,
    GpLeadership,
    HolderAssurance,
    RiskRun,
)
from peckham.contracts.models.heads import (
    Contract,
    GatePassage,
    KindOfContract,
    PlaceProgramme,
    StandingChange,
)
from peckham.contracts.models.notices import AwardNotice, FurtherDecision, Representation
from peckham.contracts.models.provisions import (
    BreakPoint,
    CommissionerShare,
    CoveredPeople,
    Provision,
    Terms,
    YearValue,
)
from peckham.contracts.models.scope import Delivery, OutcomeLine, ScopeLine
from peckham.contracts.models.variations import Variation, VariationOutcome

__all__ = [
    "AssignedFunction",
    "AssuranceCheckpoint",
    "AwardNotice",
    "BidReview",
    "BreakPoint",
    "CommissionerShare",
    "CommitteeDecision",
    "CommitteeVote",
    "Contract",
    "CoveredPeople",
    "Delivery",
    "EqualityAssessment",
    "FormOption",
    "FunctionsStatement",
    "FurtherDecision",
    "GatePassage",
    "GpLeadership",
    "HolderAssurance",
    "HolderStep",
    "KindOfContract",
    "OutcomeLine",
    "PlaceProgramme",
    "Provision",
    "Representation",
    "RiskRun",
    "ScopeLine",
    "StandingChange",
    "Terms",
    "Variation",
    "VariationOutcome",
    "YearValue",
]
