"""Consent, who is concerned and who leads: conditions of a complaint between several bodies."""

from typing import Final

from peckham.contracts.domain.duties.complaint_facts import Facts
from peckham.kernel import Refused

_CONSENTED: Final = ("not needed", "given", "cannot consent")


class NoConsent(Refused):
    """The person whom it is about has not consented."""


class LeadNotAgreed(Refused):
    """The bodies concerned have not all agreed on who leads."""


class LeadMayNotAnswer(Refused):
    """This body does not answer complaints of this kind."""


class NotConcerned(Refused):
    """That body is not one of those concerned, or is there already."""


class NotYetAnswered(Refused):
    """A body that is concerned has not said what it has to say for the one response."""


def check_acting_consent(facts: Facts) -> None:
    """Whoever it is about has consented, where somebody else complains."""
    if facts.complaint.said.acting not in _CONSENTED:
        raise NoConsent(
            "The person whom this is about has not consented to it.",
            remedy="Ask them, and write down what they say; or that they cannot consent.",
            rule=18,
        )


def check_sharing_consent(facts: Facts) -> None:
    """A complaint made to the ICB goes to a provider with the person's consent alone."""
    complaint = facts.complaint
    if complaint.received_by.kind == "icb" and complaint.said.sharing != "given":
        raise NoConsent(
            "It was made to the integrated care board, which passes it on with consent alone.",
            why="SI 2009/309 regulation 7.",
            remedy="Ask whoever complains whether it may be passed on, and write down the answer.",
            rule=18,
        )


def check_new_body(facts: Facts) -> None:
    """The body is not one of those concerned already."""
    if facts.body is None or facts.body.id in {each.id for each in facts.complaint.bodies}:
        raise NotConcerned("Choose a body that is not concerned yet.", rule=18, field="body")


def check_known_lead(facts: Facts) -> None:
    """The body that is to lead is concerned, and does not lead already."""
    others = {each.id for each in facts.complaint.bodies} - {facts.complaint.lead.id}
    if facts.lead_id not in others:
        raise NotConcerned(
            "Choose another of the bodies that are concerned.", rule=18, field="lead"
        )


def check_all_agree(facts: Facts) -> None:
    """Every body that is concerned agrees on who leads."""
    missing = [each.name for each in facts.complaint.bodies if each.id not in facts.agreeing]
    if missing:
        raise LeadNotAgreed(
            f"Not agreed yet: {', '.join(missing)}.",
            remedy="Each body that is concerned says whom it agrees to have in the lead.",
            rule=18,
        )


def check_lead_may_answer(facts: Facts) -> None:
    """An ICB does not answer about adult social care of an integrated care provider."""
    complaint = facts.complaint
    if complaint.lead.kind == "icb" and complaint.limb in facts.not_answered_by_icb:
        raise LeadMayNotAnswer(
            "The integrated care board does not answer a complaint about adult social care.",
            why="SI 2009/309 regulation 7(1A), (1B) and (3).",
            remedy="Name the provider or the council, and agree that it leads.",
            rule=18,
        )


def check_contributed(facts: Facts) -> None:
    """Every other body that is concerned has said what it has to say for the one response."""
    complaint = facts.complaint
    silent = [
        each.name
        for each in complaint.bodies
        if each.id != complaint.lead.id and each.id not in complaint.said.contributed
    ]
    if silent:
        raise NotYetAnswered(
            f"For the one response there is nothing yet from: {', '.join(silent)}.",
            why="Bodies that are concerned have a duty to co-operate (SI 2009/309 regulation 9).",
            remedy="Ask their handlers to add their part.",
            rule=18,
        )
