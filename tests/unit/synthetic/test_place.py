from collections import Counter

import numpy as np
import pytest

from peckham.kernel import AreaCode, OdsCode, Postcode
from peckham.synthetic import api as synthetic
from peckham.synthetic.place.postcodes import within


def in_networks(place):
    held = {}
    for number, practice in enumerate(place.practices):
        held.setdefault(practice.network, []).append(number)
    return held


def test_counts_describe_about_220_000_people_whatever_the_sample(place, almanac):
    assert abs(place.residents - 220_000) < 200
    assert (place.counts.by_age.sum(axis=1) == place.counts.population).all()
    smaller = synthetic.make_place(7, almanac=almanac, people=50)
    assert smaller.residents == place.residents


def test_three_neighbourhoods_of_50_000_to_100_000(place):
    held = [place.counts.population[list(home.areas)].sum() for home in place.neighbourhoods]
    assert len(held) == 3
    assert all(50_000 <= residents <= 100_000 for residents in held)
    assert sorted(area for home in place.neighbourhoods for area in home.areas) == list(
        range(len(place.areas))
    )


def test_neighbourhoods_are_in_one_piece(place):
    home = place.neighbourhood_of
    for number in range(3):
        mine = set(np.flatnonzero(home == number).tolist())
        beside = {area: set() for area in mine}
        for one, other in place.tiling.pairs.tolist():
            if one in mine and other in mine:
                beside[one].add(other)
                beside[other].add(one)
        seen, edge = set(), [min(mine)]
        while edge:
            area = edge.pop()
            if area not in seen:
                seen.add(area)
                edge.extend(beside[area])
        assert seen == mine


def test_deprivation_is_alike_between_neighbours(place):
    score = place.counts.deprivation_score
    one, other = place.tiling.pairs.T
    alike = np.corrcoef(
        np.concatenate([score[one], score[other]]), np.concatenate([score[other], score[one]])
    )[0, 1]
    assert 0.55 < alike < 0.9
    worst = score >= 43.86
    assert (place.counts.deprivation_decile[worst] == 1).all()
    assert set(place.counts.deprivation_decile) <= set(range(1, 11))


def test_every_postcode_lies_in_its_area_and_has_the_shape_of_one(place):
    postcodes = place.postcodes
    assert len(set(postcodes.codes)) == len(postcodes.codes)
    for area in range(0, len(place.areas), 10):
        mine = postcodes.area == area
        assert within(place.tiling.rings[area], postcodes.points[mine]).all()
    assert all(str(Postcode.parse(code)) == code for code in postcodes.codes)
    assert {Postcode.parse(code).outward for code in postcodes.codes} == {"PK1", "PK2", "PK3"}


def test_lists_sum_to_their_sizes_and_run_ahead_of_residents(place):
    lists = place.lists
    assert (lists.patients.sum(axis=0) + lists.elsewhere == lists.sizes).all()
    assert 1.05 < place.registered / place.residents < 1.15
    assert len(place.practices) == 30


def test_lists_cross_neighbourhood_lines_as_real_ones_do(place):
    site = place.neighbourhood_of[[practice.area for practice in place.practices]]
    same = place.neighbourhood_of[:, None] == site[None, :]
    at_home = place.lists.patients[same].sum() / place.lists.patients.sum()
    assert 0.6 < at_home < 0.9
    largest = place.lists.patients.max(axis=1) / place.lists.patients.sum(axis=1)
    assert 0.3 < largest.mean() < 0.5


def test_networks_hold_30_000_to_50_000_and_one_straddles(place):
    networks = in_networks(place)
    sizes = [int(place.lists.sizes[members].sum()) for members in networks.values()]
    assert len(sizes) == 6
    assert all(30_000 <= size <= 50_000 for size in sizes)
    home = place.neighbourhood_of
    sites = [{int(home[place.practices[n].area]) for n in held} for held in networks.values()]
    straddling = [where for where in sites if len(where) > 1]
    assert len(straddling) == 1
    elsewhere = [
        Counter(int(home[place.practices[n].area]) for n in held) for held in networks.values()
    ]
    assert sorted(min(count.values()) for count in elsewhere if len(count) > 1) == [2]


def test_each_hub_has_one_reception_and_ten_services(place):
    """Rules 32 and 35."""
    receptions = [hub.reception for hub in place.hubs]
    assert len(place.hubs) == len(set(receptions)) == 3
    for hub in place.hubs:
        kinds = [service.core_kind for service in hub.services]
        assert len(kinds) == len(set(kinds)) == 10
        assert all(service.opening for service in hub.services)


def test_about_a_hundred_staff_of_about_ten_employers_in_each_neighbourhood(place):
    """Rule 29."""
    for number, home in enumerate(place.neighbourhoods):
        hub = place.hubs[number]
        teams = {index for index, team in enumerate(place.teams) if team.name.startswith(home.name)}
        teams |= {service.team for service in hub.services} | {hub.on_call}
        staff = [member for member in place.staff if member.team in teams]
        employers = {place.teams[member.team].organisation for member in staff}
        assert 90 <= len(staff) <= 120
        assert 9 <= len(employers) <= 12


def test_every_team_has_staff_and_hours(place):
    held = Counter(member.team for member in place.staff)
    assert all(held[number] >= 2 for number in range(len(place.teams)))
    assert all(team.hours for team in place.teams)
    assert len({member.username for member in place.staff}) == len(place.staff)


def test_codes_have_the_shape_of_real_ones_and_are_none(place):
    codes = [body.ods_code for body in place.organisations]
    assert len(set(codes)) == len(codes)
    assert all(OdsCode.parse(code).code[0] == "Q" and len(code) == 6 for code in codes)
    for area in place.areas:
        assert AreaCode.parse(area.code).is_small_area
        assert area.code[3:] >= "990001"
    assert len({area.name for area in place.areas}) == len(place.areas)


def test_more_people_than_the_largest_place_holds_are_refused(almanac):
    with pytest.raises(synthetic.TooManyPeople):
        synthetic.make_place(7, almanac=almanac, people=4_000_000)


def test_most_of_the_staff_are_in(place, almanac):
    from tests.unit.synthetic.conftest import AT

    away = {
        absence.member
        for absence in synthetic.draw_absences(place, almanac=almanac, at=AT)
        if absence.since <= AT < absence.until
    }
    assert 0.01 < len(away) / len(place.staff) < 0.12
