"""Rule 32: a hub has one reception, and a reception serves one hub."""

import pytest
from django.db import DatabaseError, transaction
from tests.integration.places.example import hub, loaded, teams

from peckham.places.actions.hubs import ReceptionTaken
from peckham.places.models import Hub

pytestmark = pytest.mark.django_db


def test_rule_32_a_reception_serves_one_hub():
    standing = loaded()
    reception, duty, on_call, other = teams(4)
    hub(standing.place_id, "W", (reception, duty, on_call))
    with pytest.raises(ReceptionTaken) as refusal:
        hub(standing.place_id, "E", (reception, duty, on_call))
    assert refusal.value.rule == 32
    second = hub(standing.place_id, "E", (other, duty, on_call))
    with pytest.raises(DatabaseError, match="reception"), transaction.atomic():
        Hub.objects.filter(pk=second.id).update(reception_team_id=reception)


def test_rule_32_a_hub_without_a_reception_cannot_be_written():
    standing = loaded()
    made = hub(standing.place_id)
    with pytest.raises(DatabaseError, match="reception"), transaction.atomic():
        Hub.objects.filter(pk=made.id).update(reception_team_id=None)
