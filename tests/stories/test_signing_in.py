"""Stories of signing in: with a provider of identity, and in the demonstration."""

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests import databases
from tests.integration.signing_in import provider as providers
from tests.stories import browser as browsers
from tests.stories import place as places
from tests.stories import server
from tests.stories.conftest import Site

NAVIGATOR = "656005750110"
RESIDENT = "49f470a1-cc52-49b7-beba-0f9cec937c46"


@pytest.fixture(scope="module")
def provider() -> Iterator[providers.Provider]:
    with providers.running() as running:
        running.knows(
            NAVIGATOR,
            authentication_assurance_level="3",
            selected_roleid="role-1",
            nhsid_nrbac_roles=[{"person_roleid": "role-1", "org_code": "LARK1"}],
        )
        running.knows(
            RESIDENT,
            identity_proofing_level="P9",
            nhs_number=places.nhs_number("999000001"),
            birthdate="1951-03-14",
        )
        yield running


@pytest.fixture(scope="module")
def connected(site: Site, provider: providers.Provider, tmp_path_factory) -> Iterator[Site]:
    """Serve Larkmoor once more, connected to the provider for both sites."""
    name = f"peckham_story_{os.getpid()}"
    databases.execute(
        "INSERT INTO organisations_identity (account_id, issuer, subject, linked_at) "
        f"SELECT id, '{provider.issuer}', '{NAVIGATOR}', now() FROM organisations_account "
        "WHERE username = 'navigator'",
        database=name,
    )
    more = {}
    for who in ("STAFF", "RESIDENTS"):
        more |= {
            f"PECKHAM_{who}_ISSUER": provider.issuer,
            f"PECKHAM_{who}_CLIENT_ID": providers.CLIENT,
            f"PECKHAM_{who}_KEY": providers.PEM.replace("\n", "\\n"),
        }
    log = tmp_path_factory.mktemp("connected") / "web.log"
    with server.serving(name, log, **more) as address:
        yield replace(site, address=address)


@pytest.fixture
def window(chromium, connected) -> Iterator[browsers.Reader]:
    reader = browsers.Reader(chromium, connected.address)
    yield reader
    reader.close()


def agree(window: browsers.Reader, subject: str) -> None:
    """Be somebody at the provider, whose pages are not ours to look at."""
    window.page.locator("input[name=sub]").fill(subject)
    window.page.get_by_role("button", name="Authorize", exact=True).click()
    window.page.wait_for_load_state()
    window.look()


def leave(window: browsers.Reader, name: str) -> None:
    window.page.get_by_role("button", name=name).first.click()
    window.page.wait_for_load_state()


def test_a_navigator_signs_in_with_her_provider_works_and_signs_out_of_both(window, provider):
    window.go("/staff/door")
    leave(window, "Sign in through your organisation")
    agree(window, NAVIGATOR)
    assert window.page.url.endswith("/staff/door"), window.text()
    assert "Amina Yusuf" in window.page.locator("header").inner_text()
    window.page.get_by_role("button", name="Sign out").click()
    window.page.wait_for_load_state()
    assert window.page.url.startswith(f"{provider.issuer}/oauth2/end_session")
    window.go("/staff/door")
    assert "/staff/sign-in" in window.page.url


def test_somebody_whom_nobody_linked_is_told_whom_to_ask(window):
    window.go("/staff/sign-in")
    leave(window, "Sign in through your organisation")
    agree(window, "somebody-else")
    assert "You are not signed in" in window.text()


def test_a_resident_whose_identity_is_proven_sees_her_requests_and_is_told_when_it_ends(window):
    window.go("/sign-in/")
    leave(window, "Continue to the sign-in service")
    agree(window, RESIDENT)
    assert "What I have asked for" in window.text()
    assert "Faadumo Cali" in window.page.locator("header").inner_text()
    window.page.evaluate(
        "() => { const now = Date.now; Date.now = () => now() + 9 * 60 * 1000;"
        " document.dispatchEvent(new Event('visibilitychange')); }"
    )
    assert "You will be signed out in 2 minutes" in window.page.locator("header").inner_text()
    window.look()
    window.page.get_by_role("button", name="Stay signed in").click()
    window.page.get_by_role("button", name="Stay signed in").wait_for(state="hidden")
    window.page.evaluate(
        "() => { const now = Date.now; Date.now = () => now() + 11 * 60 * 1000;"
        " document.dispatchEvent(new Event('visibilitychange')); }"
    )
    window.page.wait_for_url("**/timed-out/")
    window.look()
    window.go("/my/requests/")
    assert "/sign-in/" in window.page.url


def test_her_own_pages(chromium, connected):
    window = browsers.Reader(chromium, connected.address)
    for path, button in (
        ("/staff/sign-in", "Sign in through your organisation"),
        ("/sign-in/", "Continue to the sign-in service"),
    ):
        window.go(path)
        assert window.page.get_by_role("button", name=button).count() == 1
    leave(window, "Continue to the sign-in service")
    agree(window, "nobody-known")
    assert "not been proven" in window.text()
    window.go("/sign-in/")
    leave(window, "Continue to the sign-in service")
    agree(window, RESIDENT)
    window.go("/my/requests/")
    window.go("/")
    assert window.page.get_by_role("link", name="What I have asked for").count() >= 1
    window.close()


def test_a_resident_signs_in_to_the_demonstration_as_somebody_invented(reader):
    window = reader()
    window.go("/sign-in/")
    assert "Faadumo Cali" in window.text()
    window.page.get_by_label("NHS number").fill(places.nhs_number("999000001"))
    window.page.get_by_label("Password").fill(places.PASSWORD)
    window.press("Sign in")
    assert "What I have asked for" in window.text()
    window.press("Sign out")
    assert window.page.get_by_role("link", name="Sign in").count() == 1
