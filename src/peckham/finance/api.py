"""The front door of finance: what other rooms may use, one module for each topic.

`attributing` divides a year's difference from its contract among its factors and their owners.
`baselines` proposes, decides on and reads what a year should cost. `parties` says whose money a
contract is; `lists` are the lists that it is paid for, and `payments` what is paid. `settlements`
agrees how it shares risk and settles its years, by the terms of `sharing`; `exposure` is what each
side could gain or lose, before anybody signs.
`recharges` is what staff lent to a hub cost whoever runs it.
`activity` is what was done, under pseudonyms; `statements` what it comes to, by provider and month.
All count people in the same `bands`.
"""

from peckham.finance import (
    activity,
    attributing,
    bands,
    baselines,
    exposure,
    lists,
    parties,
    payments,
    recharges,
    settlements,
    sharing,
    statements,
)

__all__ = [
    "activity",
    "attributing",
    "bands",
    "baselines",
    "exposure",
    "lists",
    "parties",
    "payments",
    "recharges",
    "settlements",
    "sharing",
    "statements",
]
