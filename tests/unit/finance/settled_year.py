"""The worked year, ready to be settled."""

from datetime import date
from fractions import Fraction

from tests.unit.finance.example import ORDER, told

from peckham.finance.domain.reading import position
from peckham.finance.domain.settlement import Inputs, Origin
from peckham.finance.domain.sharing import Sharing
from peckham.kernel import Period

HALF = Fraction(1, 2)
INPUTS = Inputs(
    contract="RIVER-1",
    year=Period(date(2025, 4, 1), date(2026, 4, 1)),
    position=position(told()),
    order=ORDER,
    sharing=Sharing(Fraction(1, 100), HALF, HALF, Fraction(3, 100)),
    gate_reached=None,
    received_pence=None,
    coded_need=None,
    origins=(Origin("baseline", "version 1"),),
)
