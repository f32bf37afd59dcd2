"""Rule 33: creating a hub never closes or relinks a practice."""

import pytest
from django.db import connection
from tests.integration.places.example import hub, loaded

from peckham.places.models import Hub, ListCount, PcnMembership, Practice

pytestmark = pytest.mark.django_db


def practices():
    return [
        list(table.objects.order_by("pk").values())
        for table in (Practice, PcnMembership, ListCount)
    ]


def test_rule_33_a_new_hub_leaves_every_practice_as_it_was():
    standing = loaded()
    before = practices()
    hub(standing.place_id)
    assert practices() == before
    assert all(before)


def test_rule_33_a_hub_has_no_key_to_a_practice():
    targets = {field.related_model for field in Hub._meta.get_fields() if field.is_relation}
    assert Practice not in targets
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege('peckham_app', 'places_practice', 'UPDATE'),"
            " has_table_privilege('peckham_worker', 'places_practice', 'UPDATE')"
        )
        assert cursor.fetchone() == (False, False)
