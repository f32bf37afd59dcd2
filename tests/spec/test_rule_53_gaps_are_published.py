"""Rule 53: each function of the core infrastructure has a named owner or is published as a gap."""

import pytest
from tests.integration.contracts.partners import TODAY, WHO, partnerships

from peckham.contracts.domain.partners import gaps

pytestmark = pytest.mark.django_db


def test_rule_53_a_function_that_nobody_spoke_of_is_a_gap():
    catalogue = partnerships.catalogue.function_catalogue()
    codes = [function.code for function in catalogue]
    assert gaps({}, catalogue) == codes
    assert gaps(dict.fromkeys(codes[:1], None) | {codes[1]: "A team"}, catalogue) == [
        codes[0], *codes[2:],
    ]  # fmt: skip


def test_rule_53_everybody_reads_the_gaps_of_a_place():
    partnerships.keep_published(**WHO)
    key = next(one.public_id for one in partnerships.contract_places() if one.name == "Lewisham")
    page = partnerships.place_page(key, on=TODAY)
    assert len(page.integrator.gaps) == 10, "the source names no owner of anything"
