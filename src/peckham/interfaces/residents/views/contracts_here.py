"""Every contract that covers a neighbourhood, or oneself, on two days side by side (rule 17)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from peckham.contracts import api as contracts
from peckham.interfaces.pages.posting import reads
from peckham.interfaces.pages.rendering import page
from peckham.interfaces.residents.signed_in import resident_of
from peckham.kernel.london import day_of
from peckham.people import api as people
from peckham.places import api as places

partnerships = contracts.partnerships
Held = partnerships.held_views.HeldContract
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The contracts of two days, and how many of each kind there are.

    Args:
        before: The first day.
        after: The second day.
        held_before: The contracts of the first day.
        held_after: The contracts of the second day.
    """

    before: date
    after: date
    held_before: tuple[Held, ...]
    held_after: tuple[Held, ...]

    @property
    def counts(self) -> Mapping[str, tuple[int, int]]:
        """Count the contracts of each kind on both days."""
        kinds = sorted({one.kind for one in (*self.held_before, *self.held_after)})
        return {
            kind: (
                sum(one.kind == kind for one in self.held_before),
                sum(one.kind == kind for one in self.held_after),
            )
            for kind in kinds
        }


def _asked(request: HttpRequest, name: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return otherwise


def _side_by_side(request: HttpRequest, codes: frozenset[str], today: date) -> SideBySide:
    before, after = _asked(request, "before", today), _asked(request, "after", today + A_YEAR)
    first, second = partnerships.contracts_covering(codes, on=(before, after))
    return SideBySide(before, after, first, second)


def _today(request: HttpRequest) -> date:
    return day_of(request.scope.at)  # type: ignore[attr-defined]


@reads
def neighbourhood(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the contracts of the people of a neighbourhood: its areas, and lists with them."""
    today = _today(request)
    found = next((n for n in places.neighbourhoods(today) if n.public_id == public_id), None)
    if found is None:
        raise Http404
    homes = places.planning.areas_of_plan(found.plan_id).homes
    areas = {area for area, home in homes.items() if home == found.code}
    lists = {
        row.practice_code
        for row in places.registered_by_neighbourhood(today)
        if (row.neighbourhood_code, row.neighbourhood_name) == (found.code, found.name)
    }
    shown = _side_by_side(request, frozenset(areas | lists), today)
    context = {"name": found.name, "shown": shown, "mine": False}
    return page(request, "residents/contracts_here.jinja", context)


@reads
def mine(request: HttpRequest) -> HttpResponse:
    """Show the contracts of the resident: of where they live, and of the list that they are on."""
    resident, codes = resident_of(request), set()
    if resident is not None:
        own = people.person(resident.public_id, with_record=False)
        codes |= {own.home.area_code} - {""}
        codes |= {own.registration.ods_code} if own.registration else set()
    shown = _side_by_side(request, frozenset(codes), _today(request))
    return page(request, "residents/contracts_here.jinja", {"shown": shown, "mine": True})
