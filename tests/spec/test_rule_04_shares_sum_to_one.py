"""Rule 4: several commissioners' exact shares sum to one, and one of them co-ordinates; held by its
tables too.
"""

from fractions import Fraction as Part

import pytest
from tests.unit.contracts.riverside import contract, status, whole

from peckham.contracts.api import terms

SEVENTH = (Part(1, 7),) * 7


def shared(parts, leads=1):
    return tuple(
        terms.Commissioner(f"board {n}", "icb", part, n < leads) for n, part in enumerate(parts)
    )


@pytest.mark.parametrize(
    ("commissioners", "expected"),
    [
        (shared(SEVENTH), "holds"),
        (shared([Part(1)]), "holds"),
        (shared([Part(1, 3)] * 2), "does not hold"),
        (shared([Part(333, 1000)] * 3), "does not hold"),
        (shared([Part(3, 2), Part(-1, 2)]), "does not hold"),
        (shared([Part(1), Part(0)]), "does not hold"),
        (shared(SEVENTH, leads=0), "does not hold"),
        (shared(SEVENTH, leads=2), "does not hold"),
        (shared([Part(1, 2), None]), "not known"),
        ((), "not known"),
    ],
)
def test_rule_4_shares_are_exact_and_one_co_ordinates(commissioners, expected):
    assert status(
        "commissioners.shares", whole(contract=contract(commissioners=commissioners))
    ) == (expected)
