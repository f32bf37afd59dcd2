"""Exposure before signature under one name of the api.

`look` works out what each side could gain or lose in a year, `keep` keeps it for both; `of` and
`kept` read what was kept. `usually_assumed` is what is assumed unless somebody says otherwise.
"""

from peckham.finance.actions.exposing import keep
from peckham.finance.domain.exposure import RISKS, Assumed, Exposed, NotAssumable, Tenths
from peckham.finance.queries.exposures import (
    ExposureView,
    Looked,
    look,
    usually_assumed,
)
from peckham.finance.queries.exposures import exposure as kept
from peckham.finance.queries.exposures import exposures as of

__all__ = [
    "RISKS",
    "Assumed",
    "Exposed",
    "ExposureView",
    "Looked",
    "NotAssumable",
    "Tenths",
    "keep",
    "kept",
    "look",
    "of",
    "usually_assumed",
]
