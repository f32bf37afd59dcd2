"""What the conditions of a complaint look at, and the one response to it."""

from dataclasses import dataclass, field
from datetime import date

from peckham.contracts.domain.duties.clocks import Clocks
from peckham.contracts.domain.duties.complaint import Body, Complaint
from peckham.contracts.domain.duties.ombudsmen import Ombudsman


@dataclass(frozen=True, slots=True)
class Response:
    """The one response to a complaint.

    Args:
        explanation: How it was looked into.
        conclusions: What was found.
        actions: What is done about it, or why nothing is.
        ombudsman: Code of the Ombudsman to whom the person may go.
        signed_by: Who signs it.
        position: As what: the responsible person, or who signs for them.
    """

    explanation: str
    conclusions: str
    actions: str
    ombudsman: str
    signed_by: str
    position: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the conditions look at; what one does not use stays as it is here."""

    on: date
    complaint: Complaint
    clocks: Clocks
    ombudsman: Ombudsman
    not_answered_by_icb: tuple[str, ...] = ()
    words: str = ""
    offers_discussion: bool = False
    until: date | None = None
    agreed_with_person: bool = False
    body: Body | None = None
    lead_id: int | None = None
    response: Response | None = None
    agreeing: frozenset[int] = field(default_factory=frozenset)


def due_after(kind: str, facts: Facts) -> date | None:
    """Give the day that is due once something has happened; None leaves the one that is due.

    An acknowledgement opens the months in which an answer is due; then the day is what was agreed,
    or what the letter says that explains why it is late.
    """
    if kind == "acknowledged":
        return facts.clocks.explain_by(facts.complaint.received_on)
    return facts.until if kind in ("period_agreed", "explained") else None
