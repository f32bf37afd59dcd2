"""Journals as plain text accounting, for an accountant's own tools.

Written from the published description of the format, in the part that hledger and Ledger share: a
day, a mark (* posted, ! pending), the voucher in brackets, the words, and for each posting the
account, two spaces and the amount. What else we know follows as tags.
"""

import re
from collections.abc import Iterable, Iterator

from peckham.kernel.money import pounds
from peckham.ledger.domain.listed import JournalRow

_ROOTS = {
    "asset": "assets",
    "liability": "liabilities",
    "income": "income",
    "expense": "expenses",
}
_MARKS = {"posted": "*", "pending": "!"}
_TAGS = ("fund", "contract", "service_line", "neighbourhood_code", "recipient", "recipient_sector",
         "priority")  # fmt: skip


def plain_text(journals: Iterable[JournalRow], *, whose: str, source: str) -> str:
    """Write journals out; one that came to nothing is left out.

    Args:
        journals: In the order in which they are written.
        whose: Whose books they are.
        source: When and from what this was made.
    """
    lines = [f"; Books of {_safe(whose)}", f"; {_safe(source)}", "commodity GBP 1000.00", ""]
    for journal in journals:
        if journal.state in _MARKS:
            lines += [*_journal(journal), ""]
    return "\n".join(lines)


def _journal(journal: JournalRow) -> Iterator[str]:
    code = f"({_safe(journal.voucher).replace(')', ' ')}) " if journal.voucher else ""
    mark = _MARKS[journal.state]
    yield f"{journal.occurred_on.isoformat()} {mark} {code}{_safe(journal.words)}"
    yield f"    ; journal: {journal.public_id}"
    for line in journal.postings:
        name = f"{_ROOTS[line.kind]}:{line.account} {_safe(line.account_name).replace(':', ' ')}"
        yield f"    {name}  GBP {pounds(line.pence)}"
        for tag in _TAGS:
            if value := getattr(line, tag):
                yield f"        ; {tag}: {_safe(str(value)).replace(',', ' ')}"


def _safe(words: str) -> str:
    """Keep somebody's words from being read as a comment, a new line or the end of a name."""
    return re.sub(r"\s+", " ", words.replace(";", ",")).strip()
