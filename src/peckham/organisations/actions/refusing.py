"""What the database refuses about staff, in words that whoever is refused can read."""

from contextlib import AbstractContextManager

from django.db import DatabaseError

from peckham.infra.refusing import refusing, state_of
from peckham.kernel import Refused


class NotYours(Refused):
    """Only an administrator changes this, and only for the organisation acted for."""


class NotYourself(Refused):
    """Nobody changes their own roles."""


class NotAtThisTime(Refused):
    """It would begin before now, end before it begins, or change what has ended already."""


class BeyondWidest(Refused):
    """The role may not be given this permission here at all."""


class HeldAlready(Refused):
    """This is so already, at a time that overlaps."""


class NameTaken(Refused):
    """Somebody has this user name."""


def _refusal_of(error: DatabaseError) -> Refused | None:
    cause = error.__cause__
    state = state_of(error)
    if state == "PK080":
        return NotYours(
            "This is not yours to change.",
            why="Only an administrator changes who works where and what roles may do, and only "
            "for the organisation acted for.",
            remedy="Act as its administrator, or ask them.",
            who="administrator",
        )
    if state == "PK081":
        return NotYourself(
            "You cannot change your own roles.",
            why="Nobody gives themselves a way into records.",
            remedy="Ask another administrator of your organisation.",
            who="another administrator",
        )
    if state == "PK082":
        return NotAtThisTime(
            "This cannot be done for that time.",
            why="What somebody was allowed in the past stays as it was, and what has ended or was "
            "taken back is not changed again.",
            remedy="Look at it as it is now, and choose a time from now on.",
            field="day",
        )
    if state == "PK083":
        return BeyondWidest(
            "This role may not be given that permission here.",
            why="The deployment says which roles may have it at most.",
            who="whoever runs the deployment",
        )
    if state == "23P01":
        return HeldAlready(
            "This is so already, at a time that overlaps.",
            remedy="Look at what is written down for them, and change that.",
        )
    if state == "23505" and "username" in str(cause):
        return NameTaken(
            "Somebody has this user name already.",
            remedy="Choose another.",
            field="username",
        )
    return None


def refusals() -> AbstractContextManager[None]:
    """Turn what the database refuses about staff into a refusal; leave every other error a fault.

    Raises:
        Refused: The one that fits.
    """
    return refusing(_refusal_of)
