"""The same seed makes the same place, people and requests, byte for byte, in any batches."""

import dataclasses
import hashlib
import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.synthetic.conftest import AT, DATA, MENU

from peckham.synthetic import api as synthetic
from peckham.synthetic.people.batch import joined
from peckham.synthetic.people.make import _Maker
from peckham.synthetic.people.numbers import deal_numbers
from peckham.synthetic.people.sample import Block

ALMANAC = synthetic.read_almanac(DATA)
SEASON = dataclasses.replace(ALMANAC, demand=ALMANAC.demand | {"window_days": 45})
SEEDS = st.integers(min_value=0, max_value=2**31)
FEW = settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))

DIGEST = """
from tests.generative.synthetic.test_seeds import digest_of
print(digest_of(1926))
"""


def columns(table):
    for name in table.__dataclass_fields__:
        column = getattr(table, name)
        yield from columns(column) if hasattr(column, "__dataclass_fields__") else [column]


def digest(*tables):
    """Hash every value of columns, in order."""
    found = hashlib.sha256()
    for table in tables:
        for column in columns(table):
            found.update(repr(column.tolist()).encode())
    return found.hexdigest()


def made(seed, *, people=1_500, batch=20_000):
    place = synthetic.make_place(seed, almanac=ALMANAC)
    everybody = list(
        synthetic.make_people(place, people=people, almanac=ALMANAC, batch_people=batch)
    )
    work = synthetic.make_requests(
        place,
        synthetic.askers_of(everybody),
        menu=MENU,
        almanac=SEASON,
        ending_at=AT,
        batch_requests=batch,
    )
    return place, everybody, list(work)


def digest_of(seed, **sizes):
    place, everybody, work = made(seed, **sizes)
    words = (
        repr((place.areas, place.neighbourhoods, place.staff, place.hubs, place.organisations))
        + repr(place.lists.patients.tolist())
        + repr(place.postcodes.codes)
    )
    rest = digest(joined(everybody), joined(work))
    return hashlib.sha256((words + rest).encode()).hexdigest()


def test_another_process_with_another_hash_seed_makes_the_same():
    """Nothing depends on the order of a set or on the global random source."""
    np.random.seed(1)  # on purpose: nobody may read it
    answers = {
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            env=os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for hash_seed in ("1", "2")
    }
    assert answers == {digest_of(1926) + "\n"}


@FEW
@given(seed=SEEDS, batch=st.integers(min_value=1, max_value=900))
def test_batches_of_any_size_hold_the_same(seed, batch):
    assert digest_of(seed, people=300, batch=batch) == digest_of(seed, people=300)


def test_another_seed_makes_another_place():
    assert digest_of(1, people=200) != digest_of(2, people=200)


def test_beyond_the_range_of_999_people_have_no_number():
    """Past the 909,091st person no number outside 999 is made up."""
    place = synthetic.make_place(7, almanac=ALMANAC)
    block = Block(number=0, kind=0, where=0, first=len(deal_numbers(7)) - 40, people=60)
    numbers = _Maker(place, ALMANAC, 7).make(block).persons.nhs_number
    assert (numbers[40:] == "").all()
    assert (numbers[:40] != "").sum() > 30


@pytest.mark.parametrize("people", [220_001, 700_000])
def test_more_people_get_more_boroughs_of_the_same_size(people):
    place = synthetic.make_place(3, almanac=ALMANAC, people=people)
    assert place.residents >= people
    held = [place.counts.population[list(home.areas)].sum() for home in place.neighbourhoods]
    assert all(50_000 <= residents <= 100_000 for residents in held)
    assert len(place.hubs) == 3 * len(place.boroughs)
    assert len({area.code for area in place.areas}) == len(place.areas)
    assert len(set(place.postcodes.codes)) == len(place.postcodes.codes)
    assert len({team.name for team in place.teams}) == len(place.teams)
