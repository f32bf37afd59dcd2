"""A reader of plain text accounting, written from its published description and not from ours."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

HEAD = re.compile(r"(\d{4}-\d\d-\d\d) ([*!]) (?:\(([^)]*)\) )?(.+)")
LINE = re.compile(r" {4}(\S.*?) {2,}GBP (-?\d+\.\d\d)")
TAG = re.compile(r" +; (\w+): (.*)")


@dataclass
class Transaction:
    """A transaction as an accountant's tool reads it."""

    day: str
    mark: str
    code: str
    words: str
    accounts: list = field(default_factory=list)
    amounts: list = field(default_factory=list)
    tags: list = field(default_factory=list)


def read_journal(text):
    """Read every transaction; what is neither one nor a comment nor a directive is refused."""
    found = []
    for line in text.splitlines():
        if head := HEAD.fullmatch(line):
            day, mark, code, words = head.groups()
            found.append(Transaction(day, mark, code or "", words))
        elif posting := LINE.fullmatch(line):
            found[-1].accounts.append(posting[1])
            found[-1].amounts.append(Decimal(posting[2]))
        elif tag := TAG.fullmatch(line):
            found[-1].tags.append(tag.groups())
        elif line and not line.startswith((";", "commodity ")):
            raise ValueError(f"{line!r} is nothing that an accountant's tool knows.")
    return found
