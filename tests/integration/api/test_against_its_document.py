"""The API over real HTTP against its own document: schemathesis asks whatever the document allows.

Seeded and bounded, so that a run is the same as the one before; it finds nothing.
"""

import os
from dataclasses import dataclass
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
import schemathesis
from django.test import override_settings
from hypothesis import HealthCheck, settings
from tests import databases
from tests.integration.care import world as worlds
from tests.stories import place as places
from tests.stories import server
from tests.stories.conftest import HASHERS

from peckham.care import api as care
from peckham.infra.scope import open_scope
from peckham.interfaces.api.application import document
from peckham.organisations import api as organisations
from peckham.organisations.models import Account

DOCUMENT = document()
# The demonstration's own cookie has a plainer name, since it runs without TLS.
DOCUMENT["components"]["securitySchemes"]["StaffSession"]["name"] = "sessionid"
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
# The session is ours to send, and never one of the things that are made wrong: what a stranger gets
# is in test_reading.
SCHEMA.config.generation.with_security_parameters = False
BOUNDED = settings(
    max_examples=40,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@dataclass(frozen=True)
class Served:
    """A running site and a navigator's session."""

    address: str
    session: str
    lead: str
    person: str
    request: str

    def call(self, path: str) -> dict[str, object]:
        """Ask as who may read it: agreements as the governance lead, people as the navigator."""
        ours = path.endswith(("/agreements", "/flows"))
        session = self.lead if ours else self.session
        return {"base_url": self.address, "cookies": {"sessionid": session}}


@pytest.fixture(scope="module")
def served(tmp_path_factory, django_db_blocker):
    name = f"peckham_api_{os.getpid()}"
    with django_db_blocker.unblock():
        kept = dict(databases.connection.settings_dict)
        databases.clone(name)
        databases.point_django_at(name)
        with override_settings(PASSWORD_HASHERS=HASHERS):
            place = places.build()
        request = _a_request(place)
        databases.connection.close()
        databases.connection.settings_dict.update(kept)
        server.collect_static_files()
        with server.serving(name, tmp_path_factory.mktemp("web") / "web.log") as address:
            navigator, lead = (_sign_in(address, who) for who in ("navigator", "reader"))
            yield Served(address, navigator, lead, str(place.faadumo), request)
        databases.drop(name)


def _a_request(place):
    account = Account.objects.get(username="navigator")
    scope = organisations.scopes.staff_scope(
        account_id=account.pk, membership_public_id=None, at=places.BUILT
    )
    from peckham.people.models import Person

    person = Person.objects.get(public_id=place.faadumo).pk
    with open_scope(scope):
        care.begin_contact(person, channel="desk", by=scope.actor, at=scope.at)
        asked = worlds.asked(person_id=person, claimed=None, contact_mode="text")
        return str(care.take_request(asked, by=scope.actor, at=scope.at).public_id)


def _sign_in(address, who):
    jar = CookieJar()
    browser = build_opener(HTTPCookieProcessor(jar))
    page = browser.open(f"{address}/staff/sign-in").read().decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    form = {
        "csrfmiddlewaretoken": token,
        "username": who,
        "password": places.PASSWORD,
    }
    browser.open(f"{address}/staff/sign-in", urlencode(form).encode())
    return next(cookie.value for cookie in jar if cookie.name == "sessionid")


@SCHEMA.parametrize()
@BOUNDED
def test_every_answer_is_as_the_document_says(case, served):
    case.call_and_validate(**served.call(case.path))


@pytest.mark.parametrize(
    ("path", "parameters", "query"),
    [
        ("/api/v1/people", {}, {"q": "cali"}),
        ("/api/v1/people/{person_id}", {"person_id": "person"}, {}),
        ("/api/v1/requests", {}, {"count": "true", "limit": 1}),
        ("/api/v1/requests/{request_id}", {"request_id": "request"}, {}),
        ("/api/v1/agreements", {}, {"limit": 1}),
        ("/api/v1/flows", {}, {}),
    ],
)
def test_what_is_really_there_is_given_as_the_document_says(served, path, parameters, query):
    case = SCHEMA[path]["GET"].Case(
        path_parameters={key: getattr(served, kind) for key, kind in parameters.items()},
        query=query,
    )
    answer = case.call_and_validate(**served.call(path))
    assert answer.status_code == 200, answer.text
