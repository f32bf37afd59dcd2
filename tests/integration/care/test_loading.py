"""Bulk loads: by COPY, answering to the same law as everything else."""

import pytest
from django.db import IntegrityError, connection, transaction
from tests.databases import check_laws
from tests.integration.care.acts import AT
from tests.integration.care.histories import rows

from peckham.care import api as care
from peckham.care.models import Offer, Request, RequestEvent


def test_a_load_holds_the_law_and_turns_it_on_again(world):
    load_with_keys(world, 8)
    check_laws()
    assert Request.objects.count() == 8
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE tgenabled = 'A'), count(*) FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE 'care\\_%'"
        )
        on, all_of_them = cursor.fetchone()
    assert on == all_of_them > 10


def load_with_keys(world, count, spoil=None, **changes):
    """Load requests in all four states, after changing their rows."""
    states = ("received", "offered", "closed", "withdrawn")
    with transaction.atomic(), care.bulk_load() as loading:
        keys = loading.next_ids(count)
        made = [rows(world, key, states[n % 4], at=AT, **changes) for n, key in enumerate(keys)]
        for batch in made:
            if spoil is not None:
                spoil(batch)
        for table in care.loading.COLUMNS:
            loading.copy(table, [row for batch in made for row in batch[table]])
    return keys


def drop_an_event(batch):
    batch["requestevent"].pop()


def drop_the_offer(batch):
    batch["offer"].clear()


def drop_the_message(batch):
    batch["requestmessage"].clear()


def move_the_row(batch):
    request = list(batch["request"][0])
    request[15] += 1
    batch["request"][0] = tuple(request)


def invent_a_kind(batch):
    batch["requestevent"] = [
        (*event[:2], "forgotten", *event[3:]) for event in batch["requestevent"]
    ]


@pytest.mark.parametrize(
    "spoil", [drop_an_event, drop_the_offer, drop_the_message, move_the_row, invent_a_kind]
)
def test_a_load_that_breaks_the_law_leaves_nothing(world, spoil):
    with pytest.raises(IntegrityError, match="breaks the Needs law"):
        load_with_keys(world, 4, spoil)
    assert not Request.objects.exists()
    assert not RequestEvent.objects.exists()
    assert not Offer.objects.exists()


def test_the_teams_of_a_loaded_open_request_may_read_the_record(world):
    load_with_keys(world, 4, person_id=world.person_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT team_id, count(*) FROM sharing_relationship WHERE upper_inf(during)"
            " AND source_kind = 'care.request' GROUP BY 1 ORDER BY 1"
        )
        # Two of the four are open, and one of those is offered to therapy.
        assert cursor.fetchall() == [(world.reception, 2), (world.therapy, 1)]


def test_what_teams_may_read_is_rebuilt_from_the_requests_themselves(world):
    """State that is derived is stored with a test that rebuilds it."""
    load_with_keys(world, 8, person_id=world.person_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id, team_id, source_id FROM sharing_relationship"
            " WHERE source_kind = 'care.request' AND upper_inf(during)"
        )
        stored = set(cursor.fetchall())
    rebuilt = set()
    for request in Request.objects.filter(due_at__isnull=False, person_id__isnull=False):
        asked = Offer.objects.filter(request=request, state="pending").first()
        teams = {request.accountable_team_id, world.reception, asked and asked.to_team_id}
        rebuilt |= {(request.person_id, team, request.pk) for team in teams - {None}}
    assert stored == rebuilt
