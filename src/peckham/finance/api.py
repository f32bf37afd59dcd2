"""The front door of finance: what other rooms may use, one module for each topic.

`attributing` divides a year's difference from its contract among its factors and their owners.
"""

from peckham.finance import attributing

__all__ = [
    "attributing",
]
