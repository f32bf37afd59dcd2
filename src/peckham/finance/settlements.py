"""Settled years under one name of the api: terms of sharing risk, settlements, what is posted.

`propose_terms` and `answer_terms` agree how a contract shares; `propose`, `answer` and `post`
settle a year by it; `settle` works one out from its inputs alone. `share` is the calculator.
"""

from peckham.finance.actions.posting_shared import NothingShared, post
from peckham.finance.actions.settling import (
    answer,
    answer_terms,
    propose,
    propose_terms,
    side_of,
)
from peckham.finance.domain.beside import Beside
from peckham.finance.domain.settlement import Inputs, Origin, Settled, settle
from peckham.finance.queries.settled_inputs import Told, gather
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
    "Inputs",
    "NothingShared",
    "Origin",
    "Settled",
    "SettlementView",
    "TermsView",
    "Told",
    "answer",
    "answer_terms",
    "gather",
    "inputs_of",
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
