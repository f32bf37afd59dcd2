"""Inputs of a baseline as files: CSV in and CSV out, each error with its row, nothing half read."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from peckham.finance.domain.baseline.inputs import Activity, Dated, Inputs, OneOff
from peckham.finance.domain.expected import ExpectedCell
from peckham.kernel import Period, Refused

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "outturn": ("service", "from", "until", "pence"),
    "one_offs": ("service", "pence", "reason", "said_by"),
    "people": ("year", "band", "people"),
    "rates": ("service", "band", "rate", "case_mix", "price_pence"),
    "changes": ("of", "service", "from", "change", "source"),
}
OF_PRICES, OF_ACTIVITY = "prices", "activity"
_SHOWN_MAX = 10

type Row = Mapping[str, str]


class FileNotReadable(Refused):
    """A file of inputs lacks a column or has rows that mean nothing; each is named."""


def outturn(text: str, during: Period) -> dict[str, int]:
    """Read what each line cost, in pence, in one year.

    Raises:
        FileNotReadable: Naming each row that is wrong, of another year, or of a line given twice.
    """

    def one(row: Row) -> tuple[str, int]:
        days = (_day(row["from"]), _day(row["until"]))
        if days != (during.start, during.end):
            raise ValueError(
                f"the outturn of {row['from']} to {row['until']} is not that of"
                f" {during.start} to {during.end}"
            )
        return _some(row["service"], "service"), _whole(row["pence"], "pence")

    return _once("outturn", _read("outturn", text, one))


def one_offs(text: str) -> tuple[OneOff, ...]:
    """Read what of the outturn will not come again.

    Raises:
        FileNotReadable: Naming each row that is wrong.
    """

    def one(row: Row) -> OneOff:
        named = (_some(row[name], name) for name in ("service", "reason", "said_by"))
        service, reason, said_by = named
        return OneOff(service, _whole(row["pence"], "pence"), reason, said_by)

    return tuple(_read("one_offs", text, one))


def people(text: str, is_band: Callable[[str], object]) -> dict[int, dict[str, int]]:
    """Read people by year and band.

    Args:
        text: The file.
        is_band: Refuses a code that is no band.

    Raises:
        FileNotReadable: Naming each row that is wrong, or counted twice.
    """

    def one(row: Row) -> tuple[tuple[int, str], int]:
        is_band(row["band"])
        key = (_whole(row["year"], "year"), row["band"])
        return key, _whole(row["people"], "people")

    found: dict[int, dict[str, int]] = {}
    for (year, band), count in _once("people", _read("people", text, one)).items():
        found.setdefault(year, {})[band] = count
    return found


def activity(text: str, is_band: Callable[[str], object], source: str) -> Activity:
    """Read rates, weights and prices by line and band.

    Raises:
        FileNotReadable: Naming each row that is wrong, given twice, or of a second price.
    """
    prices: dict[str, int] = {}

    def one(row: Row) -> tuple[tuple[str, str], ExpectedCell]:
        is_band(row["band"])
        service, price = _some(row["service"], "service"), _whole(row["price_pence"], "price_pence")
        if prices.setdefault(service, price) != price:
            raise ValueError(f"{service} has the prices {prices[service]} and {price}")
        cell = ExpectedCell(_exact(row["rate"], "rate"), _exact(row["case_mix"], "case_mix"))
        return (service, row["band"]), cell

    cells: dict[str, dict[str, ExpectedCell]] = {}
    for (service, band), cell in _once("rates", _read("rates", text, one)).items():
        cells.setdefault(service, {})[band] = cell
    return Activity(cells, prices, source)


def changes(text: str) -> tuple[tuple[Dated, ...], tuple[Dated, ...]]:
    """Read yearly changes of prices, and of activity a head.

    Raises:
        FileNotReadable: Naming each row that is wrong.
    """

    def one(row: Row) -> tuple[str, Dated]:
        if row["of"] not in (OF_PRICES, OF_ACTIVITY):
            raise ValueError(f"of is {OF_PRICES} or {OF_ACTIVITY}, not {row['of']!r}")
        if row["of"] == OF_PRICES and row["service"]:
            raise ValueError("prices change for all lines: leave service empty")
        dated = Dated(
            _day(row["from"]),
            _exact(row["change"], "change"),
            _some(row["source"], "source"),
            row["service"],
        )
        return row["of"], dated

    found = _read("changes", text, one)
    return (
        tuple(dated for of, dated in found if of == OF_PRICES),
        tuple(dated for of, dated in found if of == OF_ACTIVITY),
    )


def rows_of(inputs: Inputs, part: str) -> Iterable[Sequence[object]]:
    """Give the rows of a part as its file has them, to change and to send again."""
    told, during = inputs.activity, inputs.outturn.during
    if part == "outturn":
        lines = inputs.outturn.lines.items()
        return [(service, during.start, during.end, pence) for service, pence in lines]
    if part == "one_offs":
        return [(one.service, one.pence, one.reason, one.said_by) for one in inputs.one_offs]
    if part == "people":
        lists = inputs.people.lists.items()
        return [(year, band, count) for year, of in lists for band, count in of.items()]
    if part == "rates":
        return [
            (service, band, cell.rate, cell.case_mix, told.prices_pence[service])
            for service, cells in told.cells.items()
            for band, cell in cells.items()
        ]
    dated = [(OF_PRICES, one) for one in inputs.uplifts]
    dated += [(OF_ACTIVITY, one) for one in inputs.trends]
    return [(of, one.service, one.from_on, one.change, one.source) for of, one in dated]


def _read[Value](part: str, text: str, one: Callable[[Row], Value]) -> list[Value]:
    """Read every row, and refuse the file if any is wrong."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    missing = [name for name in COLUMNS[part] if name not in (reader.fieldnames or ())]
    if missing:
        raise _refusal(part, [f"There is no column {', '.join(missing)}."])
    found, wrong = [], []
    for row in reader:
        told = {name: (row[name] or "").strip().removeprefix("'") for name in COLUMNS[part]}
        try:
            found.append(one(told))
        except (ValueError, Refused) as error:
            wrong.append(f"Row {reader.line_num}: {error}.".replace("..", "."))
    if not found and not wrong:
        wrong = ["There is no row below the names of the columns."] if part != "one_offs" else []
    if wrong:
        raise _refusal(part, wrong)
    return found


def _once[Key, Value](part: str, pairs: Iterable[tuple[Key, Value]]) -> dict[Key, Value]:
    found: dict[Key, Value] = {}
    for key, value in pairs:
        if key in found:
            words = key if isinstance(key, str) else ", ".join(map(str, key))  # type: ignore[call-overload]
            raise _refusal(part, [f"{words} stands twice."])
        found[key] = value
    return found


def _refusal(part: str, wrong: Sequence[str]) -> FileNotReadable:
    more = f" And {len(wrong) - _SHOWN_MAX} rows more." if len(wrong) > _SHOWN_MAX else ""
    return FileNotReadable(
        " ".join(wrong[:_SHOWN_MAX]) + more,
        rule=68,
        remedy=f"The columns are {', '.join(COLUMNS[part])}. Nothing was kept.",
        field=part,
    )


def _some(text: str, name: str) -> str:
    if not text:
        raise ValueError(f"{name} is empty")
    return text


def _whole(text: str, name: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"{name} is {text!r}, which is no whole number") from None


def _exact(text: str, name: str) -> Fraction:
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{name} is {text!r}, which is no exact number such as 0.072") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no day such as 2026-04-01") from None
