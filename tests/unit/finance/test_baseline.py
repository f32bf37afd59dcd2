"""What a baseline comes to, by hand; and what is refused by name."""

from datetime import date
from fractions import Fraction

import pytest
from tests.unit.finance.valley import BANDS, SERVICES, VALLEY, replace

from peckham.finance.domain.baseline import storing
from peckham.finance.domain.baseline.checking import InputsNotWhole
from peckham.finance.domain.baseline.computing import compute
from peckham.finance.domain.baseline.inputs import OneOff
from peckham.finance.domain.expected import ExpectedCell
from peckham.kernel import Period

NURSING, PRACTICE = SERVICES


def test_each_method_comes_to_what_it_does_by_hand():
    found = compute(VALLEY, SERVICES)
    # (200,000,000 - 5,000,000) x 1.025 x 10,500 / 10,000 x 0.99
    assert found.methods_pence["historical"][NURSING] == 207_770_062
    # 10,500 people: 2,100 x 0.1 + 6,300 x 0.5 + 2,100 x 5 x 1.25 at 12,000 pence, x 0.99
    assert found.methods_pence["demographic"][NURSING] == 195_841_800
    assert found.methods_pence["benchmark"][NURSING] == 211_925_464
    assert found.methods_pence["benchmark"][PRACTICE] == 193_705_627
    assert sum(found.people.values()) == 10_500
    assert found.people_then == dict(zip(BANDS, (2000, 6000, 2000), strict=True))


def test_the_value_is_the_mixture_and_its_lines_sum_to_it():
    found = compute(VALLEY, SERVICES)
    half = [sum(found.methods_pence[name].values()) for name in ("historical", "demographic")]
    assert abs(2 * found.value_pence - sum(half)) <= 2
    assert sum(found.lines_pence.values()) == found.value_pence
    low, high = found.spread_pence
    assert low == min(half)
    assert high == sum(found.methods_pence["benchmark"].values())


def test_the_contracts_side_costs_exactly_the_value_and_keeps_the_pattern_over_bands():
    found = compute(VALLEY, SERVICES)
    exact = found.expected.exact_pence()
    assert round(sum(exact.values())) == found.value_pence
    cells = found.expected.lines[NURSING].cells
    assert cells[BANDS[2]].rate / cells[BANDS[0]].rate == 50
    assert sum(found.expected.shares.values()) == 1
    assert found.expected.people == 10_500


def test_each_step_goes_on_from_the_one_before_and_ends_at_the_value():
    steps = compute(VALLEY, SERVICES).steps
    assert [step.code for step in steps] == [
        "outturn", "one_offs", "prices", "people", "efficiency", "mixture",
    ]  # fmt: skip
    pairs = zip(steps, steps[1:], strict=False)
    assert all(step.after_pence == following.before_pence for step, following in pairs)
    assert steps[0].before_pence == 0
    assert steps[-1].after_pence == compute(VALLEY, SERVICES).value_pence
    assert all(step.source for step in steps)


def test_without_a_trend_two_methods_stand_side_by_side():
    found = compute(replace(VALLEY, trends=()), SERVICES)
    assert list(found.methods_pence) == ["historical", "demographic"]


def test_inputs_are_stored_and_read_to_the_same_value_and_digest():
    told = storing.written(VALLEY)
    assert compute(storing.read(told), SERVICES) == compute(VALLEY, SERVICES)
    assert storing.written(storing.read(told)) == told
    assert storing.digest(told) == storing.digest(dict(reversed(told.items())))


def outturn(**changes):
    return replace(VALLEY, outturn=replace(VALLEY.outturn, **changes))


def people(**changes):
    return replace(VALLEY, people=replace(VALLEY.people, **changes))


def rates(**changes):
    cells = {service: dict(of) for service, of in VALLEY.activity.cells.items()}
    for band, cell in changes.items():
        cells[NURSING][band] = cell
    return cells


def activity(**changes):
    return replace(VALLEY, activity=replace(VALLEY.activity, **changes))


def without(mapping, key):
    return {name: value for name, value in mapping.items() if name != key}


WRONG = {
    "outturn: There is none of general_practice": outturn(lines={NURSING: 1}),
    "outturn: dentistry is no line": outturn(lines=VALLEY.outturn.lines | {"dentistry": 1}),
    "outturn: community_nursing is below zero": outturn(
        lines=VALLEY.outturn.lines | {NURSING: -1}
    ),
    "outturn: It is of days that are not over": outturn(
        during=Period(date(2026, 4, 1), date(2027, 4, 1))
    ),
    "are not one year": outturn(during=Period(date(2025, 4, 1), date(2026, 3, 1))),
    "Nobody says where it is from": outturn(source=""),
    "is more than the line's outturn": replace(
        VALLEY, one_offs=(OneOff(NURSING, 200_000_001, "x", "y"),)
    ),
    "has no outturn to take it from": replace(VALLEY, one_offs=(OneOff("dentistry", 1, "x", "y"),)),
    "say why, and who says so": replace(VALLEY, one_offs=(OneOff(NURSING, 1, "x", ""),)),
    "0 pence is not above zero": replace(VALLEY, one_offs=(OneOff(NURSING, 0, "x", "y"),)),
    "people: The lists have nobody": people(lists={2025: dict.fromkeys(BANDS, 0)}),
    f"people: 2025, {BANDS[0]}: -1 people": people(
        lists={2025: dict(zip(BANDS, (-1, 5, 5), strict=True))}
    ),
    f"community_nursing has no rate for {BANDS[0]}": activity(
        cells=VALLEY.activity.cells
        | {NURSING: without(VALLEY.activity.cells[NURSING], BANDS[0])}
    ),
    "nobody is in 80": activity(
        cells=rates(**{"80+/male/5": ExpectedCell(Fraction(1), Fraction(1))})
    ),
    "a rate is below zero": activity(
        cells=rates(**{BANDS[0]: ExpectedCell(Fraction(-1), Fraction(1))})
    ),
    "prices: community_nursing has no price": activity(
        prices_pence=without(VALLEY.activity.prices_pence, NURSING)
    ),
    "No change of prices is in force on 2026-04-01": replace(VALLEY, uplifts=()),
    "trends: general_practice has none in force": replace(VALLEY, trends=VALLEY.trends[1:]),
    "efficiency: It is a part": replace(VALLEY, efficiency=Fraction(1)),
    "is not 1 in all": replace(VALLEY, weights={"historical": Fraction(1, 2)}),
    "no trend is given": replace(VALLEY, trends=(), weights={"benchmark": Fraction(1)}),
    "price_base: Prices are of a day from": replace(VALLEY, price_base=date(2027, 4, 1)),
}  # fmt: skip


@pytest.mark.parametrize("words", WRONG)
def test_what_is_wrong_is_named_and_never_taken_for_nothing(words):
    with pytest.raises(InputsNotWhole) as refused:
        compute(WRONG[words], SERVICES)
    assert words in str(refused.value)
    assert refused.value.rule == 68


def test_a_line_that_nobody_of_the_year_uses_has_no_rate_to_be_brought_to_its_value():
    emptied = {2025: VALLEY.people.lists[2025], 2026: {BANDS[0]: 5, BANDS[1]: 5}}
    only_old = {band: ExpectedCell(Fraction(band == BANDS[2]), Fraction(1)) for band in BANDS}
    inputs = replace(
        people(lists=emptied, growth={}, growth_source=""),
        activity=replace(VALLEY.activity, cells=VALLEY.activity.cells | {NURSING: only_old}),
    )
    with pytest.raises(InputsNotWhole, match="nobody of the year uses community_nursing"):
        compute(inputs, SERVICES)
