"""Who has signed in to their own record, in this session."""

from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from peckham.interfaces.signing_in import sessions
from peckham.people import api as people


def resident_of(request: HttpRequest) -> people.signing_in.ResidentView | None:
    """Give the resident whose session this is, or None; the scope middleware has found them."""
    return getattr(request, "resident", None)


def begin(session: SessionBase, public_id: UUID, *, request: HttpRequest) -> None:
    """Begin a resident's session: a new one, so that nothing that was there before is theirs."""
    session.flush()
    session[sessions.RESIDENT] = str(public_id)
    sessions.begin(session, at=request.scope.at)  # type: ignore[attr-defined]
