"""The front door of finance: what other rooms may use, one module for each topic.

`attributing` divides a year's difference from its contract among its factors and their owners.
`parties` says whose money a contract is.
"""

from peckham.finance import attributing, parties

__all__ = [
    "attributing",
    "parties",
]
