"""Rule 7: within a tier one contract covers the same service, people and days; contracts may nest;
held by its tables too.
"""

from datetime import date

import pytest
from tests.unit.contracts.riverside import START, contract, delivery, line, status, whole

from peckham.kernel import Period

ELSEWHERE = frozenset({"east"})
OTHER_SERVICE = (line("dentistry", "primary_dental", delivery()),)


def beside(kind="icp_partial", own="icp_partial", **changes):
    other = contract(reference="OTHER", kind=kind, **changes)
    return whole(contract=contract(kind=own), others=(other,))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (beside(), "does not hold"),
        (beside("iho"), "does not hold"),
        (beside(people=ELSEWHERE), "holds"),
        (beside(lines=OTHER_SERVICE), "holds"),
        (beside(during=Period(date(2036, 9, 1))), "holds"),
        (beside(during=Period(date(2036, 8, 31))), "does not hold"),
        (beside("gms"), "holds"),
        (beside("gms", own="icp_full"), "does not hold"),
        (beside("gms", own="icp_full", suspended=(Period(START),)), "holds"),
        (beside("gms", own="icp_full", suspended=(Period(START, date(2030, 1, 1)),)),
         "does not hold"),
        (beside("icp_full", own="gms"), "does not hold"),
        (beside("grant", own="grant"), "holds"),
        (beside("snp", own="mnp", parent="RIVER-1"), "holds"),
    ],
)  # fmt: skip
def test_rule_7_the_same_service_people_and_days_are_covered_once(facts, expected):
    assert status("contract.single", facts) == expected
