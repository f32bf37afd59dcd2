"""Saying whose request it is, and writing down what was said about it."""

from datetime import datetime
from uuid import UUID

from peckham.care.actions.changing import Effect, Step, change
from peckham.care.actions.messages import blocked_modes, write_message
from peckham.care.domain.policies import Facts
from peckham.care.domain.story import Held
from peckham.care.models import Request
from peckham.kernel import Actor, Refused, london
from peckham.people import api as people


class PersonNotOpen(Refused):
    """You have no reason on record to read this person's record, so you cannot link to it."""


def link_person(
    public_id: UUID,
    *,
    person_id: int,
    version: int,
    key: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Held:
    """Link a request to the resident whom it is about; linking it to another undoes a wrong link.

    The teams that have to do with the request may from now on read that resident's record, so
    whoever links has to have a reason of their own to read it, such as a contact.

    Raises:
        PersonNotOpen: If they have none.
    """

    def effect(_: Step) -> Effect:
        if not people.summaries([person_id], on=london.day_of(at)):
            raise PersonNotOpen(
                "This person's record is not open to you, so the request cannot be linked to it.",
                remedy="Find the person and begin a contact, then link the request.",
                field="person",
            )
        return Effect(Facts(at=at), columns={"person_id": person_id})

    return change("linked", public_id, effect, version=version, key=key, by=by, at=at)


def message(
    public_id: UUID,
    *,
    direction: str,
    mode: str,
    words: str,
    version: int,
    key: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Held:
    """Write down what was said to the person ("to") or by them ("from").

    Raises:
        ModeBlocked: If a communication need on record rules that way out, for a message to them.
    """

    def effect(step: Step) -> Effect:
        def write(request: Request) -> None:
            write_message(request, direction=direction, mode=mode, words=words, said_at=at, by=by)

        blocked = blocked_modes(step.request.person_id, at=at) if direction == "to" else {}
        return Effect(
            Facts(at=at, words=words, mode=mode, blocked_modes=blocked),
            detail={"mode": mode, "direction": direction},
            afterwards=write,
        )

    return change("messaged", public_id, effect, version=version, key=key, by=by, at=at)
