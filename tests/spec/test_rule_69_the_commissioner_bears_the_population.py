"""Rule 69: changes in population size and in its ages are the commissioner's; the payment side, and
the allocation received beside it, come with the Money book.
"""

from tests.unit.finance.example import PARTS, told

from peckham.finance.attributing import attribute, read_position, usual_order


def owned_by(owner):
    parts = attribute(read_position(told()), usual_order())
    return {part.factor: part.pence for part in parts if part.owner == owner}


def test_rule_69_size_and_ages_are_the_commissioners():
    assert {k: v for k, v in owned_by("commissioner").items() if k in ("size", "age_mix")} == {
        "size": PARTS["size"],
        "age_mix": PARTS["age_mix"],
    }
    assert not {"size", "age_mix"} & set(owned_by("provider"))
