"""The workflow of a travel claim as one table: rules assess it, and a person decides (rule 19)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from peckham.contracts.domain.duties.travel import Assessment
from peckham.contracts.domain.duties.workflow import Transition, Workflow
from peckham.kernel import Refused


class NothingSaid(Refused):
    """What this needs in words was not written."""


class NotDueYet(Refused):
    """What is due is not overdue yet."""


class AgainstTheRules(Refused):
    """A decision that differs from what the rules say gives its reason."""


class NoAmount(Refused):
    """A claim is allowed with what is paid, in pence, and refused with none."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the conditions look at."""

    on: date
    due_on: date | None
    assessment: Assessment
    words: str = ""
    amount_pence: int | None = None
    outcome: str = ""


def check_words(facts: Facts) -> None:
    """It is written down in a few words."""
    if not facts.words.strip():
        raise NothingSaid("Write it down, in a few words.", rule=19, field="words")


def check_reasoned(facts: Facts) -> None:
    """Where the decision differs from what the rules say, it says why."""
    said = facts.assessment
    paid = said.amount.paid_pence if said.amount else None
    agrees = said.status == facts.outcome and facts.amount_pence == paid
    if not agrees and not facts.words.strip():
        raise AgainstTheRules(
            "The rules say something else: write why you decide so.", rule=19, field="words"
        )


def check_amount(facts: Facts) -> None:
    """An amount of whole pence is given where it is allowed, and none where it is refused."""
    if (facts.outcome == "allowed") != (facts.amount_pence is not None):
        raise NoAmount("Give the amount that is paid.", rule=19, field="amount")


def check_overdue(facts: Facts) -> None:
    """What is due is overdue."""
    if facts.due_on is None or facts.on <= facts.due_on:
        raise NotDueYet("What is due is not overdue.", rule=19)


GUARDS: Final[dict[str, Callable[[Facts], None]]] = {
    "words_given": check_words,
    "reasoned": check_reasoned,
    "amount_given": check_amount,
    "is_overdue": check_overdue,
}
MEANING: Final = {
    "received": "It has come, and is to be decided",
    "allowed": "It is allowed",
    "refused": "It is refused",
    "paid": "It is paid",
    "withdrawn": "The person took it back",
}
CLAIMS: Final[Workflow[Facts]] = Workflow(
    name="a travel claim",
    rule=19,
    meaning=MEANING,
    open_states=frozenset({"received"}),
    transitions=(
        Transition(
            "received",
            "Take a claim",
            ((None, "received"),),
            "door",
            sentence="It came {channel} to {lead}.",
            told="{lead} has your claim.",
        ),
        Transition(
            "checked",
            "Write down what was checked",
            (("received", "received"),),
            "lead",
            sentence="Checked: {words}",
            told="{lead} is looking at your claim.",
        ),
        Transition(
            "allowed",
            "Allow",
            (("received", "allowed"),),
            "lead",
            ("amount_given", "reasoned"),
            sentence="Allowed: {amount}. {words}",
            told="{lead} pays you {amount}.",
        ),
        Transition(
            "refused",
            "Refuse",
            (("received", "refused"),),
            "lead",
            ("amount_given", "reasoned"),
            sentence="Refused. {words}",
            told="{lead} does not pay this, and wrote to you why.",
        ),
        Transition(
            "paid",
            "Paid",
            (("allowed", "paid"),),
            "lead",
            sentence="Paid.",
            told="It is paid.",
        ),
        Transition(
            "withdrawn",
            "The person takes it back",
            (("received", "withdrawn"),),
            "lead",
            ("words_given",),
            sentence="The person took it back: {words}",
            told="You took it back.",
        ),
        Transition(
            "raised",
            "Raise what is overdue",
            (("received", "received"),),
            "job",
            ("is_overdue",),
            sentence="Overdue: it was due on {due}.",
        ),
    ),
    guards=GUARDS,
)
