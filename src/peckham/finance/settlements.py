"""Settled years under one name of the api: terms of sharing risk, settlements, what is posted.

`propose_terms` and `answer_terms` agree how a contract shares; `propose`, `answer` and `post`
settle a year by it; `settle` works one out from its inputs alone. `share` is the calculator.
"""

from peckham.finance.actions.posting_shared import post
from peckham.finance.actions.settling import (
    answer,
    answer_terms,
    propose,
    propose_terms,
    side_of,
)
from peckham.finance.domain.beside import Beside
from peckham.finance.domain.settlement import Inputs, Origin, Settled, settle
from peckham.finance.domain.year import Happened, position_of
from peckham.finance.queries.settled_inputs import (
    Told,
    gather,
    homes_of_practices,
    lists_over,
    people_of,
)
from peckham.finance.queries.settlements import (
    SettlementView,
    TermsView,
    inputs_of,
    settlement,
    settlements,
    terms_of,
    terms_on,
)

__all__ = [
    "Beside",
    "Happened",
    "Inputs",
    "Origin",
    "Settled",
    "SettlementView",
    "TermsView",
    "Told",
    "answer",
    "answer_terms",
    "gather",
    "homes_of_practices",
    "inputs_of",
    "lists_over",
    "people_of",
    "position_of",
    "post",
    "propose",
    "propose_terms",
    "settle",
    "settlement",
    "settlements",
    "side_of",
    "terms_of",
    "terms_on",
]
