"""Rule 69: changes in population size and in its ages are the commissioner's, in settled years too;
the allocation that it received for them stands beside them, and is not 0 where nobody recorded it.
"""

from dataclasses import replace

from tests.unit.finance.example import PARTS, told
from tests.unit.finance.settled_year import INPUTS

from peckham.finance.attributing import attribute, read_position, usual_order
from peckham.finance.domain.settlement import read, settle


def owned_by(owner):
    parts = attribute(read_position(told()), usual_order())
    return {part.factor: part.pence for part in parts if part.owner == owner}


def test_rule_69_size_and_ages_are_the_commissioners():
    assert {k: v for k, v in owned_by("commissioner").items() if k in ("size", "age_mix")} == {
        "size": PARTS["size"],
        "age_mix": PARTS["age_mix"],
    }
    assert not {"size", "age_mix"} & set(owned_by("provider"))


def test_rule_69_a_settled_year_pays_the_provider_for_more_and_older_people():
    found = settle(INPUTS)
    assert found.paid_pence - found.expected_pence == found.commissioner_pence == 139_316_065
    assert {part.factor for part in found.parts if part.owner == "commissioner"} == {
        "size",
        "age_mix",
        "price_national",
    }


def test_rule_69_what_the_provider_did_changes_nothing_that_the_commissioner_bears():
    told_more = told(
        local_drift="0.05", quality_pence=99, efficiency={"contract": "0.02", "actual": "-0.5"}
    )
    other = settle(replace(INPUTS, position=read_position(told_more)))
    assert other.commissioner_pence == settle(INPUTS).commissioner_pence


def test_rule_69_the_allocation_received_stands_beside_and_missing_is_not_nothing():
    assert read(INPUTS.text()).received_pence is None
    received = replace(INPUTS, received_pence=0)
    assert read(received.text()).received_pence == 0
    assert settle(received).parts == settle(INPUTS).parts
