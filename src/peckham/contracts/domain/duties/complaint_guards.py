"""May this happen to a complaint now? Conditions by name; each refusal says the rule and why."""

from collections.abc import Callable
from typing import Final

from peckham.contracts.domain.duties import cooperation
from peckham.contracts.domain.duties.complaint_facts import Facts
from peckham.kernel import Refused


class NothingSaid(Refused):
    """What this needs in words was not written."""


class NoOffer(Refused):
    """An acknowledgement offers to discuss how the complaint is handled, and by when."""


class NotSpoken(Refused):
    """Only a complaint that was spoken is settled outside the regulations, and only at once."""


class TooLate(Refused):
    """It came after the time to complain, and nobody has waived that."""


class NotLate(Refused):
    """It came in time: there is nothing to waive, and no ground to decline it."""


class DayNotAhead(Refused):
    """The day has to be still to come."""


class LongerNotAgreed(Refused):
    """More than the months of the regulations need the person's agreement, before they are over."""


class NotDueYet(Refused):
    """What is due is not overdue yet."""


class ResponseIncomplete(Refused):
    """A response explains, concludes, says what is done, names the right Ombudsman, is signed."""


def check_words(facts: Facts) -> None:
    """What was said or decided is written down."""
    if not facts.words.strip():
        raise NothingSaid("Write it down, in a few words.", rule=18, field="words")


def check_offer(facts: Facts) -> None:
    """The person is offered to discuss how it is handled and by when it is answered."""
    if not facts.offers_discussion:
        raise NoOffer(
            "An acknowledgement offers to discuss how the complaint is handled and by when.",
            why="SI 2009/309 asks for it (from summaries; its own text was not read).",
            remedy="Say that you offered it.",
            rule=18,
            field="offers_discussion",
        )


def check_settled_at_once(facts: Facts) -> None:
    """It was spoken, and it is settled by the end of the next working day (not verified)."""
    last = facts.clocks.settle_by(facts.complaint.received_on)
    if not facts.complaint.is_oral or facts.on > last:
        raise NotSpoken(
            "Only a spoken complaint can be settled like this, by the end of the next working day.",
            why=f"That day is {last.isoformat()} (SI 2009/309 regulation 8, not verified).",
            remedy="Acknowledge it and answer it.",
            rule=18,
        )


def check_in_time(facts: Facts) -> None:
    """It came within the months to complain, or that is waived for a good reason."""
    if facts.clocks.is_late(facts.complaint) and not facts.complaint.said.waived:
        last = facts.clocks.complain_by(facts.complaint)
        raise TooLate(
            f"The time to complain was over on {last}.",
            remedy="Waive it for a good reason, where it can still be looked into, or decline it.",
            rule=18,
        )


def check_late(facts: Facts) -> None:
    """It came after the time to complain."""
    if not facts.clocks.is_late(facts.complaint):
        raise NotLate("It came in time, so there is nothing to waive.", rule=18)


def check_ground_to_decline(facts: Facts) -> None:
    """It came too late and nobody waived that, or whoever it is about has not consented."""
    late = facts.clocks.is_late(facts.complaint) and not facts.complaint.said.waived
    if not late and facts.complaint.said.acting != "refused":
        raise NotLate(
            "It came in time, and nobody refused their consent: it has to be answered.", rule=18
        )


def check_ahead(facts: Facts) -> None:
    """The new day is still to come."""
    if facts.until is None or facts.until <= facts.on:
        raise DayNotAhead("Write a day that is still to come.", rule=18, field="until")


def check_longer_agreed(facts: Facts) -> None:
    """A day after the six months is agreed with the person, before they are over."""
    last = facts.clocks.explain_by(facts.complaint.received_on)
    is_longer = facts.until is not None and facts.until > last
    if is_longer and (not facts.agreed_with_person or facts.on > last):
        raise LongerNotAgreed(
            f"A day after {last} has to be agreed with the person, on that day or before.",
            remedy="Agree it with them, or write to them why there is no answer yet.",
            rule=18,
            field="until",
        )


def check_overdue(facts: Facts) -> None:
    """What is due is overdue."""
    if facts.complaint.due_on is None or facts.on <= facts.complaint.due_on:
        raise NotDueYet("What is due is not overdue.", rule=18)


def check_months_are_over(facts: Facts) -> None:
    """The day by which it should have been answered has come."""
    if facts.complaint.due_on is None or facts.on < facts.complaint.due_on:
        raise NotDueYet(
            f"It is due on {facts.complaint.due_on}: why it is late is explained from then on.",
            rule=18,
        )


def check_response(facts: Facts) -> None:
    """The response explains, concludes, says what is done, names the right Ombudsman, is signed."""
    response = facts.response
    if response is None:
        raise ResponseIncomplete("Write the response.", rule=18)
    for part in ("explanation", "conclusions", "actions", "signed_by", "position"):
        if not getattr(response, part).strip():
            raise ResponseIncomplete(
                f"The response lacks a part: {part.replace('_', ' ')}.", rule=18, field=part
            )
    if response.ombudsman != facts.ombudsman.code:
        raise ResponseIncomplete(
            f"For this complaint the response names {facts.ombudsman.name}.",
            rule=18,
            field="ombudsman",
        )


GUARDS: Final[dict[str, Callable[[Facts], None]]] = {
    "words_given": check_words,
    "discussion_offered": check_offer,
    "settled_at_once": check_settled_at_once,
    "in_time_or_waived": check_in_time,
    "is_late": check_late,
    "ground_to_decline": check_ground_to_decline,
    "consent_to_act": cooperation.check_acting_consent,
    "consent_to_share": cooperation.check_sharing_consent,
    "new_body": cooperation.check_new_body,
    "known_lead": cooperation.check_known_lead,
    "all_agree": cooperation.check_all_agree,
    "lead_may_answer": cooperation.check_lead_may_answer,
    "day_is_ahead": check_ahead,
    "longer_is_agreed": check_longer_agreed,
    "is_overdue": check_overdue,
    "answer_is_due": check_months_are_over,
    "all_contributed": cooperation.check_contributed,
    "response_complete": check_response,
}
