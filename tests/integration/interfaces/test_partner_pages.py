"""Pages about partnerships: what staff write down there, everybody reads without signing in."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from tests.integration.care import world as worlds
from tests.integration.contracts.partners import told

from peckham.contracts import api as contracts
from peckham.kernel import Actor
from peckham.organisations import api as organisations
from peckham.places import api as places
from peckham.places.models import Place

BY = Actor.system("test")
MAKE = {"by": BY, "at": worlds.BUILT}
partnerships = contracts.partnerships
ON = {"day": "5", "month": "1", "year": "2026"}


def said_by(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def dated(part, **boxes):
    days = {f"on_{part}_{name}": number for name, number in ON.items()}
    return {**days, f"source_{part}": "Minutes, item 4", **boxes}


@pytest.fixture
def place(world):
    partnerships.forming.add_place(
        name="Larkmoor", board="", scheme="demonstration", place_id=Place.objects.get().pk,
        told=told(worlds.BUILT.date()), **MAKE,
    )  # fmt: skip
    return partnerships.contract_places()[0]


@pytest.fixture
def commissioner(world, signed_in):
    account = organisations.create_account(username="commissioner", name="Cora", **MAKE)
    organisations.add_member(
        account_id=account, team_id=world.reception, role="commissioner", **MAKE
    )
    world.accounts["commissioner"] = account
    return signed_in("commissioner")


def send(client, place, part, **boxes):
    address = f"/staff/contracts/places/{place.public_id}"
    posted = dated(part, **boxes) | {"idempotency_key": str(uuid4())}
    return client.post(f"{address}/{part}", posted, follow=True)


def test_what_is_written_of_a_place_is_read_by_everybody(place, commissioner):
    day = {"due_on_day": "1", "due_on_month": "4", "due_on_year": "2027"}
    send(commissioner, place, "milestone", milestone_words="The hub opens.", **day)
    send(commissioner, place, "plan", provider="Quay Practice", plan_state="agreed")
    send(commissioner, place, "promise", promise_words="No surgery closes.", promise_owner="Cora")
    page = partnerships.place_page(place.public_id, on=worlds.AT.date())
    send(
        commissioner, place, "evidence", promise=str(page.promises[0].public_id),
        evidence_words="All five are open.", is_kept="yes",
    )  # fmt: skip
    send(
        commissioner,
        place,
        "state",
        milestone=str(page.milestones[0].public_id),
        state="will be late",
    )
    read = said_by(Client().get(f"/who-was-given-what/{place.public_id}/"))
    for words in (
        "The hub opens. Will be late", "Quay Practice: the plan was agreed", "No surgery closes.",
        "Who owes it: Cora", "It is kept. All five are open.", "no integrator here",
    ):  # fmt: skip
        assert words in read
    assert "Larkmoor" in said_by(Client().get("/who-was-given-what/"))


def test_money_without_a_source_is_not_committed(place, commissioner):
    send(commissioner, place, "funding", purpose="The hub", money_from="", pounds="")
    refused = send(
        commissioner, place, "commitment", for_purpose="The hub", commitment_words="Rent",
        commitment_pounds="1,000",
    )  # fmt: skip
    assert refused.status_code == 422
    assert "not yet identified" in said_by(refused)
    assert "(rule 42)" in said_by(refused)
    assert "From: North West London neighbourhood teams, 2024" in said_by(refused)
    send(commissioner, place, "funding", purpose="The hub", money_from="The board", pounds="2000")
    done = send(
        commissioner, place, "commitment", for_purpose="The hub", commitment_words="Rent",
        commitment_pounds="1,000",
    )  # fmt: skip
    assert "Committed: £1,000.00" in said_by(done)


def test_published_places_are_read_and_not_written(place, commissioner):
    partnerships.keep_published(**MAKE)
    lambeth = next(one for one in partnerships.contract_places() if one.name == "Lambeth")
    read = said_by(Client().get(f"/who-was-given-what/{lambeth.public_id}/"))
    for words in (
        "This is a real place", "Not known. To host is not the same as to hold a contract",
        "GSTT will host the arrangement.", "Gap: nobody is named", "£250,000.00 from South East",
        "what its money was spent on is not known here", "Lambeth Together Care Partnership",
    ):  # fmt: skip
        assert words in read
    listed = commissioner.get("/staff/contracts/integrators")
    assert "4 of 6" in said_by(listed)
    assert "not known, of 25" in said_by(listed)
    own = commissioner.get(f"/staff/contracts/places/{lambeth.public_id}")
    assert "Set a milestone" not in said_by(own)
    refused = send(commissioner, lambeth, "promise", promise_words="x", promise_owner="y")
    assert refused.status_code == 409
    assert "Lambeth" in commissioner.get("/staff/contracts/integrators.csv").content.decode()


def test_others_are_refused(place, signed_in):
    navigator = signed_in("navigator")
    assert navigator.get("/staff/contracts/integrators").status_code == 403
    assert (
        send(navigator, place, "promise", promise_words="x", promise_owner="y").status_code == 403
    )


def test_where_i_live_names_the_partnership_the_integrator_and_the_contracts(place):
    partnerships.forming.name_partnership(
        place_id=place.id, name="Larkmoor Together", told=told(worlds.BUILT.date()), **MAKE
    )
    bodies = [
        partnerships.forming.add_body(
            name=name, kinds=["nhs_trust"], told=told(worlds.BUILT.date()), **MAKE
        )
        for name in ("Trust A", "Trust B")
    ]
    partnerships.forming.form_integrator(
        place_id=place.id,
        name="Larkmoor integrator",
        body_ids=bodies,
        told=told(worlds.BUILT.date()),
        **MAKE,
    )
    read = said_by(Client().get("/where-i-live/E99000000/"))
    for words in ("Larkmoor Together", "Larkmoor integrator", "10 of its functions have no owner"):
        assert words in read
    home = places.neighbourhoods(worlds.AT.date())[0]
    here = Client().get(f"/contracts-here/{home.public_id}/?before=2026-01-06&after=nonsense")
    assert "No contract is written down here for that day" in said_by(here)
    assert "6 January 2026" in said_by(here)
    assert Client().get(f"/contracts-here/{uuid4()}/").status_code == 404
