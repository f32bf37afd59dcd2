"""Settled years under one name of the api: terms of sharing risk, settlements, what is posted.

`propose_terms` and `answer_terms` agree how a contract shares; `propose`, `answer` and `post`
settle a year by it; `settle` works one out from its inputs alone. `share` is the calculator.
"""

from peckham.finance.actions.posting_shared import NothingShared, post
from peckham.finance.actions.settlement_refusals import NoAgreedTerms
from peckham.finance.actions.settling import (
    answer,
    answer_terms,
    propose,
    propose_terms,
    side_of,
)
from peckham.finance.domain.settlement import Inputs, Origin, Settled, settle
from peckham.finance.domain.sharing import Shared, Sharing
from peckham.finance.domain.sharing import shared as share
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
    "Inputs",
    "NoAgreedTerms",
    "NothingShared",
    "Origin",
    "Settled",
    "SettlementView",
    "Shared",
    "Sharing",
    "TermsView",
    "answer",
    "answer_terms",
    "inputs_of",
    "post",
    "propose",
    "propose_terms",
    "settle",
    "settlement",
    "settlements",
    "share",
    "side_of",
    "terms_of",
    "terms_on",
]
