"""Tables of contracts: rows are written once, with both their times.

Letters, choices and movements of patients are the only ones that hold residents.
"""

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
from peckham.contracts.models.participation import (
    ListMovement,
    ParticipationStep,
    PatientChoice,
    PatientLetter,
)
from peckham.contracts.models.partners import (
    Body,
    ContractPlace,
    FunctionOwner,
    HoldingStatement,
    HostChoice,
    HostScore,
    Integrator,
    IntegratorDecision,
    IntegratorMember,
    MemberDeparture,
    OversightEntry,
    PlaceFact,
    PlacePartnership,
)
from peckham.contracts.models.practice_work import HubSwitch, TransferReply, WorkTransfer
from peckham.contracts.models.promises import (
    Commitment,
    FundingStatement,
    Milestone,
    MilestoneState,
    OfferReply,
    PracticeOffer,
    Promise,
    PromiseEvidence,
    ProviderPlan,
)
from peckham.contracts.models.provisions import (
    BreakPoint,
    CommissionerShare,
    CoveredPeople,
    Provision,
    Terms,
    YearValue,
)
from peckham.contracts.models.scope import Delivery, OutcomeLine, ScopeLine
from peckham.contracts.models.subcontracts import Subcontract, SubcontractStep
from peckham.contracts.models.variations import Variation, VariationOutcome

__all__ = [
    "AssignedFunction",
    "AssuranceCheckpoint",
    "AwardNotice",
    "BidReview",
    "Body",
    "BreakPoint",
    "CommissionerShare",
    "Commitment",
    "CommitteeDecision",
    "CommitteeVote",
    "Contract",
    "ContractPlace",
    "CoveredPeople",
    "Delivery",
    "EqualityAssessment",
    "FormOption",
    "FunctionOwner",
    "FunctionsStatement",
    "FundingStatement",
    "FurtherDecision",
    "GatePassage",
    "GpLeadership",
    "HolderAssurance",
    "HolderStep",
    "HoldingStatement",
    "HostChoice",
    "HostScore",
    "HubSwitch",
    "Integrator",
    "IntegratorDecision",
    "IntegratorMember",
    "KindOfContract",
    "ListMovement",
    "MemberDeparture",
    "Milestone",
    "MilestoneState",
    "OfferReply",
    "OutcomeLine",
    "OversightEntry",
    "ParticipationStep",
    "PatientChoice",
    "PatientLetter",
    "PlaceFact",
    "PlacePartnership",
    "PlaceProgramme",
    "PracticeOffer",
    "Promise",
    "PromiseEvidence",
    "ProviderPlan",
    "Provision",
    "Representation",
    "RiskRun",
    "ScopeLine",
    "StandingChange",
    "Subcontract",
    "SubcontractStep",
    "Terms",
    "TransferReply",
    "Variation",
    "VariationOutcome",
    "WorkTransfer",
    "YearValue",
]
