"""What the database refuses about money, in words that whoever is refused can read."""

from contextlib import AbstractContextManager
from typing import Any, Final

from peckham.infra.refusing import refusing, state_of
from peckham.kernel import Refused


class BooksClosed(Refused):
    """The day lies in a period that is closed, or the period cannot be closed yet."""


class NotOnThisDay(Refused):
    """Something would have happened after it was written down."""


class CannotReverse(Refused):
    """What was not posted here is not taken back, and nothing is taken back in part or twice."""


class JournalClosed(Refused):
    """A posting would be added to a journal that is written down already."""


class SettledAlready(Refused):
    """A journal was posted, or came to nothing, before."""


class OtherBooks(Refused):
    """An account or a fund belongs to another organisation's books."""


class UnknownAccount(Refused):
    """These books have no such account, or there is no such fund."""


class UsedKey(Refused):
    """The key of a request was used for another one."""


class NotYourBooks(Refused):
    """Somebody else keeps these books, or is a partner in this fund."""


class RingFenced(Refused):
    """The core accounts of a practice are not for an integrator or a neighbourhood."""


class NoFunding(Refused):
    """Something would be committed with no source of funding."""


class NotTheirsToKeep(Refused):
    """Money held for others would be the holder's own income or expense."""


class NoPrinciple(Refused):
    """A spending cites no principle that the partners have ratified."""


class OwnSpending(Refused):
    """Whoever holds the money would approve its own spending of it."""


class NotForRatifying(Refused):
    """Principles are ratified by partners, as they were written; a change is another version."""


class NotEnough(Refused):
    """A restricted fund has less than this, with what is pending counted."""


_REFUSALS: Final[dict[str, tuple[type[Refused], dict[str, Any]]]] = {
    "PK201": (BooksClosed, {"remedy": "Post it to a day that is open, and say which day it was."}),
    "PK202": (NotOnThisDay, {"remedy": "Write it down once it has happened."}),
    "PK203": (CannotReverse, {"remedy": "Look at the journal as it stands."}),
    "PK204": (JournalClosed, {"remedy": "Write another journal."}),
    "PK205": (OtherBooks, {"remedy": "Choose an account of these books."}),
    "PK207": (BooksClosed, {"remedy": "Look at what is pending, and at the last day closed."}),
    "PK209": (NotYourBooks, {"who": "a finance officer of that organisation"}),
    "PK210": (UsedKey, {"remedy": "Use another key for another journal."}),
    "PK211": (UnknownAccount, {"remedy": "Open it first, or check its code."}),
    "PK238": (RingFenced, {"rule": 38, "remedy": "Choose another account."}),
    "PK242": (NoFunding, {"rule": 42, "remedy": "Name the fund."}),
    "PK249": (NotTheirsToKeep, {"rule": 49, "remedy": "Post it against what is owed."}),
    "PK250": (NoPrinciple, {"rule": 50, "remedy": "Cite one, or have the partners ratify it."}),
    "PK251": (OwnSpending, {"rule": 50, "who": "a partner who does not hold the money"}),
    "PK252": (NotForRatifying, {"rule": 50, "remedy": "Write another version."}),
}


# What a constraint or a policy refuses, by state and by what its message names.
_BY_CONSTRAINT: Final[dict[tuple[str, str], tuple[type[Refused], dict[str, Any]]]] = {
    ("42501", "row-level security"): (NotYourBooks, {
        "what": "Only whoever keeps these books writes in them.",
        "who": "a finance officer of that organisation",
    }),
    ("23514", "ledger_restricted_fund_not_below_zero"): (NotEnough, {
        "what": "The fund has less than this, with what is pending counted.",
        "why": "A restricted fund never goes below zero.",
        "rule": 48,
        "remedy": "Look at what is pending, or ask for less.",
    }),
    ("23505", "ledger_journaloutcome_journal_id"): (SettledAlready, {
        "what": "This was posted, or came to nothing, already.",
        "remedy": "See the journal as it stands.",
    }),
    ("23505", "reverses_id"): (CannotReverse, {
        "what": "This was taken back already.",
        "remedy": "See the journal that did.",
    }),
}  # fmt: skip


def refusals() -> AbstractContextManager[None]:
    """Turn what the database refuses about money into a refusal; leave other errors a fault.

    Raises:
        Refused: The one that fits.
    """
    return refusing(lambda error: refusal_of(state_of(error), str(error.__cause__)))


def refusal_of(state: str, words: str) -> Refused | None:
    """Give the refusal that fits what the database said, or None where it is a fault.

    Args:
        state: The SQLSTATE.
        words: Its message, of which the first line is our own sentence where the law is ours.
    """
    if state in _REFUSALS:
        kind, rest = _REFUSALS[state]
        return kind(words.splitlines()[0], **rest)
    for (at, named), (kind, told) in _BY_CONSTRAINT.items():
        if at == state and named in words:
            return kind(**told)
    return None
