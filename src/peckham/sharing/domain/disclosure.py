"""Disclosure control: how a count of people is shown so that nobody is found in a small one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


class NoMethodInForce(ValueError):
    """The reference data say nothing for this day."""


@dataclass(frozen=True, slots=True)
class Method:
    """How counts are shown.

    Args:
        hidden_up_to: Counts from 1 to this are not shown.
        rounded_to: Every other count is rounded to the nearest multiple of this.
    """

    hidden_up_to: int
    rounded_to: int


@dataclass(frozen=True, slots=True)
class Count:
    """A count as it may be shown.

    Args:
        about: The rounded count; None where it is too small to be shown.
        at_most: What a count that is not shown is at most.
    """

    about: int | None
    at_most: int


def shown(people: int, method: Method) -> Count:
    """Give a count as it may be shown: exact where nobody is counted, hidden where few are.

    Source: NHS England, disclosure control methodology for HES and ECDS (data/disclosure.toml).

    >>> [shown(n, Method(hidden_up_to=7, rounded_to=5)).about for n in (0, 1, 7, 8, 12, 13)]
    [0, None, None, 10, 10, 15]
    """
    if 0 < people <= method.hidden_up_to:
        return Count(None, method.hidden_up_to)
    half = method.rounded_to // 2
    return Count((people + half) // method.rounded_to * method.rounded_to, method.hidden_up_to)


def method_in_force(methods: Iterable[Mapping[str, Any]], *, on: date) -> Method:
    """Give the newest method that has begun.

    Args:
        methods: Rows with `from_on`, `hidden_up_to` and `rounded_to`.
        on: The day.

    Raises:
        NoMethodInForce: If none has begun.
    """
    begun = [row for row in methods if row["from_on"] <= on]
    if not begun:
        raise NoMethodInForce(f"No method of disclosure control is in force on {on}.")
    newest = max(begun, key=lambda row: row["from_on"])
    return Method(newest["hidden_up_to"], newest["rounded_to"])
