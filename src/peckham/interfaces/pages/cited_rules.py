"""What a rule says and where it is from, for whoever is refused by it."""

from dataclasses import dataclass
from functools import cache

from peckham.infra import reference


@dataclass(frozen=True, slots=True)
class CitedRule:
    """A rule as a refusal shows it: what it says, and the paper that it comes from."""

    number: int
    words: str
    source: str


@cache
def cited_rules() -> dict[int, CitedRule]:
    """Read the 74 rules of data/rules.csv, by number."""
    rows = reference.rows("rules.csv")
    return {
        int(row["number"]): CitedRule(int(row["number"]), row["words"], row["source"])
        for row in rows
    }
