"""The flows of a complaint and of a travel claim online: their steps, and how each is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peckham.contracts.api import complaints
from peckham.interfaces.pages.owed import claim_steps, complaint_steps, sending
from peckham.interfaces.pages.owed.fields import Answers, Step


@dataclass(frozen=True, slots=True)
class Flow:
    """One flow of questions.

    Args:
        name: In addresses, and in the session.
        title: What its first page is called.
        steps: What is asked.
        send: Sends the answers.
        received: What the receipt's page is called.
        next_words: What happens next, with the day that is due; a template of words.
    """

    name: str
    title: str | Promise
    steps: tuple[Step, ...]
    send: Callable[..., complaints.DutyReceipt]
    received: str | Promise
    next_words: Any

    def asked(self, answers: Answers) -> list[Step]:
        """List the steps that this person is asked, in order."""
        return [step for step in self.steps if step.asked(answers)]


FLOWS = {
    flow.name: flow
    for flow in (
        Flow(
            "complain",
            _("Make a complaint"),
            complaint_steps.STEPS,
            sending.send_complaint,
            _("We have your complaint"),
            _("They write to you by %(day)s to say that they have it, and ask how you would like "
              "it to be looked at. You get one answer, whoever was part of it."),
        ),
        Flow(
            "claim",
            _("Claim travel costs"),
            claim_steps.STEPS,
            sending.send_claim,
            _("We have your claim"),
            _("A person looks at your claim and tells you by %(day)s what is paid, and why."),
        ),
    )
}  # fmt: skip
