"""A year worked out by hand: 50,000 people become 51,000, and more of them are old."""

from copy import deepcopy

from peckham.finance.domain.attribution import Term
from peckham.finance.domain.cost import Factor

COMMISSIONER = ("size", "age_mix", "price_national")
ORDER = tuple(
    Term(factor, "commissioner" if factor in COMMISSIONER else "provider") for factor in Factor
)
CONTRACT_PENCE = 1_913_450_000
ACTUAL_PENCE = 2_138_938_294
PARTS = {
    "size": 38_269_000,
    "age_mix": 50_979_600,
    "price_national": 50_067_465,
    "rate": 34_689_854,
    "pattern": -7_333_301,
    "case_mix": 14_856_555,
    "price_local": 10_474_896,
    "efficiency": 21_484_225,
    "quality": 12_000_000,
}
OVER_EVERY_ORDER = {
    "size": 39_973_683,
    "age_mix": 51_468_064,
    "price_national": 49_842_484,
    "rate": 33_847_484,
    "pattern": -6_638_219,
    "case_mix": 14_430_237,
    "price_local": 10_069_191,
    "efficiency": 20_495_371,
    "quality": 12_000_000,
}


def cell(rate, was, weight="1", weighed="1"):
    """Write a cell as JSON has it: rates and weights, of the contract and of the year."""
    return {
        "rate_contract": rate,
        "rate_actual": was,
        "case_mix_contract": weight,
        "case_mix_actual": weighed,
    }


TOLD = {
    "bands": {
        "<65": {"share_contract": "0.85", "share_actual": "0.84"},
        "65+": {"share_contract": "0.15", "share_actual": "0.16"},
    },
    "people": {"contract": 50000, "actual": 51000},
    "lines": {
        "emergency": {
            "unit_price_pence": 250000,
            "bands": {
                "<65": cell("0.070", "0.072", "0.9", "0.9"),
                "65+": cell("0.300", "0.290", "1.25", "1.275"),
            },
        },
        "community": {
            "unit_price_pence": 4000,
            "bands": {"<65": cell(2, "2.1"), "65+": cell(8, "8.5")},
        },
    },
    "national_uplift": "0.025",
    "local_drift": "0.005",
    "efficiency": {"contract": "0.02", "actual": "0.01"},
    "quality_pence": 12000000,
}


def told(**changes):
    """Give the example as JSON has it, with other values under some of its keys."""
    return deepcopy(TOLD) | changes
