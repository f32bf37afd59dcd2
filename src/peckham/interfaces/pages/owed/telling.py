"""What the person is told of their own complaint or claim: plain words, and no name of staff."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peckham.contracts.api import complaints, travel
from peckham.interfaces.pages.filters import long_day
from peckham.kernel import money

# What each thing that happened means to the person; what is between staff is not told.
COMPLAINT_STEPS: dict[str, str | Promise] = {
    "received": gettext_lazy("%(lead)s has your complaint."),
    "body_named": gettext_lazy("%(body)s is part of this too."),
    "consent_recorded": gettext_lazy("We wrote down what you agreed to."),
    "lead_agreed": gettext_lazy("%(lead)s will answer you, for all who are part of this."),
    "settled": gettext_lazy("You told us that it is settled."),
    "acknowledged": gettext_lazy("%(lead)s wrote to you to say that it has your complaint."),
    "waived": gettext_lazy("It came late, and we look at it all the same."),
    "period_agreed": gettext_lazy("You hear from %(lead)s by %(due)s."),
    "explained": gettext_lazy("%(lead)s wrote why it is late. You hear by %(due)s."),
    "answered": gettext_lazy("%(lead)s answered you, for all who are part of this."),
    "went_to_ombudsman": gettext_lazy("You went to the Ombudsman."),
    "withdrawn": gettext_lazy("You took it back."),
    "declined": gettext_lazy("%(lead)s wrote why it does not look at this. You can go to the "
                             "Ombudsman."),
}  # fmt: skip
CLAIM_STEPS: dict[str, str | Promise] = {
    "received": gettext_lazy("%(lead)s has your claim."),
    "checked": gettext_lazy("%(lead)s is looking at your claim."),
    "allowed": gettext_lazy("You will be paid %(amount)s."),
    "refused": gettext_lazy("This is not paid."),
    "paid": gettext_lazy("It is paid."),
    "withdrawn": gettext_lazy("You took it back."),
}
STATES: dict[str, str | Promise] = {
    "received": gettext_lazy("It has come, and somebody looks at it"),
    "acknowledged": gettext_lazy("We wrote to you to say that we have it"),
    "investigating": gettext_lazy("We are looking into it"),
    "explained": gettext_lazy("It is late, and we wrote to you why"),
    "settled": gettext_lazy("It is settled"),
    "answered": gettext_lazy("It is answered"),
    "ombudsman": gettext_lazy("It is with the Ombudsman"),
    "withdrawn": gettext_lazy("You took it back"),
    "declined": gettext_lazy("We do not look at this"),
    "allowed": gettext_lazy("Yes: it will be paid"),
    "refused": gettext_lazy("No: it is not paid"),
    "paid": gettext_lazy("It is paid"),
}


@dataclass(frozen=True, slots=True)
class OwedTold:
    """A complaint or a claim as the person reads it.

    Args:
        title: What it is, with its reference.
        state: Where it stands, in words.
        lead: Who has it.
        due_on: By when something happens; None once it has ended.
        steps: What has happened: a sentence and its day.
        words: What the person said.
        parts: The answer or the decision: heading and words.
    """

    title: str
    reference: str
    state: str
    lead: str
    due_on: date | None
    steps: tuple[tuple[str, date], ...]
    words: str
    parts: tuple[tuple[str, str], ...]


def told_complaint(story: complaints.ComplaintStory) -> OwedTold:
    """Tell a complaint."""
    parts: tuple[tuple[str, str], ...] = ()
    if story.response:
        response = story.response
        parts = (
            (_("How we looked into it"), response["explanation"]),
            (_("What we found"), response["conclusions"]),
            (_("What we do about it"), response["actions"]),
            (_("If you are not happy with this answer"),
             _("You can go to %(name)s: %(address)s") % {
                 "name": story.ombudsman.name, "address": story.ombudsman.address}),
            (_("Signed"), f"{response['signed_by']}, {response['position']}"),
        )  # fmt: skip
    return OwedTold(
        _("Complaint"),
        story.reference,
        str(STATES[story.state]),
        story.subject.lead.name,
        story.subject.due_on,
        _steps(story.steps, COMPLAINT_STEPS),
        story.words,
        parts,
    )


def told_claim(story: travel.ClaimStory) -> OwedTold:
    """Tell a claim; of a decision each reason, with where it comes from."""
    parts: list[tuple[str, str]] = []
    if story.decision:
        amount = story.decision["amount_pence"]
        parts.append(
            (_("What is paid"), money.in_words(amount) if amount is not None else _("Nothing"))
        )
        if story.decision["words"]:
            parts.append((_("Why"), story.decision["words"]))
        parts += [(r["condition"].capitalize(), r["why"]) for r in story.decision["reasons"]]
    words = _("A journey on %(day)s") % {"day": long_day(story.visit.appointment_on)}
    return OwedTold(
        _("Travel claim"),
        story.reference,
        str(STATES[story.state]),
        story.lead,
        story.due_on,
        _steps(story.steps, CLAIM_STEPS),
        words,
        tuple(parts),
    )


def _steps(
    steps: tuple[complaints.Step, ...], sentences: dict[str, str | Promise]
) -> tuple[tuple[str, date], ...]:
    return tuple(
        (str(sentences[each.kind]) % facts_of(each), each.on_day)
        for each in steps
        if each.kind in sentences
    )


def facts_of(step: complaints.Step) -> dict[str, str]:
    """Give what a sentence about a step may name."""
    amount = step.detail.get("amount_pence")
    said = {name: str(value) for name, value in step.detail.items() if value is not None}
    return {
        "words": "",
        "body": "",
        "new_lead": "",
        "handler": "",
        "signed_by": "",
        "position": "",
        **said,
        "lead": step.lead,
        "by_body": step.organisation,
        "due": long_day(step.due_on) if step.due_on else "",
        "amount": money.in_words(amount) if amount is not None else "",
    }
