"""What a browser, a proxy or somebody with neither may forge: each is refused, and logged."""

import json
import logging
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from tests.integration.care import world as worlds
from tests.integration.security.conftest import SECRETS, web_process

from peckham.config.request_log import JsonFormatter
from peckham.infra.scope import current_scope
from peckham.organisations.models import Membership

pytestmark = pytest.mark.django_db
HEADERS = {
    "X-Role": "administrator",
    "X-Organisation": "HOSTA",
    "X-Organisation-Id": "1",
    "X-Membership": "1",
    "X-Team": "1",
    "X-Purpose": "direct care",
    "X-Account-Id": "1",
    "X-User": "manager",
    "X-Forwarded-User": "manager",
    "Remote-User": "manager",
    "NHSD-Session-URID": "role-1",
    "NHSD-Identity-UUID": "1",
    "X-Original-URL": "/",
    "X-Rewrite-URL": "/",
    "X-Http-Method-Override": "DELETE",
}


@pytest.fixture
def lines(caplog):
    """Give what was logged, as the lines of the log."""
    caplog.set_level(logging.INFO)

    def read():
        return [json.loads(JsonFormatter().format(record)) for record in caplog.records]

    return read


def test_headers_that_name_a_role_or_an_organisation_change_nothing(taken, sign_in, monkeypatch):
    person, receipt = taken
    stranger = sign_in("out_navigator", headers=HEADERS)
    seen = []
    monkeypatch.setattr(
        "peckham.interfaces.staff.views.shell.staff_page",
        lambda *_: seen.append(current_scope()) or _answer(),
    )
    stranger.get("/staff/keys")
    assert (seen[0].role, seen[0].actor.name) == ("navigator", "Out navigator")
    with web_process():
        for thing in (f"people/{person.public_id}", f"requests/{receipt.public_id}"):
            answer = stranger.get(f"/staff/{thing}")
            assert answer.status_code in (403, 404, 409)
            assert not any(secret in answer.content.decode() for secret in SECRETS)
    for stranger_to_all in (Client(headers=HEADERS), Client(REMOTE_USER="manager")):
        assert stranger_to_all.get("/staff/keys").status_code == 302


def _answer():
    from django.http import HttpResponse

    return HttpResponse()


def test_somebody_elses_membership_in_the_session_opens_nothing_and_is_logged(
    taken, sign_in, lines
):
    person, _ = taken
    stranger = sign_in("out_navigator")
    session = stranger.session
    theirs = Membership.objects.get(account__username="navigator")
    session["acting_in_membership"] = str(theirs.public_id)
    session.save()
    with web_process():
        answer = stranger.get(f"/staff/people/{person.public_id}")
    assert (answer.status_code, answer["Location"]) == (302, "/staff/acting-in")
    assert any(line["message"] == "membership ended" for line in lines())
    chosen = stranger.post("/staff/acting-in", {"membership": str(theirs.public_id)})
    assert chosen.status_code == 422


@pytest.mark.parametrize("cookie", ["x", "", "../../etc/passwd", "a" * 32, "' OR 1=1 --"])
def test_a_session_that_was_made_up_is_nobodys(world, cookie):
    client = Client()
    client.cookies["sessionid"] = cookie
    assert client.get("/staff/keys").status_code == 302


def test_a_session_whose_content_was_changed_in_the_database_is_nobodys(sign_in):
    client = sign_in("navigator")
    row = Session.objects.get(pk=client.session.session_key)
    head, tail = row.session_data.split(":", 1)
    row.session_data = f"{head[:-2]}xx:{tail}"
    row.save()
    assert client.get("/staff/keys").status_code == 302


def test_a_session_that_is_over_is_nobodys(sign_in):
    client = sign_in("navigator")
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/staff/keys").status_code == 302


def test_a_session_key_that_was_planted_before_signing_in_is_not_kept(world):
    from peckham.organisations.models import Account

    account = Account.objects.get(username="navigator")
    account.set_password("a good password for tests")
    account.save()
    victim, attacker = Client(), Client()
    planted = attacker.session
    planted["x"] = 1
    planted.save()
    attacker.cookies["sessionid"] = victim.cookies["sessionid"] = planted.session_key
    sent = {"username": "navigator", "password": "a good password for tests"}
    assert victim.post("/staff/sign-in", sent).status_code == 303
    assert victim.get("/staff/keys").status_code == 200
    assert attacker.get("/staff/keys").status_code == 302
    assert victim.cookies["sessionid"].value != planted.session_key


def test_a_session_that_was_signed_out_stays_out(sign_in):
    client = sign_in("navigator")
    kept = client.cookies["sessionid"].value
    client.post("/staff/sign-out")
    client.cookies["sessionid"] = kept
    assert client.get("/staff/keys").status_code == 302


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/staff/",
        "///evil.example/staff/",
        "/\\evil.example",
        "/staff/..//evil.example",
        "/staff/../../x",
        "javascript:alert(1)",
        "/staff/\r\nSet-Cookie: a=b",
        "http:evil.example",
        "/sign-in/",
    ],
)
def test_signing_in_leads_nowhere_else(world, wanted):
    from peckham.organisations.models import Account

    account = Account.objects.get(username="navigator")
    account.set_password("a good password for tests")
    account.save()
    sent = {"username": "navigator", "password": "a good password for tests", "next": wanted}
    answer = Client().post("/staff/sign-in", sent)
    assert (answer.status_code, answer["Location"]) == (303, "/staff/door")
    assert "evil" not in Client().get("/staff/sign-in", {"next": wanted}).content.decode()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "a b", "x:99999"])
def test_another_host_is_refused_and_logged(world, lines, host):
    answer = Client(headers={"Host": host}).get("/")
    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()
    assert any(line["logger"].startswith("django.security") for line in lines())


def test_a_forwarded_host_is_not_believed(world):
    answer = Client(headers={"X-Forwarded-Host": "evil.example"}).get("/staff/keys")
    assert "evil" not in answer["Location"]


@pytest.mark.parametrize(
    "path",
    [
        "/static/../secret-key",
        "/static/..%2f..%2fsecret-key",
        "/static/%2e%2e/%2e%2e/etc/passwd",
        "/static/....//....//etc/passwd",
        "/static//etc/passwd",
        "/static/pages/..\\..\\x",
        "/staff/work/../../../etc/passwd",
        "/staff/work/worklist.csv/../../x",
        "/where-i-live/..%2f..%2fetc/passwd/",
    ],
)
def test_no_path_leads_out_of_the_site(sign_in, path):
    answer = sign_in("navigator").get(path)
    assert answer.status_code in (302, 400, 404)
    assert "root:" not in b"".join(answer).decode(errors="replace")


def test_an_oversized_body_is_refused_and_logged_and_not_kept(world, lines):
    answer = Client().post("/track/", {"reference": "x" * 400_000, "code": "y"})
    assert answer.status_code == 400
    many = Client().post("/track/", {f"field{n}": "x" for n in range(300)})
    assert many.status_code == 400
    refused = [line for line in lines() if line.get("route") == "residents:track"]
    assert {line["status"] for line in refused} == {400}
    assert "xxxx" not in str(lines())


def test_a_form_of_another_site_is_refused_and_logged(world, lines):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/track/", {"reference": "Quxquux", "code": "y"})
    assert answer.status_code == 403
    assert any(line["message"] == "form refused" for line in lines())
    assert "Quxquux" not in str(lines())


def test_every_page_says_that_nobody_frames_it_and_runs_no_script_of_others(world, sign_in):
    for client, path in (
        (Client(), "/"),
        (Client(), "/sign-in/"),
        (sign_in("navigator"), "/staff/keys"),
    ):
        answer = client.get(path)
        assert answer["X-Frame-Options"] == "DENY"
        policy = answer["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_cookies_are_not_for_scripts_nor_for_other_sites(world):
    client = Client()
    answer = client.get("/track/")
    client.post("/ask/", {})
    for cookie in [*answer.cookies.values(), *client.cookies.values()]:
        if cookie.key in ("sessionid", "csrftoken"):
            assert cookie["httponly"], cookie.key
            assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_do_nothing(sign_in, method):
    answer = getattr(sign_in("navigator"), method)("/staff/work")
    assert answer.status_code == 405


def test_what_is_refused_is_logged_with_its_route_and_nothing_personal(taken, sign_in, lines):
    person, _ = taken
    client = sign_in("out_navigator")
    with web_process():
        client.get(f"/staff/people/{person.public_id}?name=Zzquillfeather")
    found = [line for line in lines() if line.get("route") == "staff:person"]
    assert found
    assert found[-1]["status"] in (403, 404, 409)
    assert found[-1]["request_id"]
    assert not any(secret in str(lines()) for secret in SECRETS)
    assert str(person.public_id) not in str(found)


def test_the_scope_is_of_the_time_of_the_request(sign_in, monkeypatch):
    """A signed-in browser cannot choose when it asks: only the server's clock says it."""
    seen = []
    monkeypatch.setattr(
        "peckham.interfaces.staff.views.shell.staff_page",
        lambda *_: seen.append(current_scope().at) or _answer(),
    )
    sign_in("navigator").get("/staff/keys?at=2020-01-01", headers={"Date": "x", "X-At": "2020"})
    assert seen == [worlds.AT]
