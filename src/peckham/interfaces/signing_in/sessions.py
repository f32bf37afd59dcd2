"""What a session holds of whose it is, when it began, was last used, and last confirmed."""

from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase

# The public id of the resident who has signed in; members of staff are Django's own.
RESIDENT = "resident"
CONFIRMED = "confirmed_at"
BEGAN = "began_at"
USED = "used_at"


def begin(session: SessionBase, *, at: datetime) -> None:
    """Note when somebody signed in."""
    session[BEGAN] = at.isoformat()
    use(session, at=at)
    confirm(session, at=at)


def use(session: SessionBase, *, at: datetime) -> None:
    """Note that somebody uses the session; one that was begun elsewhere counts from now."""
    session[USED] = at.isoformat()
    session.setdefault(BEGAN, at.isoformat())


def confirm(session: SessionBase, *, at: datetime) -> None:
    """Note that somebody has just shown again who they are."""
    session[CONFIRMED] = at.isoformat()


def confirmed_at(session: SessionBase) -> datetime | None:
    """Say when somebody last showed who they are."""
    return _moment(session, CONFIRMED)


def began_at(session: SessionBase) -> datetime | None:
    """Say when somebody signed in."""
    return _moment(session, BEGAN)


def used_at(session: SessionBase) -> datetime | None:
    """Say when the session was last used, to the minute."""
    return _moment(session, USED)


def _moment(session: SessionBase, name: str) -> datetime | None:
    held = session.get(name)
    return datetime.fromisoformat(held) if held else None
