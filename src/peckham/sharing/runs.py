"""Pseudonymised runs under one name of the api: starting, ending and governing them."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from peckham.infra.refusing import by_state, refusing
from peckham.kernel import Refused
from peckham.sharing.domain.disclosure import shown
from peckham.sharing.queries.runs import RunView, Supplier, counting_method, runs_governed

__all__ = [
    "RunRefused",
    "RunView",
    "Supplier",
    "counting_method",
    "end_run",
    "runs_governed",
    "said_plainly",
    "shown",
    "start_run",
]


class RunRefused(Refused):
    """The run is not started, read or ended so, or the pseudonym is not opened."""


_WORDS: dict[str, dict[str, Any]] = {
    "PK070": {"what": "A run is made and read for its own purpose, by whom it was made for."},
    "PK071": {
        "what": "Name what the run rests on.",
        "why": "Section 251 support needs its reference and its last day; rows that their keepers "
        "pseudonymise need neither.",
    },
    "PK072": {"what": "A run ends within a year, and no later than the support it rests on."},
    "PK073": {"what": "Say what it is for, in at least 10 characters.", "field": "reason"},
    "PK074": {
        "what": "No agreement in force supplies this run.",
        "why": "Somebody has to supply each category, for this purpose, on this basis.",
        "who": "The information governance leads of the organisations",
    },
    "PK075": {"what": "There is no such run, or it is over."},
    "PK076": {"what": "Only the clinician who treats somebody learns who they are, to treat them."},
}


def start_run(
    *,
    receiver_id: int,
    purpose: str,
    what_for: str,
    basis: str,
    until: datetime,
    categories: Sequence[str] = ("identity",),
    section_251_reference: str = "",
    section_251_expires_on: date | None = None,
) -> UUID:
    """Start a run on many people without their names.

    Args:
        receiver_id: The organisation for which it is made.
        purpose: One of RUN_PURPOSES, and the purpose of the open scope.
        what_for: What it is to answer.
        basis: "section 251" or "pseudonymised": the confidentiality basis of its agreements.
        until: First moment at which its rows are read no longer; within a year.
        categories: What has to be agreed; the rows hold coarse facts of the first kind alone.
        section_251_reference: Of the support, where the run rests on it; as the agreements name it.
        section_251_expires_on: Its last day.

    Raises:
        RunRefused: If nobody supplies it, or it does not say what it rests on.
    """
    with said_plainly(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT peckham.start_run(%s, %s, %s::text[], %s, %s, %s, %s, %s)",
            [
                receiver_id,
                purpose,
                list(categories),
                basis,
                section_251_reference,
                section_251_expires_on,
                what_for,
                until,
            ],
        )
        return UUID(str(cursor.fetchone()[0]))


def end_run(public_id: UUID) -> None:
    """End a run now: its rows are read no longer, and nobody of it is re-identified.

    Raises:
        RunRefused: If there is none of the actor's.
    """
    with said_plainly(), connection.cursor() as cursor:
        cursor.execute("SELECT peckham.end_run(%s)", [public_id])


def said_plainly() -> AbstractContextManager[None]:
    """Turn what the database refuses into words for the reader; anything else is a fault."""
    return refusing(by_state(RunRefused, _WORDS))
