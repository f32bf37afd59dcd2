"""What may have come of a request."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of data/outcomes.csv.

    Args:
        code: What is stored.
        words: What people read.
        meets_need: Whether the person got what they asked for; False counts as unmet need.
    """

    code: str
    words: str
    meets_need: bool
