"""Reads the reference files of care."""

from functools import cache

from peckham.care.domain.outcomes import Outcome
from peckham.infra import reference


@cache
def outcomes() -> tuple[Outcome, ...]:
    """Give what `complete` may be told came of a request, in the order of the form."""
    return tuple(
        Outcome(row["code"], row["words"], row["meets_need"] == "yes")
        for row in reference.rows("outcomes.csv")
    )
