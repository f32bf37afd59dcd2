"""Two populations side by side: who lives here, and who is registered here (rules 30 and 34)."""

from collections import Counter
from datetime import date

from django.db import connection

from peckham.people.domain.views import HomeKey, Reconciliation
from peckham.places import api as places


def reconcile(on: date) -> Reconciliation:
    """Count residents by where they belong and patients by practice on a day, and both crossed.

    Every living, recorded person counts once, merged records as one; the sums are checked as the
    result is made.
    """
    keys = _Keys(on)
    residents: Counter[HomeKey] = Counter()
    registered: Counter[int] = Counter()
    matrix: Counter[tuple[HomeKey | None, int | None]] = Counter()
    residents_total = registered_total = 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, area_id, hub_id, practice_id, people FROM peckham.count_people(%s)", [on]
        )
        for kind, area_id, hub_id, practice_id, people in cursor.fetchall():
            home = None if kind is None else keys.of(area_id, hub_id)
            matrix[home, practice_id] += people
            if home is not None:
                residents[home] += people
                residents_total += people
            if practice_id is not None:
                registered[practice_id] += people
                registered_total += people
    return Reconciliation(
        on=on,
        residents=dict(sorted(residents.items())),
        registered=dict(registered),
        matrix=dict(matrix),
        residents_total=residents_total,
        registered_total=registered_total,
    )


class _Keys:
    """Where each area and hub is counted on a day; each is asked about once."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._areas: dict[int, HomeKey] = {}

    def of(self, area_id: int | None, hub_id: int | None) -> HomeKey:
        if hub_id is not None:
            hub = places.hub(hub_id)
            return HomeKey("cohort", hub.place_id, hub.neighbourhood_code, hub.name, hub.id)
        if area_id is None:
            return HomeKey("out_of_area", name="Out of area")
        if area_id not in self._areas:
            self._areas[area_id] = self._in_area(area_id)
        return self._areas[area_id]

    def _in_area(self, area_id: int) -> HomeKey:
        found = places.neighbourhood_of_area(area_id, self.on)
        if found is None:
            return HomeKey("no_plan", name="No neighbourhood plan in force")
        return HomeKey("neighbourhood", found.place_id, found.code, found.name)
