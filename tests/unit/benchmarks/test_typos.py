from random import Random

import pytest
from benchmarks.door.typos import KINDS, LETTERS, with_typo


def one_slip_away(name, slipped):
    """Say whether a text is reached from another by exactly one insertion, … or swap."""
    reached = set()
    for place in range(len(name) + 1):
        for letter in LETTERS:
            reached.add(name[:place] + letter + name[place:])
            if place < len(name):
                reached.add(name[:place] + letter + name[place + 1 :])
        reached.add(name[:place] + name[place + 1 :])
        if place + 1 < len(name):
            reached.add(name[:place] + name[place + 1] + name[place] + name[place + 2 :])
    return slipped in reached - {name}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["Smith", "O'Brien", "Li", "Anne-Marie", "Wiśniewska"])
def test_a_typo_is_one_slip_away_and_never_none(name, kind):
    for seed in range(50):
        slipped = with_typo(name, kind, Random(seed))
        assert slipped.lower() != name.lower()
        assert one_slip_away(name, slipped)


@pytest.mark.parametrize(
    ("kind", "longer"), [("insert", 1), ("delete", -1), ("substitute", 0), ("transpose", 0)]
)
def test_each_kind_changes_the_length_as_it_says(kind, longer):
    assert len(with_typo("Hussain", kind, Random(3))) == len("Hussain") + longer


def test_every_place_is_drawn():
    drawn = {with_typo("Ahmed", "delete", Random(seed)) for seed in range(200)}
    assert drawn == {"hmed", "Amed", "Ahed", "Ahmd", "Ahme"}


def test_a_name_without_room_for_a_slip_gives_none():
    assert with_typo("Oo", "transpose", Random(1)) is None
    assert with_typo("X", "delete", Random(1)) is None
