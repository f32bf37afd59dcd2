"""What becomes of a proposed change, and what a change of people or services has to say."""

from collections.abc import Collection, Iterable, Set

from peckham.contracts.domain.facts import Decision
from peckham.contracts.domain.predicates.decisions import flaw
from peckham.contracts.domain.stated import Parts
from peckham.kernel import Refused


class NotRepriced(Refused):
    """The change adds or drops people or services, and says nothing of the price."""


def became(
    decisions: Iterable[Decision], commissioners: Collection[str], *, proposer: str
) -> bool | None:
    """Say what became of a variation: agreed, refused, or not decided yet (rule 65).

    Args:
        decisions: Committees' decisions on it, oldest first.
        commissioners: Whoever has to agree.
        proposer: Who proposed it, and so cannot decide.

    Returns:
        True once each commissioner's latest rightly made decision agrees; False once one refuses.
    """
    latest = {
        one.commissioner: one.outcome != "refused"
        for one in decisions
        if one.outcome == "refused" or not flaw(one, proposer)
    }
    if not all(latest.values()):
        return False
    return True if commissioners and set(commissioners) <= set(latest) else None


def check_priced(parts: Parts, *, codes: Set[str], services: Set[str], has_price: bool) -> None:
    """Refuse a change of people or services without its price (rules 6 and 13).

    Args:
        parts: What the change states.
        codes: Whom the contract covers now.
        services: What it has in scope now.
        has_price: Whether a price is agreed now.

    Raises:
        NotRepriced: Naming what changes.
    """
    if not has_price or parts.terms is not None:
        return
    new = {line.service for line in parts.scope or () if line.status == "in"}
    if parts.people is not None and set(parts.people) != codes:
        raise _not_repriced("Whom the contract covers", rule=13)
    if parts.scope is not None and new != services:
        raise _not_repriced("What is in scope", rule=6)


def _not_repriced(what: str, *, rule: int) -> NotRepriced:
    return NotRepriced(
        f"{what} would change, and the price is not stated.",
        why="A change of people or services is priced anew from its first day.",
        rule=rule,
        remedy="State the terms with it, with the value of each year.",
        field="terms",
    )
