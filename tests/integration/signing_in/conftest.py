"""A provider that runs, and a place with its staff and one resident, at the real time."""

from datetime import date

import pytest
from django.test import Client
from tests.integration.care import world as worlds
from tests.integration.signing_in import provider as providers

from peckham.interfaces.signing_in import published
from peckham.kernel import NhsNumber
from peckham.organisations import api as organisations
from peckham.people import api as people

NUMBER = f"999000001{NhsNumber.check_digit('999000001')}"
BORN = date(1951, 3, 14)


@pytest.fixture(scope="session")
def running_provider():
    with providers.running() as provider:
        yield provider


@pytest.fixture
def provider(running_provider, settings):
    """Give the provider as it answers rightly, connected for both sites; no password elsewhere."""
    running_provider.tamper, running_provider.drop = None, False
    running_provider.userinfo = {}
    running_provider.asked.clear()
    running_provider.refused.clear()
    published.forget()
    settings.SIGN_IN_PROVIDERS = {
        "staff": running_provider.set_up(),
        "residents": running_provider.set_up(),
    }
    return running_provider


@pytest.fixture
def world(db):
    return worlds.build()


@pytest.fixture
def linked(world, provider):
    """Link the navigator's account, and let the provider know her in the role of her trust."""
    organisations.identities.link_identity(
        username="navigator",
        issuer=provider.issuer,
        subject="656005750110",
        by=worlds.BY,
        at=worlds.BUILT,
    )
    provider.knows("656005750110", **staff_claims())
    return world


def staff_claims(**changes):
    return {
        "name": "Nadia Navigator",
        "email": "nadia@example.invalid",
        "authentication_assurance_level": "3",
        "selected_roleid": "role-1",
        "nhsid_nrbac_roles": [
            {"person_roleid": "role-1", "org_code": "HOSTA", "role_code": "S8000:G8000:R8000"},
            {"person_roleid": "role-2", "org_code": "TRSTB", "role_code": "S8000:G8000:R8000"},
        ],
        **changes,
    }


@pytest.fixture
def resident(world):
    return people.register_person(
        family_name="Cali",
        given_name="Faadumo",
        birth_date=BORN,
        nhs_number=NUMBER,
        area_code="E99000000",
        arrived_on=date(2020, 1, 1),
        by=worlds.BY,
        at=worlds.BUILT,
    )


@pytest.fixture
def browser():
    return Client()
