"""Communication needs: every kind of them, and what they rule out for one person."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from peckham.infra import reference
from peckham.people.domain import needs
from peckham.people.domain.views import NeedView
from peckham.people.models import CommunicationNeed


@cache
def kinds() -> dict[str, needs.NeedKind]:
    """Give every kind of communication need by code, from data/communication_needs.csv."""
    return needs.need_kinds(reference.rows("communication_needs.csv"))


def communication_needs() -> tuple[needs.NeedKind, ...]:
    """List every kind of communication need, in the order of the reference file."""
    return tuple(kinds().values())


def blocked_contact_modes(person_id: int, on: date) -> dict[str, str]:
    """Say which ways of reaching a person are ruled out on a day, and why (hazard H8).

    Returns:
        Contact mode (phone, text, email, post, video, in_person) -> why not, and what instead.
    """
    codes = CommunicationNeed.objects.filter(
        person_id=person_id, superseded_at__isnull=True, during__contains=on
    ).values_list("code", flat=True)
    return modes_blocked_by(codes)


def modes_blocked_by(codes: Iterable[str]) -> dict[str, str]:
    """Say which ways of reaching somebody with some needs are ruled out, and why."""
    return needs.blocked_contact_modes(codes, kinds())


def need_words(code: str, detail: str) -> str:
    """Say a need in a few words: "Interpreter (Somali)"."""
    kind = kinds().get(code)
    words = kind.words if kind is not None else code
    return f"{words} ({detail})" if detail else words


def view_of_need(row: CommunicationNeed) -> NeedView:
    """Copy a row, with its kind, into what others may hold."""
    kind = needs.kind_of(row.code, kinds())
    return NeedView(
        code=row.code,
        words=kind.words,
        detail=row.detail,
        how_to_meet=kind.how_to_meet,
        blocks=kind.blocks,
        since=row.during.lower,
    )
