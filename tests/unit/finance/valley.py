"""An invented valley's baseline: two lines, three bands, one year of outturn."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from peckham.finance.domain.baseline.inputs import (
    Activity,
    Dated,
    Inputs,
    OneOff,
    Outturn,
    People,
)
from peckham.finance.domain.expected import ExpectedCell
from peckham.kernel import Period

__all__ = ["BANDS", "SERVICES", "VALLEY", "replace"]

SERVICES = ("community_nursing", "general_practice")
BANDS = ("0-17/female/1", "18-64/female/1", "65-79/female/1")
_CELLS = {
    "community_nursing": (("1/10", 1), ("1/2", 1), ("5", "5/4")),
    "general_practice": (("3", 1), ("4", 1), ("8", "6/5")),
}
VALLEY = Inputs(
    year=Period(date(2026, 4, 1), date(2027, 4, 1)),
    price_base=date(2026, 4, 1),
    outturn=Outturn(
        Period(date(2025, 4, 1), date(2026, 4, 1)),
        {"community_nursing": 200_000_000, "general_practice": 180_000_000},
        "the ledger",
    ),
    one_offs=(OneOff("community_nursing", 5_000_000, "A winter ward", "Ada Marsh, finance"),),
    people=People(
        {2025: dict(zip(BANDS, (2000, 6000, 2000), strict=True))},
        "lists of April 2025",
        {2025: 10_000, 2027: 11_000},
        "projection v1",
    ),
    activity=Activity(
        {
            service: {
                band: ExpectedCell(Fraction(rate), Fraction(mix))
                for band, (rate, mix) in zip(BANDS, cells, strict=True)
            }
            for service, cells in _CELLS.items()
        },
        {"community_nursing": 12_000, "general_practice": 4_000},
        "reference costs",
    ),
    uplifts=(Dated(date(2026, 4, 1), Fraction(1, 40), "published uplift"),),
    trends=(
        Dated(date(2020, 4, 1), Fraction(1, 100), "all lines, a study"),
        Dated(date(2026, 4, 1), Fraction(1, 50), "nursing, a study", "community_nursing"),
    ),
    efficiency=Fraction(1, 100),
    efficiency_source="the contract",
    weights={"historical": Fraction(1, 2), "demographic": Fraction(1, 2)},
)
