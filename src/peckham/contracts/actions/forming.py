"""Forming an integrator: its place and partnership, its members and host, who does what."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from peckham.contracts.actions.hosting import NotAMember, present_member
from peckham.contracts.actions.stating import write
from peckham.contracts.domain.partner_views import Told
from peckham.contracts.models.partners import (
    Body,
    ContractPlace,
    FunctionOwner,
    HoldingStatement,
    Integrator,
    IntegratorDecision,
    IntegratorMember,
    OversightEntry,
    PlaceFact,
    PlacePartnership,
)
from peckham.contracts.partner_data import function_catalogue, scheme_of
from peckham.kernel import Actor, Refused


class NoPartnership(Refused):
    """A place has no partnership to which an integrator could answer (rule 52)."""


class FormedAlready(Refused):
    """A place has its integrator already."""


class UnknownFunction(Refused):
    """No function of an integrator has this code."""


class NobodyOversees(Refused):
    """A report would go to nobody: no body that oversees is named (rule 51)."""


def add_body(
    *,
    name: str,
    kinds: Sequence[str],
    told: Told,
    by: Actor,
    at: datetime,
    organisation_id: int | None = None,
) -> int:
    """Name a body that takes part, or give the key of the one that has this name already."""
    held = Body.objects.filter(name=name).first()
    values = {"name": name, "kinds": list(kinds), "organisation_id": organisation_id}
    return held.pk if held else write(Body, told=told, by=by, at=at, **values).pk


def add_place(
    *,
    name: str,
    board: str,
    scheme: str,
    told: Told,
    by: Actor,
    at: datetime,
    place_id: int | None = None,
) -> int:
    """Name a place that contracts and partnerships are for.

    Args:
        name: What it is called.
        board: The integrated care board, or "".
        scheme: Code of the scheme of integrators that it is under, or "".
        told: When and who says so.
        by: Who writes it down.
        at: When.
        place_id: The imported place that it is, where there is one.

    Raises:
        UnknownScheme: If there is no such scheme.
    """
    scheme_of(scheme)
    values = {"name": name, "board": board, "scheme": scheme, "place_id": place_id}
    return write(ContractPlace, told=told, by=by, at=at, **values).pk


def state_fact(
    *, place_id: int, topic: str, words: str, told: Told, by: Actor, at: datetime, **more: str
) -> None:
    """Write down one thing about a place: of a programme, what it was given, who decided."""
    values = {"place_id": place_id, "topic": topic, "words": words, **more}
    write(PlaceFact, told=told, by=by, at=at, **values)


def name_partnership(*, place_id: int, name: str, told: Told, by: Actor, at: datetime) -> int:
    """Name the partnership of a place, which stays beside an integrator (rule 52)."""
    return write(PlacePartnership, told=told, by=by, at=at, place_id=place_id, name=name).pk


@transaction.atomic
def form_integrator(
    *, place_id: int, name: str, body_ids: Sequence[int], told: Told, by: Actor, at: datetime
) -> UUID:
    """Form the integrator of a place, with its members; it answers to the place's partnership.

    Raises:
        NoPartnership: If the place's partnership is not named yet.
        FormedAlready: If it has an integrator.
    """
    partnership = PlacePartnership.objects.filter(place_id=place_id).first()
    if partnership is None:
        raise NoPartnership(
            "This place has no partnership to which an integrator would answer.",
            why="An integrator does not replace the partnership of its place.",
            rule=52,
            remedy="Name the place's partnership first.",
        )
    if Integrator.objects.filter(place_id=place_id).exists():
        raise FormedAlready("This place has its integrator already.", rule=44)
    values: dict[str, Any] = {"place_id": place_id, "accountable_to": partnership, "name": name}
    row = write(Integrator, told=told, by=by, at=at, **values)
    for body_id in body_ids:
        add_member(integrator_id=row.pk, body_id=body_id, told=told, by=by, at=at)
    return row.public_id


def add_member(*, integrator_id: int, body_id: int, told: Told, by: Actor, at: datetime) -> int:
    """Make a body a member of an integrator."""
    values = {"integrator_id": integrator_id, "body_id": body_id}
    return write(IntegratorMember, told=told, by=by, at=at, **values).pk


def decide(
    *,
    integrator_id: int,
    decided_by: str,
    outcome: str,
    reference: str,
    told: Told,
    by: Actor,
    at: datetime,
) -> None:
    """Write down a decision on an integrator: which body, what, and where it is found (rule 44)."""
    write(
        IntegratorDecision,
        told=told,
        by=by,
        at=at,
        integrator_id=integrator_id,
        decided_by=decided_by,
        outcome=outcome,
        reference=reference,
    )


def state_holding(
    *,
    integrator_id: int,
    body_id: int,
    holds: str,
    words: str,
    told: Told,
    by: Actor,
    at: datetime,
) -> None:
    """Say whether a body holds a contract here: yes, no, or that nobody knows (rule 46)."""
    write(
        HoldingStatement,
        told=told,
        by=by,
        at=at,
        integrator_id=integrator_id,
        body_id=body_id,
        holds=holds,
        words=words,
    )


def own_function(
    *,
    integrator_id: int,
    function: str,
    member_id: int | None,
    named: str,
    told: Told,
    by: Actor,
    at: datetime,
) -> None:
    """Name who does a function: one person or a small team of a member; None makes it a gap.

    Raises:
        UnknownFunction: If it is not in the catalogue.
        NotAMember: If the owner is not of a member of this integrator (rule 39).
    """
    if function not in {one.code for one in function_catalogue()}:
        raise UnknownFunction(f"No function is called {function}.", rule=39, field="function")
    if member_id is not None and present_member(member_id).integrator_id != integrator_id:
        raise NotAMember("This is a member of another integrator.", rule=39, field="member")
    write(
        FunctionOwner,
        told=told,
        by=by,
        at=at,
        integrator_id=integrator_id,
        function=function,
        member_id=member_id,
        named=named,
    )


def record_oversight(
    *, integrator_id: int, kind: str, words: str, told: Told, by: Actor, at: datetime
) -> None:
    """Name who oversees, a priority, or write down a report to whoever oversees (rule 51).

    Raises:
        NobodyOversees: If a report would have no reader.
    """
    heard = OversightEntry.objects.filter(integrator_id=integrator_id, kind="body")
    if kind == "report" and not heard.exists():
        raise NobodyOversees(
            "Nobody is named to whom this integrator reports.",
            rule=51,
            remedy="Name the body that oversees it.",
            field="kind",
        )
    values = {"integrator_id": integrator_id, "kind": kind, "words": words}
    write(OversightEntry, told=told, by=by, at=at, **values)
