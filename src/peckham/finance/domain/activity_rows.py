"""Rows of a file of activity, one by one: a row that can be taken in, or what is wrong with it.

A file says nothing of a person but the sender's own pseudonym; an NHS number is refused.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

from peckham.finance.domain.activity import WEIGHT_PARTS
from peckham.kernel import InvalidNhsNumber, NhsNumber, Period, Refused

COLUMNS: Final = {
    "event_id": "The sender's own key of the event, for ever; letters, digits and . _ : - alone",
    "occurred_on": "The day, as 2026-11-22",
    "provider": "ODS code of the organisation that did it",
    "service": "Code of the service, of those in the contract's scope",
    "patient": "The sender's own pseudonym of the person; never an NHS number",
    "band": "Band of age, sex and fifth of deprivation, as in 18-64/female/1",
    "practice": "ODS code of the person's practice, or unknown",
    "neighbourhood": "Code of the person's neighbourhood, or unknown",
    "weight": "What it counts for at the unit price: 0 or more, four decimals at most; 1 is usual",
    "status": "Empty, or withdrawn where it never happened",
}
ERRORS_MAX = 100
_HEADER = ",".join(COLUMNS)
_KEY = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_WEIGHT_MAX = 10_000


class NotActivity(Refused):
    """A file is no file of activity: its columns or its letters are others."""


class BadCell(ValueError):
    """A cell means nothing here; the words say what would."""


class RowError(NamedTuple):
    """What is wrong with a row: its number in the file (the header is 1), the column, the words."""

    row: int
    column: str
    words: str


class StagedRow(NamedTuple):
    """A row that can be taken in, with the keys of what it names."""

    line: int
    source_event: str
    patient: str
    provider_id: int
    service_id: int
    band_id: int
    practice_id: int
    neighbourhood_id: int
    occurred_on: date
    weight_parts: int
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """What rows of a contract may name.

    Args:
        term: The contract's days; its end is the first day after it, or None.
        today: No event is of a later day.
        providers: Keys of organisations by ODS code.
        services: Codes of the services in scope.
        bands: Codes of bands.
        key_of: Gives the key of a word: its kind, such as "practice", and the word.
    """

    term: Period
    today: date
    providers: Mapping[str, int]
    services: Collection[str]
    bands: Collection[str]
    key_of: Callable[[str, str], int]


class _Read[Value](dict[str, Value]):
    """What a cell means, worked out once for each text: most texts come again and again."""

    def __init__(self, meaning: Callable[[str], Value]) -> None:
        super().__init__()
        self.meaning = meaning

    def __missing__(self, text: str) -> Value:
        self[text] = found = self.meaning(text)
        return found


class Reader:
    """Reads rows in the order of `COLUMNS`, of a contract's ground."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.days = _Read(self._day)
        self.providers = _Read(self._provider)
        self.services = _Read(self._service)
        self.bands = _Read(self._band)
        self.practices = _Read(self._named("practice"))
        self.neighbourhoods = _Read(self._named("neighbourhood"))
        self.weights = _Read(_weight)
        self.statuses = {"": False, "withdrawn": True}

    def read(self, number: int, cells: Sequence[str]) -> StagedRow | None:
        """Give the row, or None where something is wrong with it, which `explain` says."""
        try:
            event, day, provider, service, patient, band, practice, home, weight, status = cells
            if _KEY.fullmatch(event) is None:
                return None
            return StagedRow(
                number, event, _patient(patient), self.providers[provider],
                self.services[service], self.bands[band], self.practices[practice],
                self.neighbourhoods[home], self.days[day], self.weights[weight],
                self.statuses[status],
            )  # fmt: skip
        except (BadCell, KeyError, ValueError):
            return None

    def explain(self, number: int, cells: Sequence[str]) -> Iterator[RowError]:
        """Say everything that is wrong with a row."""
        if len(cells) != len(COLUMNS):
            yield RowError(number, "", f"There are {len(cells)} cells, not {len(COLUMNS)}.")
            return
        meanings: tuple[Callable[[str], object], ...] = (
            _key, self._day, self._provider, self._service, _patient, self._band,
            self._named("practice"), self._named("neighbourhood"), _weight, _status,
        )  # fmt: skip
        for column, text, meaning in zip(COLUMNS, cells, meanings, strict=True):
            try:
                meaning(text)
            except BadCell as wrong:
                yield RowError(number, column, str(wrong))

    def _day(self, text: str) -> date:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise BadCell(f"{text!r} is no day; write it as 2026-11-22.") from None
        if day.isoformat() != text:
            raise BadCell(f"{text!r} is written otherwise than 2026-11-22.")
        if day > self.ground.today:
            raise BadCell(f"{text} is still to come.")
        if not self.ground.term.contains(day):
            raise BadCell(f"{text} lies outside the contract's term.")
        return day

    def _provider(self, text: str) -> int:
        if text not in self.ground.providers:
            raise BadCell(f"No organisation here has the ODS code {text!r}.")
        return self.ground.providers[text]

    def _service(self, text: str) -> int:
        if text not in self.ground.services:
            raise BadCell(f"{text!r} is no service in the contract's scope.")
        return self.ground.key_of("service", text)

    def _band(self, text: str) -> int:
        if text not in self.ground.bands:
            raise BadCell(f"{text!r} is no band; write it as in 18-64/female/1, or with unknown.")
        return self.ground.key_of("band", text)

    def _named(self, kind: str) -> Callable[[str], int]:
        def key(text: str) -> int:
            _key(text)
            return self.ground.key_of(kind, text)

        return key


def check_header(cells: Sequence[str]) -> None:
    """Refuse a file whose first line is another one.

    Raises:
        NotActivity: Saying which columns are wanted.
    """
    if tuple(cells) != tuple(COLUMNS):
        raise NotActivity(
            "The first line does not name the columns of activity.",
            why=f"It says: {','.join(cells)[:200] or 'nothing'}.",
            remedy=f"The first line is: {_HEADER}",
        )


def read_all(
    reader: Reader, numbered: Iterable[tuple[int, Sequence[str]]]
) -> Iterator[StagedRow | RowError]:
    """Read rows; of those that are wrong, say why of so many that they can be mended."""
    wrong = 0
    for number, cells in numbered:
        row = reader.read(number, cells)
        if row is not None:
            yield row
            continue
        for error in reader.explain(number, cells):
            wrong += 1
            yield error
        if wrong >= ERRORS_MAX:
            return


def _key(text: str) -> str:
    if _KEY.fullmatch(text) is None:
        raise BadCell(f"{text[:70]!r} is no key: 1 to 64 letters, digits and . _ : - alone.")
    return text


def _patient(text: str) -> str:
    if len(text) == 10 and text.isdigit():
        try:
            NhsNumber(text)
        except InvalidNhsNumber:
            return text
        raise BadCell("This is an NHS number. Send a pseudonym of your own in its place.")
    return _key(text)


def _weight(text: str) -> int:
    try:
        parts = Decimal(text) * WEIGHT_PARTS
        whole = int(parts)
    except (InvalidOperation, ValueError, OverflowError):
        raise BadCell(f"{text!r} is no number; write 1, or 0.85.") from None
    if parts != whole:
        raise BadCell(f"{text} has more than four decimals.")
    if not 0 <= whole <= _WEIGHT_MAX * WEIGHT_PARTS:
        raise BadCell(f"{text} is below zero, or beyond ten thousand.")
    return whole


def _status(text: str) -> bool:
    if text not in ("", "withdrawn"):
        raise BadCell(f"{text!r} means nothing; leave it empty, or write withdrawn.")
    return text == "withdrawn"
