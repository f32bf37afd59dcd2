"""A process that posts and closes books until it is killed: `python -m … JOURNAL BOOKS NAME`.

It writes down what it was told after each commit. When it starts again it begins with what had no
answer, under the same key.
"""

import json
import sys
import time
from datetime import date, timedelta
from functools import partial
from itertools import count
from pathlib import Path

import django

FIRST, A_DAY = date(2020, 1, 1), 4
PAUSE_SECONDS = 0.05


def main(journal: Path, books: dict[str, int], name: str) -> None:
    from tests.integration.faults.door import with_patience

    told = [line.split() for line in journal.read_text(encoding="utf-8").splitlines()]
    number = sum(1 for words in told if words[0] == name)
    with journal.open("a", buffering=1, encoding="utf-8") as file:
        for turn in count(number):
            answer = with_patience(partial(post, books, f"{name}-{turn}", turn))
            file.write(f"{name} {turn} {answer}\n")
            if turn % A_DAY == 0:
                with_patience(partial(close, books, turn))
            time.sleep(PAUSE_SECONDS)


def post(books: dict[str, int], key: str, number: int) -> str:
    """Post a journal of its day, or be told that the other till closed that day."""
    from peckham.infra import clock
    from peckham.infra.scope import open_scope
    from peckham.kernel import Refused
    from peckham.ledger import api as ledger

    lines = (ledger.Line("1000", 100 + number), ledger.Line("4000", -100 - number))
    entry = ledger.Entry(books["books"], key, "provider", day_of(number), "At the till", lines)
    scope = scope_of(books, clock.now())
    try:
        with open_scope(scope):
            return str(ledger.post(entry, by=scope.actor, at=scope.at))
    except Refused:
        return "closed"


def close(books: dict[str, int], number: int) -> None:
    """Close the books through the day before, unless the other till did."""
    from peckham.infra import clock
    from peckham.infra.scope import open_scope
    from peckham.kernel import Refused
    from peckham.ledger import api as ledger

    scope = scope_of(books, clock.now())
    through = day_of(number) - timedelta(days=2)
    try:
        with open_scope(scope):
            ledger.close_period(
                books_id=books["books"], through_on=through, by=scope.actor, at=scope.at
            )
    except Refused:
        return


def day_of(number: int) -> date:
    return FIRST + timedelta(days=number // A_DAY)


def scope_of(books, at):
    from peckham.infra.scope import Scope
    from peckham.kernel import Actor

    actor = Actor("staff", str(books["account"]), "Till")
    return Scope(
        actor, "payment", at, books["account"], "finance_officer", books["books"], books["team"],
        (books["team"],),
    )  # fmt: skip


if __name__ == "__main__":
    django.setup()
    main(Path(sys.argv[1]), json.loads(sys.argv[2]), sys.argv[3])
