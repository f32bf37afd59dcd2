"""Staff sign in with a provider: in the role they chose there, and as the account linked here."""

import logging

import pytest
from tests.integration.care import world as worlds
from tests.integration.signing_in.conftest import staff_claims
from tests.integration.signing_in.going import NAVIGATOR, STAFF, come_back, go, leave

from peckham.organisations import api as organisations
from peckham.organisations.models import Account, Membership

pytestmark = pytest.mark.django_db


def signed_in(browser):
    return browser.get("/staff/keys").status_code == 200


def test_she_comes_in_in_the_role_that_she_chose(linked, provider, browser):
    answer = go(browser, provider)
    assert (answer.status_code, answer["Location"]) == (303, "/staff/door")
    assert signed_in(browser)
    asked = provider.asked[0]
    assert asked["code_challenge_method"] == "S256"
    assert asked["response_type"] == "code"
    assert "selectedrole" in asked["scope"]
    assert asked["prompt"] == "login"
    assert provider.refused == []


def test_she_goes_on_to_the_page_where_she_was_going(linked, provider, browser):
    answer = go(browser, provider, path=f"{STAFF}?next=/staff/keys")
    assert answer["Location"] == "/staff/keys"
    elsewhere = go(browser, provider, path=f"{STAFF}?next=https://evil.example/")
    assert elsewhere["Location"] == "/staff/door"


def test_a_new_session_begins_at_the_sign_in(linked, provider, browser):
    address = leave(browser)
    before = browser.session.session_key
    come_back(browser, provider.agrees(address, NAVIGATOR))
    assert browser.session.session_key not in (None, before)


def test_an_unknown_subject_is_told_whom_to_ask_even_with_a_known_name(linked, provider, browser):
    account = Account.objects.get(username="navigator")
    claims = staff_claims(name=account.name, email="navigator", preferred_username="navigator")
    provider.knows("navigator", **claims)
    answer = go(browser, provider, "navigator")
    assert answer.status_code == 403
    assert "no account here is linked" in answer.content.decode()
    assert "looks after accounts" in answer.content.decode()
    assert not signed_in(browser)


def test_the_same_subject_of_another_issuer_is_somebody_else(world, provider, browser):
    organisations.identities.link_identity(
        username="navigator",
        issuer="https://other.example",
        subject=NAVIGATOR,
        by=worlds.BY,
        at=worlds.BUILT,
    )
    provider.knows(NAVIGATOR, **staff_claims())
    assert go(browser, provider).status_code == 403


@pytest.mark.parametrize("level", ["1", "0", "", None, "4", 3, ["3"]])
def test_a_level_that_is_too_low_or_unknown_does_not_come_in(linked, provider, browser, level):
    provider.knows(NAVIGATOR, **staff_claims(authentication_assurance_level=level))
    answer = go(browser, provider)
    assert answer.status_code == 403
    assert "sure enough" in answer.content.decode()


def test_a_deployment_may_ask_for_a_higher_level(linked, provider, browser, settings):
    settings.SIGN_IN_PROVIDERS = {"staff": provider.set_up(least_level="3")}
    provider.knows(NAVIGATOR, **staff_claims(authentication_assurance_level="2"))
    assert go(browser, provider).status_code == 403


def test_the_level_is_believed_of_the_signed_token_alone(linked, provider, browser):
    provider.knows(NAVIGATOR, **staff_claims(authentication_assurance_level="1"))
    provider.userinfo = {"authentication_assurance_level": "3"}
    assert go(browser, provider).status_code == 403


@pytest.mark.parametrize("role", ["", None, "role-9", {"a": 1}])
def test_without_a_role_that_is_in_the_list_nobody_comes_in(linked, provider, browser, role):
    provider.knows(NAVIGATOR, **staff_claims(selected_roleid=role))
    answer = go(browser, provider)
    assert answer.status_code == 403
    assert "chose no role" in answer.content.decode()


@pytest.mark.parametrize("roles", [None, "role-1", [None], [{"person_roleid": "role-1"}]])
def test_a_list_of_roles_that_is_none_lets_nobody_in(linked, provider, browser, roles):
    provider.knows(NAVIGATOR, **staff_claims(nhsid_nrbac_roles=roles))
    assert go(browser, provider).status_code == 403


def test_a_role_elsewhere_opens_nothing_here(linked, provider, browser):
    provider.knows(NAVIGATOR, **staff_claims(selected_roleid="role-2"))
    answer = go(browser, provider)
    assert answer.status_code == 403
    assert "no team of the organisation" in answer.content.decode()


def test_the_session_is_for_the_organisation_of_the_role_and_for_no_other(
    linked, provider, browser
):
    organisations.add_member(
        account_id=linked.accounts["navigator"],
        team_id=linked.therapy,
        role="service_member",
        by=worlds.BY,
        at=worlds.BUILT,
    )
    go(browser, provider)
    page = browser.get("/staff/acting-in").content.decode()
    assert "Reception" in page
    assert "Community therapy" not in page
    theirs = Membership.objects.get(team_id=linked.therapy, account__username="navigator")
    chosen = browser.post("/staff/acting-in", {"membership": str(theirs.public_id)})
    assert chosen.status_code == 422


def test_an_account_that_is_no_longer_used_does_not_come_in(linked, provider, browser):
    Account.objects.filter(username="navigator").update(is_active=False)
    assert go(browser, provider).status_code == 403


def test_an_identity_that_was_ended_does_not_come_in(linked, provider, browser):
    organisations.identities.end_identity(
        username="navigator", issuer=provider.issuer, by=worlds.BY, at=worlds.BUILT
    )
    assert go(browser, provider).status_code == 403


def test_an_identity_is_one_accounts(linked, provider):
    with pytest.raises(organisations.identities.LinkedAlready):
        organisations.identities.link_identity(
            username="manager",
            issuer=provider.issuer,
            subject=NAVIGATOR,
            by=worlds.BY,
            at=worlds.BUILT,
        )


def test_a_failure_is_logged_without_a_word_of_who_it_was(linked, provider, browser, caplog):
    provider.knows("stranger-123", **staff_claims())
    with caplog.at_level(logging.INFO, logger="peckham.sign_in"):
        go(browser, provider, "stranger-123")
    facts = [record.facts for record in caplog.records if record.name == "peckham.sign_in"]
    assert facts[-1]["why"] == "unknown subject"
    assert "stranger" not in str(facts)
    assert "nadia" not in str(facts).lower()


def test_signing_out_ends_the_session_here_and_leads_to_the_providers_end(
    linked, provider, browser
):
    go(browser, provider)
    key = browser.session.session_key
    answer = browser.post("/staff/sign-out")
    assert answer.status_code == 303
    assert answer["Location"].startswith(f"{provider.issuer}/oauth2/end_session?")
    assert "id_token_hint=" in answer["Location"]
    assert not signed_in(browser)
    assert browser.session.session_key != key


def test_where_none_is_connected_there_is_no_such_page(db, settings, browser):
    settings.SIGN_IN_PROVIDERS = {}
    for path in (STAFF, "/staff/sign-in/back", "/sign-in/provider/", "/sign-in/back/"):
        assert browser.get(path).status_code == 404


def test_a_password_opens_nothing_outside_the_demonstration(linked, browser, settings):
    settings.DEMONSTRATION = False
    account = Account.objects.get(username="navigator")
    account.set_password("a good password for tests")
    account.save()
    sent = {"username": "navigator", "password": "a good password for tests"}
    answer = browser.post("/staff/sign-in", sent)
    assert answer.status_code in (200, 403)
    assert not signed_in(browser)
    browser.force_login(account)
    assert browser.post("/staff/confirm", {"password": sent["password"]}).status_code != 303
