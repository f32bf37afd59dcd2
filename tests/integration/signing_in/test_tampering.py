"""An answer that is not the provider's, not ours, not now or not the first lets nobody in."""

import time
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from tests.integration.signing_in.going import NAVIGATOR, come_back, go, leave

from peckham.interfaces.signing_in import published

pytestmark = pytest.mark.django_db


def refused(browser, answer):
    # A browser that fails is left with no session of staff.
    return answer.status_code == 403 and browser.get("/staff/keys").status_code == 302


def changed(**changes):
    def tamper(header, claims, key):
        kept = {name: value for name, value in {**claims, **changes}.items() if value is not None}
        return jwt.encode(header, kept, key)

    return tamper


def later(seconds, *names):
    """Move times to so many seconds from the moment of signing, not from that of collecting."""

    def tamper(header, claims, key):
        moved = int(time.time()) + seconds
        return changed(**dict.fromkeys(names, moved))(header, claims, key)

    return tamper


def unsigned(header, claims, key):
    from joserfc.jws import JWSRegistry

    registry = JWSRegistry(algorithms=["none"])
    return jwt.encode({"alg": "none"}, claims, key, algorithms=["none"], registry=registry)


def signed_with_the_public_key_as_a_secret(header, claims, key):
    secret = OctKey.import_key(key.as_pem(private=False) + b" ")
    return jwt.encode({"alg": "HS256"}, claims, secret, algorithms=["HS256"])


def signed_by_somebody_else(header, claims, key):
    return jwt.encode(header, claims, RSAKey.generate_key(2048, private=True))


TAMPERED = {
    "another issuer": changed(iss="https://other.example"),
    "no issuer": changed(iss=None),
    "another audience": changed(aud="somebody-else"),
    "for somebody else too": changed(aud=["peckham", "other"], azp="other"),
    "no audience": changed(aud=None),
    "expired": later(-120, "exp"),
    "no expiry": changed(exp=None),
    "of the future": later(600, "iat", "nbf"),
    "another nonce": changed(nonce="replayed"),
    "no nonce": changed(nonce=None),
    "another access token": changed(at_hash="AAAAAAAAAAAAAAAAAAAAAA"),
    "no subject": changed(sub=None),
    "no name for a subject": changed(sub=7),
    "somebody else's userinfo": changed(sub="another"),
    "signed by somebody else": signed_by_somebody_else,
    "the public key as a secret": signed_with_the_public_key_as_a_secret,
    "not signed": unsigned,
    "no token at all": lambda *_: "not.a.token",
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_token_with_something_wrong_lets_nobody_in(linked, provider, browser, what):
    provider.tamper = TAMPERED[what]
    assert refused(browser, go(browser, provider)), what


def test_the_untouched_token_lets_her_in_so_that_these_tests_can_fail(linked, provider, browser):
    provider.tamper = changed()
    assert go(browser, provider).status_code == 303


def test_a_clock_that_is_a_little_off_is_forgiven(linked, provider, browser):
    provider.tamper = changed(exp=int(time.time()) - 20, iat=int(time.time()) + 20)
    assert go(browser, provider).status_code == 303


def test_a_provider_may_change_its_keys(linked, provider, browser, monkeypatch):
    assert go(browser, provider).status_code == 303
    provider.changes_its_key()
    monkeypatch.setattr(published, "ASK_AGAIN_SECONDS", 0)
    assert go(Client(), provider).status_code == 303


def test_made_up_tokens_do_not_make_us_ask_for_keys_all_day(linked, provider, browser):
    go(browser, provider)
    provider.changes_its_key()
    assert go(Client(), provider).status_code == 403, "asked a moment ago"


def test_a_state_is_used_once(linked, provider, browser):
    back = provider.agrees(leave(browser), NAVIGATOR)
    assert come_back(browser, back).status_code == 303
    browser.post("/staff/sign-out")
    assert refused(browser, come_back(browser, back))


def test_an_answer_is_for_the_session_that_asked(linked, provider, browser):
    back = provider.agrees(leave(browser), NAVIGATOR)
    other = Client()
    leave(other)
    assert refused(other, come_back(other, back)), "somebody else's answer"
    assert refused(Client(), come_back(Client(), back)), "nobody asked"


def test_a_code_is_used_once_and_by_whoever_began(linked, provider, browser):
    back = provider.agrees(leave(browser), NAVIGATOR)
    other = Client()
    mine = parse_qs(urlsplit(leave(other)).query)["state"][0]
    stolen = parse_qs(urlsplit(back).query)["code"][0]
    path = urlsplit(back).path
    answer = other.get(f"{path}?{urlencode({'code': stolen, 'state': mine})}")
    assert refused(other, answer)
    assert provider.refused == ["verifier"], "the stolen code does not fit the thief's verifier"
    assert refused(browser, come_back(browser, back)), "and is spent"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "code=x",
        "state=x",
        "code=x&state=",
        "error=access_denied&state=x",
        "code=%00&state=%00",
        "code=x&state=" + "a" * 5000,
    ],
)
def test_whatever_else_comes_back_lets_nobody_in(linked, provider, browser, query):
    leave(browser)
    assert refused(browser, browser.get(f"/staff/sign-in/back?{query}"))


def test_somebody_who_says_no_at_the_provider_is_not_let_in(linked, provider, browser):
    back = provider.agrees(leave(browser), NAVIGATOR, action="deny")
    assert refused(browser, come_back(browser, back))


def test_another_issuers_mark_on_the_answer_is_refused(linked, provider, browser):
    back = provider.agrees(leave(browser), NAVIGATOR)
    assert refused(browser, come_back(browser, f"{back}&iss=https%3A%2F%2Fother.example"))


def test_an_answer_that_comes_too_late_is_refused(linked, provider, browser, monkeypatch):
    from datetime import timedelta

    from peckham.interfaces.signing_in import flow

    monkeypatch.setattr(flow, "STARTED_MAX", timedelta(seconds=-1))
    assert refused(browser, go(browser, provider))


def test_a_silent_provider_is_said_to_be_silent(linked, provider, browser):
    back = provider.agrees(leave(browser), NAVIGATOR)
    provider.drop = True
    published.forget()
    for answer in (come_back(browser, back), Client().get("/staff/sign-in/provider")):
        assert answer.status_code == 403
        assert "does not answer" in answer.content.decode()


def test_a_configuration_of_another_issuer_is_not_believed(linked, provider, browser, settings):
    settings.SIGN_IN_PROVIDERS = {"staff": provider.set_up(issuer=f"{provider.issuer}/")}
    answer = browser.get("/staff/sign-in/provider")
    assert answer.status_code == 403


def test_a_provider_that_asks_for_another_key_of_ours_refuses_us(
    linked, provider, browser, settings
):
    other = RSAKey.generate_key(2048, private=True).as_pem(private=True).decode()
    settings.SIGN_IN_PROVIDERS = {"staff": provider.set_up(private_key=other)}
    assert refused(browser, go(browser, provider))
    assert provider.refused[0].startswith("assertion")
