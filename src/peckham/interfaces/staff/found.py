"""What was searched for and found, kept in the session so that no name is ever in an address.

Keeping which people a search showed also means that a contact can only be begun, or a request only
be linked, with somebody whom a search (which is written down) has shown to this reader.
"""

from collections.abc import Iterable
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

from peckham.kernel import Refused
from peckham.people.api import views

_TERM = "search_term"
_SHOWN = "search_shown"
_LINKING = "linking"


class NotFoundBySearch(Refused):
    """The person was not among those whom the last search showed."""


def term(session: SessionBase) -> str:
    """Give what was last searched for, or ""."""
    return str(session.get(_TERM, ""))


def search_for(session: SessionBase, words: str) -> None:
    """Keep what is searched for."""
    session[_TERM] = words


def keep_shown(session: SessionBase, rows: Iterable[views.PersonFound]) -> None:
    """Keep whom the search showed."""
    session[_SHOWN] = {str(row.public_id): row.id for row in rows}


def key_of(session: SessionBase, public_id: str) -> int:
    """Give the key of somebody whom the last search showed.

    Raises:
        NotFoundBySearch: If it did not show them.
    """
    shown = session.get(_SHOWN, {})
    if public_id not in shown:
        raise NotFoundBySearch(
            "This person is not in your last search any more.",
            remedy="Search again, then choose the person.",
        )
    return int(shown[public_id])


def link_to(session: SessionBase, request_id: UUID | None, version: int = 0) -> None:
    """Note, or forget, for which request (as it was read) somebody is being looked up."""
    if request_id is None:
        session.pop(_LINKING, None)
    else:
        session[_LINKING] = {"public_id": str(request_id), "version": version}


def linking(session: SessionBase) -> dict[str, object] | None:
    """Give the request for which somebody is being looked up, or None."""
    held: dict[str, object] | None = session.get(_LINKING)
    return held
