from collections import Counter

import numpy as np
import pytest
from tests.unit.synthetic.conftest import PEOPLE

from peckham.kernel import NhsNumber
from peckham.synthetic import api as synthetic
from peckham.synthetic.people.households import compose
from peckham.synthetic.people.numbers import deal_numbers, valid_numbers
from peckham.synthetic.people.sample import NobodyToMake, share_out
from peckham.synthetic.streams import stream


def spells_by_person(people):
    held = {}
    spells = people.spells
    for person, since, until, kind in zip(
        spells.person.tolist(),
        spells.since.tolist(),
        spells.until.tolist(),
        spells.kind.tolist(),
        strict=True,
    ):
        held.setdefault(person, []).append((since, until, kind))
    return held


def test_exactly_as_many_people_are_made_as_were_asked_for(people):
    assert len(people) == PEOPLE
    assert people.persons.ordinal.tolist() == list(range(PEOPLE))


def test_valid_numbers_are_valid_and_there_is_one_for_each_of_909_091_people():
    numbers = valid_numbers()
    assert len(numbers) == 909_091
    assert (np.diff(numbers) > 0).all()
    for number in numbers[:: len(numbers) // 200].tolist():
        assert NhsNumber(str(number)).is_synthetic


def test_nobody_shares_an_nhs_number_and_a_few_have_none(people):
    held = [number for number in people.persons.nhs_number if number]
    assert len(set(held)) == len(held)
    assert all(NhsNumber.parse(number).is_synthetic for number in held)
    assert 0.002 < 1 - len(held) / len(people) < 0.04


def test_a_numbers_place_is_dealt_by_seed():
    assert (deal_numbers(1)[:50] == deal_numbers(1)[:50]).all()
    assert (deal_numbers(1)[:50] != deal_numbers(2)[:50]).any()


def test_spells_follow_without_gap_from_arrival_to_departure(people):
    born = people.persons.born_on.tolist()
    held = spells_by_person(people)
    assert len(held) == len(people)
    for person, spells in held.items():
        assert spells[0][0] >= born[person]
        for (_, until, _), (since, _, _) in zip(spells[:-1], spells[1:], strict=True):
            assert until == since
        assert all(until is None or since < until for since, until, _ in spells)
        assert all(until is not None for _, until, _ in spells[:-1])


def test_some_moved_some_left_some_live_elsewhere_some_have_no_address(people):
    held = spells_by_person(people)
    last = Counter(spells[-1][2] for spells in held.values())
    assert last[synthetic.ELSEWHERE] == round(PEOPLE * 0.022)
    assert last[synthetic.COHORT] == round(PEOPLE * 0.003)
    assert 0.02 < sum(len(spells) == 2 for spells in held.values()) / PEOPLE < 0.09
    assert 0.005 < sum(spells[-1][1] is not None for spells in held.values()) / PEOPLE < 0.04


def test_where_a_spell_is_fits_its_kind(people):
    spells = people.spells
    assert ((spells.area >= 0) == (spells.kind == synthetic.HOME)).all()
    assert ((spells.hub >= 0) == (spells.kind == synthetic.COHORT)).all()
    assert ((spells.postcode == "") == (spells.kind == synthetic.COHORT)).all()


def test_a_household_shares_one_address_that_no_other_has(people):
    spells, persons = people.spells, people.persons
    present = np.isnat(spells.until) & (spells.kind == synthetic.HOME)
    homes = {}
    for person, lines, postcode in zip(
        spells.person[present], spells.lines[present], spells.postcode[present], strict=True
    ):
        homes.setdefault((lines, postcode), set()).add(int(persons.household[person]))
    assert all(len(households) == 1 for households in homes.values())


def test_households_have_the_sizes_of_an_outer_borough(almanac):
    kinds = almanac.household_kinds
    shares = [kind.percent / 100 for kind in kinds.kinds]
    generator = stream(1, "test")
    drawn = compose(kinds, generator.choice(len(shares), 8_000, p=shares), generator)
    sizes = np.bincount(drawn.sizes, minlength=8) / 8_000
    assert 0.22 < sizes[1] < 0.33
    assert 0.25 < sizes[2] < 0.36
    assert 2.3 < drawn.sizes.mean() < 2.9
    ages = drawn.ages[np.isfinite(drawn.ages)]
    assert 0.2 < (ages < 18).mean() < 0.32
    assert ages.max() <= 104


def test_children_live_with_somebody_grown(people):
    persons = people.persons
    age = (np.datetime64("2026-06-30") - persons.born_on).astype(int) / 365.25
    oldest = {}
    for household, years in zip(persons.household.tolist(), age.tolist(), strict=True):
        oldest[household] = max(years, oldest.get(household, 0))
    children = persons.household[age < 16]
    assert np.mean([oldest[household] >= 17 for household in children.tolist()]) > 0.995


def test_ages_of_people_follow_the_counts_of_the_place(place, people):
    """Counts and people come from one model of households."""
    persons = people.persons
    age = (np.datetime64(place.counted_on) - persons.born_on).astype(int) / 365.25
    band = np.minimum(age // 5, len(synthetic.BANDS) - 1).astype(int)
    made = np.bincount(band, minlength=len(synthetic.BANDS)) / len(people)
    counted = place.counts.by_age.sum(axis=0) / place.residents
    assert np.abs(made - counted).max() < 0.02


def test_about_96_in_100_are_on_a_list_one_each(people):
    registered = people.registrations.person.tolist()
    assert len(set(registered)) == len(registered)
    assert 0.94 < len(registered) / len(people) < 0.98
    open_ended = np.isnat(people.registrations.until)
    assert (people.registrations.since[~open_ended] < people.registrations.until[~open_ended]).all()


def test_people_register_where_the_lists_say(place, people):
    listed = np.bincount(people.registrations.practice, minlength=len(place.practices))
    expected = place.lists.sizes / place.registered * listed.sum()
    assert np.corrcoef(listed, expected)[0, 1] > 0.9


def test_needs_rule_out_the_ways_that_they_say(people):
    """Nobody who has no telephone is given one."""
    without = set(people.needs.person[people.needs.code == "no_phone"].tolist())
    points = people.contact_points
    telephones = points.person[(points.mode == "phone") | (points.mode == "mobile")]
    assert without
    assert not without & set(telephones.tolist())


def test_contact_points_reach_nobody(people):
    points = people.contact_points
    for mode, value in zip(points.mode, points.value, strict=True):
        if mode == "email":
            assert value.rsplit("@")[1] in ("example.com", "example.org", "example.net")
        else:
            assert value.startswith(("07700900", "02079460"))
            assert len(value) == 11
    preferred = points.person[points.preferred].tolist()
    assert len(set(preferred)) == len(preferred)


def test_carers_are_of_the_household_or_outside(people):
    carers, persons = people.carers, people.persons
    inside = carers.carer >= 0
    assert (
        persons.household[carers.person[inside]] == persons.household[carers.carer[inside]]
    ).all()
    assert (carers.person != carers.carer).all()
    assert inside.sum() > 400
    assert (~inside).sum() > 5


def test_a_sample_larger_than_the_place_is_refused(place, almanac):
    with pytest.raises(synthetic.MoreThanLiveHere):
        next(synthetic.make_people(place, people=250_000, almanac=almanac))


def test_a_place_without_people_is_refused(place, almanac):
    with pytest.raises(NobodyToMake):
        next(synthetic.make_people(place, people=0, almanac=almanac))


def test_shares_are_whole_and_sum_exactly():
    assert share_out(10, np.array([1, 1, 1])).tolist() == [4, 3, 3]
    assert share_out(0, np.array([2.0, 1.0])).tolist() == [0, 0]
