"""Whether a neighbourhood plan may be adopted: what rule 43 asks for, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from peckham.kernel import Refused

MISSING_WORDS = {
    "decision": "a decision: which body, on which day, under which reference",
    "involvement": "an involvement record: who was asked, when, how, and what they said",
    "answers": "an answer to every question that the public put",
    "networks": "what becomes of every network: kept, merged or mapped",
}


class NotYetDecided(Refused):
    """The plan lacks something that rule 43 asks for before a plan is adopted."""

    def __init__(self, name: str, missing: Sequence[str]) -> None:
        super().__init__(
            f"“{name}” is not adopted yet: it lacks"
            f" {'; '.join(MISSING_WORDS[each] for each in missing)}.",
            why="People are involved in plans for their care before these are decided"
            " (NHS Act 2006, section 14Z45).",
            rule=43,
            remedy="Write down what is missing, then adopt the plan.",
            who="planner",
        )


@dataclass(frozen=True, slots=True)
class StandingRecord:
    """What is written down about a plan so far.

    Args:
        involvements: On how many occasions people were asked.
        unanswered: Questions of the public without an answer.
        networks_unstated: Names of the place's networks of which nothing is stated.
    """

    involvements: int
    unanswered: tuple[str, ...]
    networks_unstated: tuple[str, ...]


def missing_for_adoption(record: StandingRecord) -> tuple[str, ...]:
    """List what is missing beside the decision, in the order in which a reader would go.

    >>> missing_for_adoption(StandingRecord(0, ("Why?",), ()))
    ('involvement', 'answers')
    >>> missing_for_adoption(StandingRecord(1, (), ()))
    ()
    """
    there = {
        "involvement": record.involvements > 0,
        "answers": not record.unanswered,
        "networks": not record.networks_unstated,
    }
    return tuple(name for name, is_there in there.items() if not is_there)
