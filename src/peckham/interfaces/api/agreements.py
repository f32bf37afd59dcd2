"""Agreements between organisations, and the register of flows under them."""

from collections.abc import Sequence
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router

from peckham.interfaces.api.answers import ANSWERS
from peckham.interfaces.api.permitted import check_may, scope_of
from peckham.interfaces.api.shapes.agreements import AgreementPage, FlowPage
from peckham.sharing import api as sharing

router = Router(tags=["agreements"])
LIMIT_MAX = 200

After = Annotated[
    str | None,
    Query(
        max_length=200,
        pattern=r"^[^\x00-\x1f\x7f]*$",
        description="`after` of the page before: the last reference on it.",
    ),
]
Limit = Annotated[int, Query(ge=1, le=LIMIT_MAX)]


@router.get("/agreements", response={200: AgreementPage, **ANSWERS}, summary="Agreements")
def agreements(request: HttpRequest, after: After = None, limit: Limit = 50) -> dict[str, object]:
    """List the agreements between organisations by reference, and where each version stands."""
    check_may(request, "read_agreements")
    found = sharing.agreement_views.all_agreements(at=scope_of(request).at)
    shown, mark = _page(found, after, limit)
    return {"agreements": shown, "after": mark}


@router.get("/flows", response={200: FlowPage, **ANSWERS}, summary="The register of flows")
def flows(request: HttpRequest, after: After = None, limit: Limit = 50) -> dict[str, object]:
    """List who may give whose records to whom now, for what, and on which bases."""
    check_may(request, "read_agreements")
    at = scope_of(request).at
    register = sharing.register.register_of_flows(at=at, known_at=at)
    shown, mark = _page(register.entries, after, limit)
    return {"at": at, "entries": shown, "after": mark}


def _page(
    entries: Sequence[Any], after: str | None, limit: int
) -> tuple[Sequence[Any], str | None]:
    """Give the entries after a reference, whole references only, and where they end.

    There are tens of agreements: they are read together, and cut here.
    """
    rest = sorted(
        (entry for entry in entries if after is None or entry.reference > after),
        key=lambda entry: entry.reference,
    )
    shown = rest[:limit]
    if len(rest) <= limit:
        return shown, None
    # Two versions of one agreement are not parted: the rest of it comes along.
    last = shown[-1].reference
    return [entry for entry in rest if entry.reference <= last], last
