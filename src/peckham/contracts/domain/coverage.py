"""Whether what a contract says is subcontracted is: line by line, gaps and double cover named."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

type Found = Literal["covered", "not covered", "covered twice", "not to be subcontracted"]


@dataclass(frozen=True, slots=True)
class Covered:
    """One service, and by whom it is done under subcontracts that are active on the day."""

    service: str
    found: Found
    by: tuple[str, ...]


def coverage(
    to_be_subcontracted: Iterable[str], active: Iterable[tuple[str, str]]
) -> tuple[Covered, ...]:
    """Compare the lines that are to be subcontracted with the subcontracts that are active.

    Args:
        to_be_subcontracted: Services whose delivery on the day is "subcontract".
        active: Of each active subcontract of the contract itself: service and subcontractor.

    Returns:
        Each service once, in alphabetical order, those that nobody meant to subcontract too.
    """
    wanted = set(to_be_subcontracted)
    done: dict[str, list[str]] = {}
    for service, subcontractor in active:
        done.setdefault(service, []).append(subcontractor)
    return tuple(
        Covered(
            service, _found(service in wanted, done.get(service, [])), tuple(done.get(service, []))
        )
        for service in sorted(wanted | set(done))
    )


def _found(wanted: bool, by: list[str]) -> Found:
    if not wanted:
        return "not to be subcontracted"
    if not by:
        return "not covered"
    return "covered" if len(by) == 1 else "covered twice"
