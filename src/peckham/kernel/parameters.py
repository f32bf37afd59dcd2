"""Figures that law, guidance or a contract sets, each from a day and with its source.

No such figure is a constant in code: a rule looks it up by name and day. What could not be read
in the source itself says so (`verified`), and whoever shows the figure can show that beside it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from peckham.kernel.period import Period
from peckham.kernel.refused import Refused

type Value = int | date | tuple[str, ...]

_KEYS = {"from", "until", "value", "document", "clause", "address", "verified", "note"}


class UnknownParameter(Refused):
    """No figure has this name."""


class NoValueYet(Refused):
    """The day lies before the first value of the figure, or where none is in force."""


class UnsortedValues(Refused):
    """The values of a figure are not in the order of their days, or two are in force at once."""


class NoSource(Refused):
    """A value does not say which document it comes from, or whether that was read."""


class BadParameter(Refused):
    """A figure is written in a way that cannot be read."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from.

    Args:
        document: The document by its own name.
        clause: Where in it, or "" where that is not known.
        address: Its web address, or "" where that is not known.
    """

    document: str
    clause: str = ""
    address: str = ""

    def __str__(self) -> str:
        return f"{self.document}, {self.clause}" if self.clause else self.document


@dataclass(frozen=True, slots=True)
class DatedValue:
    """What a figure is on the days of a period; money is whole pence."""

    during: Period
    value: Value
    source: Source
    verified: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure by name, with its values in the order of their days.

    Raises:
        UnsortedValues: If a value begins before the one ahead of it, or before that one ends.
        BadParameter: If there is no value at all.
    """

    name: str
    words: str
    values: tuple[DatedValue, ...]

    def __post_init__(self) -> None:
        if not self.values:
            raise BadParameter(f"{self.name} has no value.", remedy="Add one under `values`.")
        for earlier, later in zip(self.values, self.values[1:], strict=False):
            in_order = earlier.during.start < later.during.start
            if not in_order or earlier.during.overlaps(later.during):
                raise UnsortedValues(
                    f"{self.name}: the value from {later.during.start} does not follow the one "
                    f"from {earlier.during.start}.",
                    remedy="Put values in the order of their days; one ends where the next begins.",
                )

    def on(self, day: date) -> DatedValue:
        """Give the value in force on a day.

        Raises:
            NoValueYet: If none is: a missing figure is never 0, nor a later one's value.
        """
        for dated in self.values:
            if dated.during.contains(day):
                return dated
        raise NoValueYet(
            f"{self.name} has no value on {day}; its first is from {self.values[0].during.start}.",
            remedy="Add the value of that day, with its source, to data/parameters.",
        )


@dataclass(frozen=True, slots=True)
class Parameters:
    """All figures, by name."""

    by_name: Mapping[str, Parameter]

    def on(self, name: str, day: date) -> DatedValue:
        """Look a figure up by name and day.

        Raises:
            UnknownParameter: If no figure has the name.
            NoValueYet: If it has no value on the day.
        """
        if name not in self.by_name:
            raise UnknownParameter(
                f"No figure is called {name}.", remedy="See the names in data/parameters."
            )
        return self.by_name[name].on(day)

    def number(self, name: str, day: date) -> int:
        """Look up a figure that is a whole number: days, months, people, pence.

        Raises:
            BadParameter: If it is something else.
        """
        value = self.on(name, day).value
        if not isinstance(value, int):
            raise BadParameter(f"{name} is no whole number: {value}.")
        return value

    def day(self, name: str, day: date) -> date:
        """Look up a figure that is itself a day, as it is in force on `day`."""
        value = self.on(name, day).value
        if not isinstance(value, date):
            raise BadParameter(f"{name} is no day: {value}.")
        return value

    def words(self, name: str, day: date) -> tuple[str, ...]:
        """Look up a figure that is a list of words."""
        value = self.on(name, day).value
        if not isinstance(value, tuple):
            raise BadParameter(f"{name} is no list: {value}.")
        return value


def parameters(tables: Mapping[str, Mapping[str, Any]]) -> Parameters:
    """Read figures as TOML has them: file name -> name -> `words` and `values`.

    Returns:
        The figures, named `<file>.<name>`.

    Raises:
        BadParameter: If a part is missing, misspelt, or of the wrong type.
        NoSource: If a value names no document, or does not say whether it was verified.
        UnsortedValues: If values are out of order or overlap.
    """
    found = [
        _parameter(f"{file}.{name}", entry)
        for file, entries in tables.items()
        for name, entry in entries.items()
    ]
    return Parameters({parameter.name: parameter for parameter in found})


def _parameter(name: str, entry: Mapping[str, Any]) -> Parameter:
    if set(entry) != {"words", "values"}:
        raise BadParameter(f"{name} needs `words` and `values`, and has {', '.join(entry)}.")
    return Parameter(name, entry["words"], _values(name, entry["values"]))


def _values(name: str, rows: Iterable[Mapping[str, Any]]) -> tuple[DatedValue, ...]:
    """Read the values; one without `until` ends where the next begins."""
    listed = list(rows)
    followed = zip_longest(listed, (row.get("from") for row in listed[1:]))
    return tuple(_value(name, row, following) for row, following in followed)


def _value(name: str, row: Mapping[str, Any], following: date | None) -> DatedValue:
    if not {"from", "value"} <= set(row) <= _KEYS or not isinstance(row["from"], date):
        raise BadParameter(f"{name}: a value needs `from` and `value`; got {', '.join(row)}.")
    start, until, verified = row["from"], row.get("until", following), row.get("verified")
    if not row.get("document") or not isinstance(verified, bool):
        raise NoSource(
            f"{name}: the value from {start} does not say its document and whether it is verified.",
            remedy="Give `document` (and `clause`, `address` where known) and `verified`.",
        )
    if until is not None and until <= start:
        raise UnsortedValues(f"{name}: the value from {start} would end on {until}.")
    source = Source(row["document"], row.get("clause", ""), row.get("address", ""))
    during = Period(start, until)
    return DatedValue(during, _typed(name, row["value"]), source, verified, row.get("note", ""))


def _typed(name: str, value: object) -> Value:
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return tuple(value)
    if isinstance(value, int | date) and not isinstance(value, bool):
        return value
    raise BadParameter(f"{name}: {value!r} is no whole number, day or list of words.")
