"""The lists that contracts are paid for: one name of the room's front door."""

from peckham.finance.actions.lists import take_list
from peckham.finance.domain.snapshot import (
    ListCell,
    Snapshot,
    check_unchanged,
    differences,
    digest_of,
    snapshot,
)
from peckham.finance.queries.lists import (
    ListKept,
    ListsOf,
    ListTaken,
    NoSuchList,
    list_taken,
    lists_of,
    lists_taken,
    snapshot_on,
)

__all__ = [
    "ListCell",
    "ListKept",
    "ListTaken",
    "ListsOf",
    "NoSuchList",
    "Snapshot",
    "check_unchanged",
    "differences",
    "digest_of",
    "list_taken",
    "lists_of",
    "lists_taken",
    "snapshot",
    "snapshot_on",
    "take_list",
]
