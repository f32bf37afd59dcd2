"""The residents' first page says where to ring and where to come, of every hub."""

import re
from uuid import uuid4

from django.test import Client
from tests.integration.care import world as worlds

from peckham.organisations import api as organisations
from peckham.places.models import Hub


def read():
    answer = Client().get("/")
    assert answer.status_code == 200
    page = answer.content.decode()
    return page, " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_every_hub_s_number_and_place_are_on_the_first_page(world):
    hubs = Hub.objects.filter(pk=world.hub_id)
    hubs.update(telephone="020 7946 0123", postcode="QY1 1AA")
    page, words = read()
    assert "East hub West hub , QY1 1AA Phone: 020 7946 0123" in words
    assert 'href="tel:02079460123"' in page
    assert "<details" not in page


def test_many_hubs_are_folded_up_and_none_are_left_out(world):
    hub = Hub.objects.get(pk=world.hub_id)
    for number in range(8):
        reception = organisations.create_team(
            organisation_id=hub.reception_team.organisation_id,
            name=f"Reception {number}",
            by=worlds.BY,
            at=worlds.BUILT,
        )
        hub.pk, hub.public_id = None, uuid4()
        hub.name, hub.neighbourhood_code = f"Copy {number} hub", f"C{number}"
        hub.reception_team_id, hub.is_default = reception, False
        hub.save(force_insert=True)
    page, words = read()
    assert "all 10 hubs" in words
    assert page.index("<details") < page.index("Copy 7 hub")


def test_before_there_is_a_hub_the_page_says_none(db):
    _, words = read()
    assert "Phone:" not in words
