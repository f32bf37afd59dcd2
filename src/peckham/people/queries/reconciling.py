"""Two populations side by side: who lives here, and who is registered here (rules 30 and 34)."""

from collections import Counter
from datetime import date

from django.db import connection

from peckham.people.domain.views import HomeKey, Reconciliation


def reconcile(on: date) -> Reconciliation:
    """Count residents by where they belong and patients by practice on a day, and both crossed.

    Every living, recorded person counts once, merged records as one; the sums are checked as the
    result is made.
    """
    residents: Counter[HomeKey] = Counter()
    registered: Counter[int] = Counter()
    matrix: Counter[tuple[HomeKey | None, int | None]] = Counter()
    residents_total = registered_total = 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM peckham.count_people(%s)", [on])
        for kind, place_id, code, name, hub_id, practice_id, people in cursor.fetchall():
            home = None
            if kind != "not_resident":
                home = HomeKey(kind, place_id, code, name, hub_id or 0)
                residents[home] += people
                residents_total += people
            if practice_id is not None:
                registered[practice_id] += people
                registered_total += people
            matrix[home, practice_id] += people
    return Reconciliation(
        on=on,
        residents=dict(sorted(residents.items())),
        registered=dict(sorted(registered.items())),
        matrix=dict(matrix),
        residents_total=residents_total,
        registered_total=registered_total,
    )
