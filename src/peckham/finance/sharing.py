"""Sharing a result under one name of the api: terms, calculator, and what chance alone does.

`share` shares a result by `Sharing`, step by step; `smallest_effect` says how small an effect so
many people can show, and `chance_part` how far a year may lie from its contract by chance.
"""

from peckham.finance.domain.beside import chance_part
from peckham.finance.domain.detectability import Seen, smallest_effect
from peckham.finance.domain.sharing import CapBelowBand, NotAPart, Shared, Sharing
from peckham.finance.domain.sharing import shared as share
from peckham.finance.queries.uplifts import seen_on

__all__ = [
    "CapBelowBand",
    "NotAPart",
    "Seen",
    "Shared",
    "Sharing",
    "chance_part",
    "seen_on",
    "share",
    "smallest_effect",
]
