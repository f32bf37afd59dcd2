"""A request outlives the reason to read its person: then it says only that it is linked."""

from datetime import timedelta

import pytest
from tests.databases import as_app
from tests.integration.care import world as worlds
from tests.integration.care.acts import AT, act, contact, row, taken

from peckham.care.actions.relating import SOURCE_KIND
from peckham.infra import clock
from peckham.sharing import api as sharing


@pytest.fixture
def linked(world):
    """A request of somebody who said that she is Test Ada, linked and at work at the reception."""
    receipt = taken(world, category="something_else")
    contact(world)
    act(world, "navigator", "link_person", receipt, 1, person_id=world.person_id)
    return receipt


def test_while_it_is_open_the_page_names_the_person(signed_in, linked):
    page = signed_in("navigator").get(f"/staff/requests/{linked.public_id}").content.decode()
    assert "Test Ada" in page
    assert "Linked to a person" not in page


def test_once_it_is_closed_neither_record_nor_claim_is_shown(world, signed_in, linked, monkeypatch):
    act(world, "navigator", "withdraw", linked, 2, reason="They rang again.")
    monkeypatch.setattr(clock, "now", lambda: AT + timedelta(days=1))
    page = signed_in("navigator").get(f"/staff/requests/{linked.public_id}").content.decode()
    assert "Linked to a person" in page
    claimed = worlds.asked().claimed
    for said in ("Test Ada", claimed.postcode, claimed.telephone, "as claimed"):
        assert said not in page


def test_a_line_of_work_says_linked_and_not_that_it_waits_for_a_link(
    world, signed_in, linked, monkeypatch
):
    tomorrow = AT + timedelta(days=1)
    with as_app(world.scope("navigator", at=tomorrow)):
        sharing.close_relationships(
            source_kind=SOURCE_KIND, source_id=row(linked).pk, at=tomorrow - timedelta(hours=1)
        )
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    work = signed_in("navigator").get("/staff/work").content.decode()
    assert "Linked to a person" in work
    assert "Not linked yet" not in work
    assert "Test Ada" not in work
    lines = signed_in("navigator").get("/staff/work/worklist.csv").content.decode()
    assert ",Linked to a person," in lines
