"""What the database refuses about a contract, in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from peckham.infra.refusing import by_state, refusing
from peckham.kernel import Refused


class ContractRefused(Refused):
    """The books refuse what would be written about the contract."""


_WORDS: dict[str, dict[str, Any]] = {
    "PK101": {
        "what": "What is written down today cannot have happened on a later day.",
        "remedy": "Write it down once it has happened.",
    },
    "PK103": {
        "what": "This is written down by whoever keeps, commissions or holds the contract.",
        "why": "A provider may propose; the commissioner decides.",
        "rule": 65,
        "who": "Its commissioners' contract team.",
    },
    "PK104": {
        "what": "Each GP decides on their own role, as it was offered.",
        "rule": 21,
        "who": "The GP.",
    },
    "PK105": {
        "what": "Commissioners' shares do not sum to 1, or not exactly one co-ordinates.",
        "rule": 4,
        "remedy": "Agree on shares that sum to 1, and on one that co-ordinates.",
    },
    "PK106": {
        "what": "The years do not sum to the total, or a break lies outside the term.",
        "rule": 66,
        "remedy": "Make the years sum to the total, and give each break notice within the term.",
    },
    "PK107": {
        "what": "A contract of its tier covers the same service for the same people and days.",
        "rule": 7,
        "remedy": "Change scope, people or term of one, nest one in the other, or end one.",
    },
    "PK108": {
        "what": "Gates are passed in their order, each once, by a contract that is open.",
        "remedy": "Pass the gate that comes next.",
    },
    "PK109": {
        "what": "Each commissioner's own committee decides first.",
        "why": "On the award it decides with the finished equality assessment before it.",
        "rule": 1,
        "remedy": "Record each committee's decision.",
    },
    "PK110": {
        "what": "What a contract says changes by a variation once it has left draft.",
        "rule": 65,
        "remedy": "Propose a variation.",
    },
    "PK111": {
        "what": "A contract of this kind cannot be held or controlled by a body of that kind.",
        "rule": 60,
        "remedy": "Choose a holder that may, or another kind of contract.",
    },
    "PK113": {
        "what": "No such run was made by that organisation on that day.",
        "rule": 61,
        "remedy": "Name a run that the organisation made.",
    },
    "PK112": {
        "what": "A contract that stands is suspended, resumed or ended from today or later.",
        "remedy": "Choose today or a later day.",
    },
}


@contextmanager
def said_plainly() -> Iterator[None]:
    """Turn what the database refuses into words for the reader; anything else is a fault.

    The laws that wait for the end of the transaction are asked at once, so that a page can say so.
    """
    with refusing(by_state(ContractRefused, _WORDS)):
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS law IMMEDIATE; SET CONSTRAINTS law DEFERRED")
