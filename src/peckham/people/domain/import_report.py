"""What an import of files did, for the one who ran it."""

from collections.abc import Mapping
from dataclasses import dataclass

from peckham.people.domain.keys import PersonKey


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """Something in a sender's file that was not loaded, and why."""

    file: str
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import of FHIR files did; every resource is in exactly one of the counts.

    Args:
        files: Files read.
        created: Resource kind -> new rows.
        changed: Resource kind -> rows that a changed resource superseded.
        unchanged: Resource kind -> resources already held exactly so.
        passed_over: Resource kind -> valid resources of kinds that this book does not hold.
        problems: What was refused, by file, path and reason.
        warnings: What a reader should know; nothing here stopped the import.
        people: The people in these files, new or known.
    """

    files: int
    created: Mapping[str, int]
    changed: Mapping[str, int]
    unchanged: Mapping[str, int]
    passed_over: Mapping[str, int]
    problems: tuple[ImportProblem, ...]
    warnings: tuple[ImportProblem, ...]
    people: tuple[PersonKey, ...]
