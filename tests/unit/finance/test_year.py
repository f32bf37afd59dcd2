"""A year set beside its baseline: nobody and nothing is left out, wherever people live."""

from datetime import date
from fractions import Fraction

import pytest
from tests.unit.finance.example import ORDER

from peckham.finance.domain.activity import Counted
from peckham.finance.domain.attribution import attribute
from peckham.finance.domain.beside import chance_part
from peckham.finance.domain.cost import Factor, cost
from peckham.finance.domain.expected import ContractSide, ExpectedCell, ExpectedLine
from peckham.finance.domain.local import of_neighbourhood, parts_by
from peckham.finance.domain.snapshot import ListCell, snapshot
from peckham.finance.domain.year import Happened, LineWithoutPrice, NobodyOnTheList, position_of
from peckham.finance.queries.settled_inputs import people_of
from peckham.kernel import Period

YEAR = Period(date(2025, 4, 1), date(2026, 4, 1))
F = Fraction
EXPECTED = ContractSide(
    people=1000,
    shares={"young": F(4, 5), "old": F(1, 5)},
    lines={
        "visits": ExpectedLine(
            2_000,
            {"young": ExpectedCell(F(1, 2), F(1)), "old": ExpectedCell(F(3), F(5, 4))},
        )
    },
    efficiency=F(2, 100),
    year=YEAR,
)
PEOPLE = {("N1", "young"): F(500), ("N2", "young"): F(330), ("N1", "old"): F(210)}
COUNTS = {
    ("visits", "N1", "young"): Counted(260, F(260)),
    ("visits", "N2", "young"): Counted(150, F(151)),
    ("visits", "N1", "old"): Counted(650, F(820)),
}


def happened(**changes):
    given = {
        "people": PEOPLE,
        "counts": COUNTS,
        "national_uplift": F(25, 1000),
        "local_drift": F(5, 1000),
        "efficiency": F(1, 100),
        "quality_pence": 7,
    }
    return Happened(**given | changes)


def test_what_it_cost_is_what_was_done_at_the_contracts_prices():
    position = position_of(EXPECTED, happened())
    weight = sum(count.weight for count in COUNTS.values())
    done = weight * 2_000 * F(1025, 1000) * F(1005, 1000) * F(99, 100) + 7
    assert cost(position, frozenset(Factor)) == done
    assert cost(position, frozenset()) == sum(EXPECTED.exact_pence().values())


def test_the_whole_is_as_if_there_were_no_neighbourhoods():
    merged = {("", band): F(0) for _, band in PEOPLE}
    for (_, band), people in PEOPLE.items():
        merged["", band] += people
    counts = {}
    for (line, _, band), one in COUNTS.items():
        before = counts.get((line, "", band), Counted(0, F(0)))
        counts[line, "", band] = Counted(before.events + one.events, before.weight + one.weight)
    apart = position_of(EXPECTED, happened())
    together = position_of(EXPECTED, happened(people=merged, counts=counts))
    assert attribute(apart, ORDER) == attribute(together, ORDER)
    homes = parts_by(apart, ORDER, of_neighbourhood)
    assert sorted(homes) == ["", "N1", "N2"]


def test_activity_of_people_on_no_list_is_new_activity_and_costs_what_it_cost():
    strangers = {("visits", "N3", "old"): Counted(4, F(5)), ("visits", "", "x"): Counted(1, F(1))}
    before = position_of(EXPECTED, happened())
    after = position_of(EXPECTED, happened(counts=COUNTS | strangers))
    more = cost(after, frozenset(Factor)) - cost(before, frozenset(Factor))
    assert more == 6 * 2_000 * F(1025, 1000) * F(1005, 1000) * F(99, 100)
    first = [part.pence for part in attribute(after, ORDER)[:3]]
    assert first == [part.pence for part in attribute(before, ORDER)[:3]]


def test_a_band_that_nobody_is_left_in_is_the_commissioners_age_mix():
    gone = {key: people for key, people in PEOPLE.items() if key[1] != "old"}
    counts = {key: count for key, count in COUNTS.items() if key[2] != "old"}
    parts = attribute(position_of(EXPECTED, happened(people=gone, counts=counts)), ORDER)
    assert parts[1].factor == Factor.AGE_MIX
    assert parts[1].pence < 0


def test_nobody_on_the_lists_and_a_service_without_a_price_are_named():
    with pytest.raises(NobodyOnTheList):
        position_of(EXPECTED, happened(people={}))
    with pytest.raises(LineWithoutPrice, match="x-rays"):
        position_of(EXPECTED, happened(counts={("x-rays", "N1", "old"): Counted(1, F(1))}))


def test_a_dead_band_from_chance_is_wider_for_fewer_people():
    # 1,000 people: 400 and 600 visits; the root of what each weighs, twice, over the value.
    few = chance_part(EXPECTED)
    many = ContractSide(
        100_000, EXPECTED.shares, EXPECTED.lines, EXPECTED.efficiency, EXPECTED.year
    )
    assert F(5, 100) < few < F(7, 100)
    assert abs(float(few / chance_part(many)) - 10) < 0.2


def test_people_live_where_their_practices_lists_were_last_published_to_live():
    lists = [
        snapshot(YEAR.start, [ListCell("old", "P1", 30), ListCell("old", "P2", 4)]),
        snapshot(date(2025, 10, 1), [ListCell("old", "P1", 32)]),
    ]
    found = people_of(lists, {"P1": {"N1": 1, "N2": 3}})
    assert found == {("N1", "old"): F(31, 4), ("N2", "old"): F(93, 4), ("", "old"): F(2)}
    assert sum(found.values()) == F(30 + 4 + 32, 2)
