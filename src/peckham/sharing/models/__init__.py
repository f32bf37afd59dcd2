"""Tables of the Access book. None holds a foreign key to a person: it lies below `people`."""

from peckham.sharing.models.agreements import (
    Agreement,
    AgreementParty,
    AgreementSignature,
    AgreementVersion,
    AgreementWithdrawal,
)
from peckham.sharing.models.emergencies import BreakGlass
from peckham.sharing.models.exports import SubjectExport
from peckham.sharing.models.limits import Mark, Objection
from peckham.sharing.models.looks import Look, Seal
from peckham.sharing.models.relationships import Relationship
from peckham.sharing.models.runs import Reidentification, Run, RunReading, RunSecret
from peckham.sharing.models.system_actors import SystemActor
from peckham.sharing.models.withholdings import Withholding, WithholdingReview

__all__ = [
    "Agreement",
    "AgreementParty",
    "AgreementSignature",
    "AgreementVersion",
    "AgreementWithdrawal",
    "BreakGlass",
    "Look",
    "Mark",
    "Objection",
    "Reidentification",
    "Relationship",
    "Run",
    "RunReading",
    "RunSecret",
    "Seal",
    "SubjectExport",
    "SystemActor",
    "Withholding",
    "WithholdingReview",
]
