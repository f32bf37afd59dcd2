"""A complaint and a claim with every fact that their rules read, to change one at a time."""

from dataclasses import replace
from datetime import date

from peckham.contracts.domain.duties.amounts import Companion, Journey
from peckham.contracts.domain.duties.clocks import Clocks
from peckham.contracts.domain.duties.complaint import Body, Complaint, Said
from peckham.contracts.domain.duties.complaint_facts import Facts, Response
from peckham.contracts.domain.duties.travel import ProvidedUnder, Visit, assess
from peckham.contracts.duties_reading import ombudsmen
from peckham.infra import reference
from peckham.kernel.working_days import WorkingDays
from peckham.organisations import api as organisations

PARAMETERS = reference.parameters()
CLOCKS = Clocks(PARAMETERS, WorkingDays(organisations.bank_holidays()))
ICB, TRUST, COUNCIL = Body(1, "icb", "the board"), Body(2, "nhs_trust", "the trust"), Body(
    3, "local_authority", "the council"
)  # fmt: skip
MAUNDY_THURSDAY = date(2027, 3, 25)
RESPONSE = Response("We asked.", "It was late.", "We ring first.", "phso", "Ines Ward", "chief")


def complaint(**changes):
    return replace(
        Complaint(
            received_on=MAUNDY_THURSDAY,
            limb="health",
            is_oral=False,
            event_on=date(2027, 3, 1),
            knew_on=None,
            received_by=TRUST,
            lead=TRUST,
            bodies=(TRUST,),
            due_on=date(2027, 4, 1),
        ),
        **changes,
    )


def said(**changes):
    return replace(Said(), **changes)


def facts(on=MAUNDY_THURSDAY, subject=None, **changes):
    subject = subject or complaint()
    start = Facts(
        on=on,
        complaint=subject,
        clocks=CLOCKS,
        ombudsman=ombudsmen()[subject.limb],
        not_answered_by_icb=PARAMETERS.words("complaints.not_answered_by_icb", on),
        words="In a few words.",
    )
    return replace(start, **changes)


BUS = Journey("public_transport", fare_pence=350, cheapest_pence=350)
ICP = ProvidedUnder("icp", False, "nhs_foundation_trust", "RIVER-1")
ORDINARY = ProvidedUnder("core", False, "practice", "GMS-1")
NOBODY_CAME_ALONG = None
CHILDS_MOTHER = Companion(350, 9, None)


def visit(**changes):
    return replace(
        Visit(
            claimed_on=date(2026, 11, 22),
            appointment_on=date(2026, 11, 2),
            service_group="secondary_care",
            referred_by="doctor",
            is_separate=True,
            entitlement="income_support",
            more_is_met=None,
            income_pence=None,
            journey=BUS,
            companion=NOBODY_CAME_ALONG,
        ),
        **changes,
    )


def judged(under=ORDINARY, **changes):
    return assess(visit(**changes), under, parameters=PARAMETERS)


def refusing(assessment):
    return [each.condition for each in assessment.reasons if each.status == "refused"]
