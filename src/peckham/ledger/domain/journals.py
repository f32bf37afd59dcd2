"""What is written down when money moves, before it is: whole pence, two sides, nothing left."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from peckham.kernel import Refused

type Origin = Literal["commissioner", "provider", "integrator", "neighbourhood", "practice"]


class NotWholePence(Refused):
    """An amount is not a whole number of pence."""


class NotBalanced(Refused):
    """What is debited is not what is credited, in whole or in one of the funds."""


class NothingMoves(Refused):
    """A journal has fewer than two postings, or one of nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """One side of a movement.

    Args:
        account: Code of an account of these books.
        pence: Above zero a debit, below zero a credit; never 0.
        fund: Code of the fund whose money it is, or "" for the organisation's own.
        principle_id: The principle of the fund that a spending cites.
        contract: Reference of the contract it is for.
        service_line: The service it is for.
        neighbourhood_code: The neighbourhood it is for.
        recipient: Who was paid, by name.
        recipient_sector: The sector of whoever was paid in the end.
        priority: The priority that it serves.

    Raises:
        NotWholePence: If the amount is no whole number.
        NothingMoves: If it is 0.
    """

    account: str
    pence: int
    fund: str = ""
    principle_id: int | None = None
    contract: str = ""
    service_line: str = ""
    neighbourhood_code: str = ""
    recipient: str = ""
    recipient_sector: str = ""
    priority: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.pence, int) or isinstance(self.pence, bool):
            raise NotWholePence(
                f"{self.pence!r} for {self.account} is not in whole pence.",
                remedy="Write £12.34 as 1234.",
            )
        if self.pence == 0:
            raise NothingMoves(f"Nothing is posted to {self.account}.", remedy="Leave it out.")

    def body(self, number: int) -> dict[str, object]:
        """Give what it says, without what it leaves open, as the line with this number."""
        told = {name: value for name in _PARTS if (value := getattr(self, name))}
        told["line"] = number
        return told


_PARTS = (
    "account",
    "pence",
    "fund",
    "principle_id",
    "contract",
    "service_line",
    "neighbourhood_code",
    "recipient",
    "recipient_sector",
    "priority",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A journal as it is asked for.

    Args:
        books_id: Key of the organisation in whose books it is written.
        key: Makes a repeated request harmless: one journal for each key.
        origin: In what part the organisation acts.
        occurred_on: The day on which it happened.
        words: What happened, for a reader.
        lines: Its postings; they sum to nothing, fund by fund.
        voucher: Reference of the paper that shows it.
        reverses_id: The journal that it takes back.

    Raises:
        NotBalanced: Naming the fund and by how much.
        NothingMoves: If there are fewer than two lines.
    """

    books_id: int
    key: str
    origin: Origin
    occurred_on: date
    words: str
    lines: tuple[Line, ...]
    voucher: str = ""
    reverses_id: int | None = None

    def __post_init__(self) -> None:
        if len(self.lines) < 2:
            raise NothingMoves("A journal has two postings at least.")
        for fund, pence in _sums(self.lines).items():
            if pence:
                of = f"of the fund {fund}" if fund else "outside any fund"
                raise NotBalanced(
                    f"The postings {of} leave {pence} pence over.",
                    why="Every pound moves from one account to another.",
                    remedy="Debits above zero and credits below zero sum to nothing.",
                )

    def body(self) -> str:
        """Write all that is asked as JSON, as the books take it: the same for the same entry."""
        told = {name: getattr(self, name) for name in _HEADS}
        told["occurred_on"] = self.occurred_on.isoformat()
        told["lines"] = [line.body(number) for number, line in enumerate(self.lines, start=1)]
        return json.dumps(told, separators=(",", ":"))


_HEADS = ("books_id", "key", "origin", "occurred_on", "words", "voucher", "reverses_id")


def reversal(
    lines: Iterable[Line],
    *,
    books_id: int,
    of_id: int,
    key: str,
    origin: Origin,
    occurred_on: date,
    words: str,
) -> Entry:
    """Make the entry that takes a journal back, line by line."""
    return Entry(
        books_id=books_id,
        key=key,
        origin=origin,
        occurred_on=occurred_on,
        words=words,
        lines=tuple(replace(line, pence=-line.pence) for line in lines),
        reverses_id=of_id,
    )


def _sums(lines: Iterable[Line]) -> dict[str, int]:
    sums: defaultdict[str, int] = defaultdict(int)
    for line in lines:
        sums[line.fund] += line.pence
    return sums
