"""Rule 72: the forms that a contract could take are compared on the same outcomes; asked of its own
rows.
"""

import pytest
from tests.unit.contracts.riverside import FORMS, OUTCOMES, on, status, whole

from peckham.contracts.api import facts as f


def options(forms=FORMS, last=OUTCOMES):
    expected = [OUTCOMES] * (len(forms) - 1) + [last]
    return tuple(
        f.Option(form, outcomes, on(2, 1)) for form, outcomes in zip(forms, expected, strict=True)
    )


@pytest.mark.parametrize(
    ("appraised", "expected"),
    [
        (options(), "holds"),
        (options(last=OUTCOMES[::-1]), "holds"),
        (options(last=OUTCOMES[:1]), "does not hold"),
        (options(FORMS[:3]), "does not hold"),
        (options(FORMS[1:]), "does not hold"),
        (tuple(f.Option(form, (), on(2, 1)) for form in FORMS), "does not hold"),
        ((), "does not hold"),
    ],
)
def test_rule_72_every_form_has_every_outcome(appraised, expected):
    assert status("contract.options", whole(options=appraised)) == expected
