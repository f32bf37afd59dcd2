"""What an account is, apart from what was posted to it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChartAccount:
    """An account as a chart names it.

    Args:
        code: Its code, such as "1200".
        name: What it is called.
        kind: "asset", "liability", "income" or "expense".
        ring: "gp_core" for a practice's core contract (rule 38), else "".
    """

    code: str
    name: str
    kind: str
    ring: str = ""
