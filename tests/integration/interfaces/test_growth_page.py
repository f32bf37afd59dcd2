"""Growth: a projection is kept as it came, and a planner walks through its years by links."""

import json
import re

import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import as_app
from tests.integration.care import world as worlds
from tests.unit.places.growth.test_stored import report

from peckham.kernel import Actor, Refused
from peckham.organisations import api as organisations
from peckham.places import api as places
from peckham.places.models import Place

BY = Actor.system("test")


@pytest.fixture
def planner(world, signed_in):
    make = {"by": BY, "at": worlds.BUILT}
    account = organisations.create_account(username="planner", name="Planner", **make)
    organisations.add_member(account_id=account, team_id=world.reception, role="planner", **make)
    world.accounts["planner"] = account
    return signed_in("planner")


def keep(tmp_path, name="Homes of 2026", **changes):
    path = tmp_path / "report.json"
    path.write_text(json.dumps(report(**changes)), encoding="utf-8")
    place = Place.objects.get().name
    return places.projections.bring_in(path, place_name=place, name=name, by=BY, at=worlds.AT)


def words_of(answer):
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.split())


def test_a_planner_walks_through_the_years_and_others_may_not(planner, signed_in, tmp_path):
    assert "No projection has been brought in" in words_of(planner.get("/staff/places/growth"))
    keep(tmp_path)
    page = planner.get("/staff/places/growth")
    said = words_of(page)
    assert "Neighbourhoods in 2021" in said
    assert "West 41,000 60,000 101,000" in said
    assert "Passes 95,000: P90, P50, P10" in said
    assert "rates.csv" in said
    assert "by 2.5 % at most" in said
    earlier = re.search(r'href="(\?run=[^"]*year=2020[^"]*)"', page.content.decode())[1]
    assert "Neighbourhoods in 2020" in words_of(
        planner.get(f"/staff/places/growth{earlier.replace('&amp;', '&')}")
    )
    for wrong in ("?year=1999", "?run=none", "?neighbourhood=Nowhere"):
        assert planner.get(f"/staff/places/growth{wrong}").status_code == 404
    assert signed_in("navigator").get("/staff/places/growth").status_code == 403


def test_a_projection_is_kept_once_and_never_changed(world, tmp_path):
    first = keep(tmp_path)
    assert keep(tmp_path).public_id == first.public_id
    with pytest.raises(Refused, match="another projection called"):
        keep(tmp_path, seed=2)
    with pytest.raises(Refused, match="no place"):
        places.projections.bring_in(
            tmp_path / "report.json", place_name="Nowhere", name="x", by=BY, at=worlds.AT
        )
    for statement in (
        "UPDATE places_growthrun SET name = 'other'",
        "DELETE FROM places_growthrun",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    with as_app(None) as cursor:
        for right in ("INSERT", "UPDATE", "DELETE"):
            cursor.execute("SELECT has_table_privilege('places_growthrun', %s)", [right])
            assert cursor.fetchone() == (False,), right
