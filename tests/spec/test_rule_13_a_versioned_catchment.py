"""Rule 13: a contract's area is versioned, and a change of it is a variation with a new price."""

from datetime import date

import pytest

from peckham.contracts.api import heads
from peckham.contracts.domain.varying import NotRepriced, check_priced
from peckham.places.domain.catchment import (
    BadVariation,
    ContractArea,
    TooManyPractices,
    adjoining_areas,
    consenting_practices,
    nested_split,
    vary,
)
from peckham.places.domain.graph import is_contiguous

FIRST = ContractArea(1, frozenset("ab"), date(2027, 4, 1))
PEOPLE = {"a": 2_000, "b": 1_500, "c": 1_800, "d": 900}
# a - b - c - d in a row, and a - c share a short stretch.
NEIGHBOURS = {
    "a": {"b": 500.0, "c": 50.0},
    "b": {"a": 500.0, "c": 300.0},
    "c": {"a": 50.0, "b": 300.0, "d": 400.0},
    "d": {"c": 400.0},
}


@pytest.mark.parametrize(
    ("areas", "after", "price"),
    [
        ("abc", 5_300, 1_800 * 15_000),
        ("a", 2_000, -1_500 * 15_000),
        ("acd", 4_700, 1_200 * 15_000),
    ],
)
def test_rule_13_each_change_is_the_next_version_with_its_people_priced_anew(areas, after, price):
    found = vary(FIRST, frozenset(areas), from_on=date(2030, 4, 1), people=PEOPLE)
    assert (found.after.version, found.after.areas) == (2, frozenset(areas))
    assert (found.people_before, found.people_after) == (3_500, after)
    assert found.price_change_pence(15_000) == price
    assert found.before is FIRST
    assert set(found.added) == set(areas) - set("ab")


@pytest.mark.parametrize(
    ("areas", "day", "words"),
    [
        ("ab", date(2030, 4, 1), "does not change"),
        ("", date(2030, 4, 1), "No area would be left"),
        ("abc", date(2027, 4, 1), "not after 2027-04-01"),
        ("abz", date(2030, 4, 1), "No count is given for z"),
    ],
)
def test_rule_13_a_change_backdated_or_without_its_people_is_refused(areas, day, words):
    with pytest.raises(BadVariation, match=words) as refused:
        vary(FIRST, frozenset(areas), from_on=day, people=PEOPLE)
    assert refused.value.rule == 13


@pytest.mark.parametrize(
    ("wanted", "taken"), [(100, "c"), (1_800, "c"), (1_801, "cd"), (9_999, "cd")]
)
def test_rule_13_the_catchment_could_expand_to_what_adjoins_it(wanted, taken):
    assert "".join(adjoining_areas(FIRST.areas, wanted, PEOPLE, NEIGHBOURS)) == taken


def test_rule_13_only_practices_that_consent_are_looked_at():
    lists = {"P1": 8_000, "P2": 5_000, "P3": 4_000, "P4": 9_500}
    everyone = frozenset(lists)
    assert consenting_practices(8_000, lists, everyone) == ("P1",)
    assert consenting_practices(8_500, lists, everyone) == ("P2", "P3")
    assert consenting_practices(8_500, lists, everyone - {"P3"}) == ("P4",)
    assert consenting_practices(8_000, lists, frozenset({"P2"})) is None
    assert consenting_practices(8_000, lists, frozenset()) is None
    with pytest.raises(TooManyPractices):
        consenting_practices(1, {f"P{n}": 1 for n in range(17)}, {f"P{n}" for n in range(17)})


def test_rule_13_a_later_neighbourhood_nests_in_its_parent():
    found = nested_split(
        "a", frozenset(PEOPLE), PEOPLE, NEIGHBOURS, child_min=3_000, rest_min=2_500
    )
    assert (found.child, found.rest) == (frozenset("ab"), frozenset("cd"))
    assert found.cut_metres == 350
    assert is_contiguous(found.rest, NEIGHBOURS)
    assert (
        nested_split("a", frozenset("ab"), PEOPLE, NEIGHBOURS, child_min=3_600, rest_min=1) is None
    )


def test_rule_13_a_contract_that_covers_other_people_says_its_price():
    now = {"codes": {"a", "b"}, "services": set(), "has_price": True}
    with pytest.raises(NotRepriced) as refusal:
        check_priced(heads.stated.Parts(people={"a": "east"}), **now)
    assert refusal.value.rule == 13
    check_priced(heads.stated.Parts(people={"a": "east", "b": "east"}), **now)
    terms = heads.stated.StatedTerms(date(2027, 4, 1), None)
    check_priced(heads.stated.Parts(people={"a": "east"}, terms=terms), **now)
