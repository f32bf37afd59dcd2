"""The order of a load: place, bodies, people, requests, statistics; one transaction."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from peckham.infra import audit, reference
from peckham.interfaces.cli.synthetic_load import (
    agreements,
    bodies,
    contract,
    core_contracts,
    ground,
    looks,
    menu,
    money,
    owed,
    partners,
    practice,
    residents,
    sign_ins,
    work,
)
from peckham.interfaces.cli.synthetic_load.keys import Keys
from peckham.interfaces.cli.synthetic_load.laws import count_rows, foreign_keys_checked_at_the_end
from peckham.kernel import Actor, Refused
from peckham.places import api as places
from peckham.synthetic import api as synthetic

BY = Actor.system("synthetic load")


class AlreadyLoaded(Refused):
    """The invented place is in the books already."""


@transaction.atomic
def load_everything(
    *,
    people: int,
    at: datetime,
    said: Callable[[str], None],
    seed: int,
    password: str,
    requests: int | None,
) -> None:
    """See `synthetic_load.load`."""
    almanac = synthetic.read_almanac(reference.path("synthetic/streets.toml").parent)
    said("drawing the ground")
    place = synthetic.make_place(seed, almanac=almanac, people=people)
    if places.place_by_name(place.name) is not None:
        raise AlreadyLoaded(
            f"{place.name} is loaded already.",
            remedy="Start with empty books: ./peckham demo --reset.",
        )
    keys = Keys()
    bodies.copy_organisations(place, keys)
    ground.copy_ground(place, keys, people=people, by=BY, at=at)
    bodies.copy_teams(place, keys)
    bodies.copy_staff(place, synthetic.draw_absences(place, almanac=almanac, at=at), keys)
    agreements.sign_all(place, keys, by=BY)
    bodies.open_hubs(place, keys, by=BY, at=at)
    with foreign_keys_checked_at_the_end():
        askers = residents.copy_residents(
            place,
            synthetic.make_people(place, people=people, almanac=almanac),
            keys,
            people_count=people,
            at=at,
            said=said,
        )
        choices = menu.read_menu()
        made = synthetic.make_requests(
            place, askers, menu=choices, almanac=almanac, ending_at=at, requests=requests
        )
        work.copy_work(place, made, keys, version=choices.version, said=said)
        said("checking that every row points at something")
    said("writing down who looked")
    looks.write_looks(at=at)
    sign_ins.create(place, keys, password=password, by=BY, at=at)
    contract.keep_contract(place, keys, password=password, by=BY, at=at)
    owed.owe()
    partners.keep_partners(place, keys, by=BY, at=at)
    core_contracts.keep_core_contracts(place, by=BY)
    practice.keep_practice(place, keys, password=password, by=BY, at=at)
    money.keep_money(place, keys, password=password, by=BY, at=at)
    said("counting for the planner")
    for room in ("organisations", "sharing", "places", "people", "services"):
        count_rows(room)
    audit.record(
        action="synthetic.load",
        subject_kind="place",
        subject_id=keys.place_id,
        by=BY,
        at=at,
        detail={"seed": seed, "people": people, "residents": place.residents},
    )
