"""Rule 27: neighbourhood teams are counted from the plans in force and set against the number that
the scheme speaks of; where no place of the scheme was imported they are not known, never 0.
"""

import pytest
from tests.integration.contracts.partners import TODAY, place
from tests.integration.places.example import loaded

from peckham.contracts.api import partnerships
from peckham.places.models import Place

pytestmark = pytest.mark.django_db


def counted(code):
    scheme = partnerships.catalogue.scheme_of(code)
    return partnerships.rules.counted_against(partnerships.teams_of(scheme, on=TODAY), scheme.teams)


def test_rule_27_teams_come_from_the_plan_in_force():
    assert counted("north_west_london") == "not known, of 25"
    loaded()
    place("East and West", scheme="north_west_london", place_id=Place.objects.get().pk)
    assert counted("north_west_london") == "2 of 25"
    assert counted("south_east_london") == "not known"
