"""Everything that other systems sent about somebody, for a copy of their own record."""

from collections.abc import Sequence

from django.db.models import Q

from peckham.people.domain.views import RecordView
from peckham.people.models import RecordEntry
from peckham.people.queries.parts import _entry as view_of_entry


def whole_record(person_ids: Sequence[int]) -> tuple[RecordView, ...]:
    """List every entry of a person's record, oldest first, as far as the scope may see it.

    Args:
        person_ids: The record and those merged into it.
    """
    mine = Q(person_id__in=list(person_ids), superseded_at__isnull=True)
    rows = RecordEntry.objects.filter(mine).order_by("sorted_on", "pk")
    return tuple(view_of_entry(row) for row in rows.iterator(chunk_size=500))
