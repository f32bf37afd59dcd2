"""A practice's list moved to a provider: a letter, an answer and a movement of one patient."""

from datetime import datetime
from uuid import uuid4

from django.apps import apps

from peckham.places.models import Practice

HELD = ("contracts_patientletter", "contracts_patientchoice", "contracts_listmovement")
# Whose triggers would ask who did it.
FILLED = (*HELD, "contracts_participationstep")


def fill(person: int, practice: int, provider: int, *, at: datetime) -> None:
    """Write one row of each, as they lie after the day of suspension."""
    written = {"recorded_at": at, "recorded_by": "x"}
    _insert(
        "contracts_contract",
        id=1,
        reference="X",
        title="x",
        kind_id="icp_full",
        kept_by_id=provider,
        author="x",
        **written,
    )
    _insert(
        "contracts_participationstep",
        id=1,
        contract_id=1,
        practice_id=Practice.objects.get(organisation_id=practice).pk,
        kind="suspend",
        on_day=at.date(),
        mode="full",
        core="suspended",
        organisation_id=provider,
        **written,
    )
    said = ({"way": "post", "batch": uuid4()}, {"choice": "stay"}, {"with_provider": True})
    for table, values in zip(HELD, said, strict=True):
        _insert(table, person_id=person, step_id=1, **values, **written)


def _insert(table: str, **values: object) -> None:
    model = next(m for m in apps.get_models() if m._meta.db_table == table)
    model.objects.bulk_create([model(**values)])
