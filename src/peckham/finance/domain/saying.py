"""Why each line of a payment is there, in words that both sides can check."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from peckham.finance.domain.schedule import PaymentLine

_WORDS: Final[Mapping[str, str]] = {
    "opening": "{whom}: {after:,} people, an equal part of what the year opened with",
    "joined": "{whom} joined on {on} with {after:,} people: {days}",
    "left": "{whom} left on {on} with {before:,} people: {days}",
    "list": "{whom}: {after:,} people at the cut-off of {on}, {before:,} before: {days}",
    "price": "Baseline {whom} counts from {on}: {days}",
    "variation": "{whom}, from {on}: {days}",
    "incentive": "Earned: {whom}",
}


def why(line: PaymentLine, names: Mapping[str, str]) -> str:
    """Say why a line is paid.

    Args:
        line: The line.
        names: Names of practices by code; what has none is called by its code.
    """
    days = f"{line.days} day" if line.days == 1 else f"{line.days} days"
    return _WORDS[line.cause].format(
        whom=names.get(line.whom, line.whom),
        on=long_day(line.on),
        before=line.before,
        after=line.after,
        days=days,
    )


def long_day(on: date) -> str:
    """Write a day as people do."""
    return f"{on:%-d %B %Y}"
