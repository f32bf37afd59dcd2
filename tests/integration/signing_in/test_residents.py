"""A resident signs in whose identity is proven and whose number and birth date are one record's."""

import pytest
from tests.integration.care import world as worlds
from tests.integration.signing_in.conftest import BORN, NUMBER
from tests.integration.signing_in.going import RESIDENTS, go

from peckham.infra.models import AuditEvent
from peckham.people import api as people

pytestmark = pytest.mark.django_db
SUBJECT = "49f470a1-cc52-49b7-beba-0f9cec937c46"


def claims(**changes):
    return {
        "nhs_number": NUMBER,
        "birthdate": BORN.isoformat(),
        "family_name": "CALI",
        "identity_proofing_level": "P9",
        **changes,
    }


def come_in(browser, provider, **changes):
    provider.knows(SUBJECT, **claims(**changes))
    return go(browser, provider, SUBJECT, path=RESIDENTS)


def opens_a_record(browser):
    return browser.get("/my/requests/").status_code == 200


def test_she_comes_in_to_her_own_record(resident, provider, browser):
    answer = come_in(browser, provider)
    assert (answer.status_code, answer["Location"]) == (303, "/my/requests/")
    assert opens_a_record(browser)
    assert "vtr" in provider.asked[0]


@pytest.mark.parametrize("level", ["P0", "P5", "", None, "P10", ["P9"], "p9"])
def test_below_a_proven_identity_nothing_is_seen(resident, provider, browser, level):
    answer = come_in(browser, provider, identity_proofing_level=level)
    assert answer.status_code == 403
    assert "has not been proven fully" in answer.content.decode()
    assert "Faadumo" not in answer.content.decode()
    assert not opens_a_record(browser)
    assert not AuditEvent.objects.filter(action="people.match_for_sign_in").exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"nhs_number": "9990000026"},
        {"nhs_number": ""},
        {"nhs_number": "12"},
        {"nhs_number": None},
        {"birthdate": "1951-03-15"},
        {"birthdate": "1951"},
        {"birthdate": ""},
        {"birthdate": None},
    ],
)
def test_a_number_and_a_birth_date_that_are_not_one_records_open_none(
    resident, provider, browser, changes
):
    answer = come_in(browser, provider, **changes)
    assert answer.status_code == 403
    assert "could not find your record with certainty" in answer.content.decode()
    assert "Ring or visit the hub" in answer.content.decode()
    assert not opens_a_record(browser)


def test_a_record_of_somebody_who_died_is_not_opened(resident, provider, browser):
    people.depart(
        person_id=resident.id, on=worlds.BUILT.date(), reason="died", by=worlds.BY, at=worlds.BUILT
    )
    assert come_in(browser, provider).status_code == 403


def test_after_a_merge_it_is_the_record_that_goes_on(resident, provider, browser):
    kept = people.register_person(
        family_name="Cali",
        given_name="Faduma",
        birth_date=BORN,
        area_code="E99000000",
        by=worlds.BY,
        at=worlds.BUILT,
    )
    people.merging.merge(
        survivor_id=kept.id, duplicate_id=resident.id, reason="one", by=worlds.BY, at=worlds.BUILT
    )
    assert come_in(browser, provider).status_code == 303
    assert browser.session["resident"] == str(kept.public_id)


def test_her_sign_in_opens_no_page_of_staff(resident, provider, browser):
    come_in(browser, provider)
    answer = browser.get("/staff/door")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/staff/sign-in")


def test_an_answer_for_the_one_site_is_none_for_the_other(linked, resident, provider, browser):
    from tests.integration.signing_in.going import STAFF, come_back, leave

    provider.knows(SUBJECT, **claims())
    back = provider.agrees(leave(browser, STAFF), SUBJECT)
    crossed = back.replace("/staff/sign-in/back", "/sign-in/back/")
    assert come_back(browser, crossed).status_code == 403
    assert not opens_a_record(browser)
