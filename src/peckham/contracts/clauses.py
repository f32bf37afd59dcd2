"""Clauses as live tests under one name of the api: judging them, and reading what was found."""

from peckham.contracts.actions.measuring import MEASURING, measure
from peckham.contracts.domain.clauses.clause import BadClause, Clause, Verdict, clauses, judged
from peckham.contracts.domain.clauses.judging import TESTS
from peckham.contracts.domain.clauses.measured import (
    Answers,
    Begun,
    HubServices,
    Measured,
    Told,
)
from peckham.contracts.queries.clauses import ClauseStory, Night, clauses_of

__all__ = [
    "MEASURING",
    "TESTS",
    "Answers",
    "BadClause",
    "Begun",
    "Clause",
    "ClauseStory",
    "HubServices",
    "Measured",
    "Night",
    "Told",
    "Verdict",
    "clauses",
    "clauses_of",
    "judged",
    "measure",
]
