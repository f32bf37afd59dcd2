"""Which of a person's objections count for which purpose, from data/objections.toml."""

from collections.abc import Iterable
from dataclasses import dataclass

from peckham.infra import reference


@dataclass(frozen=True, slots=True)
class OptOuts:
    """What a purpose honours.

    Args:
        purpose: The purpose.
        honoured: Kinds of objection (OBJECTION_KINDS) that keep a person's record out of it.
        not_honoured: Why another does not count, or "" where all do.
    """

    purpose: str
    honoured: tuple[str, ...]
    not_honoured: str


def opt_outs_for(purposes: Iterable[str]) -> tuple[OptOuts, ...]:
    """Give what each of these purposes honours, in their order.

    >>> [entry.honoured for entry in opt_outs_for(["direct care"])]
    [('refusal_to_share',)]
    """
    return tuple(_opt_outs(purpose) for purpose in purposes)


def _opt_outs(purpose: str) -> OptOuts:
    objections = reference.table("objections.toml")
    honoured = tuple(kind for kind, facts in objections.items() if purpose in facts["closes"])
    why = (
        str(exempt["why"])
        for kind, facts in objections.items()
        if kind not in honoured
        for exempt in facts["exempt"]
        if exempt["use"] == purpose
    )
    return OptOuts(purpose, honoured, " ".join(why))
