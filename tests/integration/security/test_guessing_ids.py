"""Somebody whose organisation has nothing to do with a record guesses its key on every page."""

import re
from uuid import uuid4

import pytest
from tests.integration.care import world as worlds
from tests.integration.security.addresses import (
    keys_for_a_form,
    kind,
    public_ids,
    walk,
    with_keys,
)
from tests.integration.security.conftest import OUTSIDERS, SECRETS, web_process

from peckham.care.models import Request, RequestEvent
from peckham.interfaces.signing_in import sessions
from peckham.organisations.models import Membership
from peckham.people.models import Person

pytestmark = pytest.mark.django_db
# The same whoever it is about, and sends nobody to more: not even whether there is a record.
SAYS_NOTHING = {"staff:break_glass", "staff:receipt"}
REFUSED = (403, 404, 405, 409)
# What names no resident and is every party's or everybody's to read, by the start of its table.
OPEN_TO_ALL = ("places_", "services_", "sharing_agreement")


def is_refused(answer):
    """Say whether an answer is a refusal; a page of one's own record sends staff to sign in."""
    to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/sign-in/?")
    return answer.status_code in REFUSED or to_sign_in


def object_views():
    return [
        (name, converters)
        for name, converters in walk()
        if any(kind(each) == "uuid" for each in converters.values())
    ]


def guesses():
    ids = public_ids()
    keys = [key for table, held in ids.items() if not table.startswith(OPEN_TO_ALL) for key in held]
    for name, converters in object_views():
        # A view with two keys is asked with the first of each kind.
        several = sum(kind(each) == "uuid" for each in converters.values())
        for address in with_keys(keys if several == 1 else keys[:4], name, converters):
            yield name, address


def test_the_walk_meets_the_pages_and_the_records_that_matter(taken):
    names = {name for name, _ in object_views()}
    assert {"staff:person", "staff:request", "staff:change"} <= names
    assert {"people_person", "care_request", "organisations_account"} <= set(public_ids())


@pytest.mark.parametrize("role", ["navigator", "governance_lead", "administrator"])
def test_every_guess_is_refused_and_says_no_name(taken, sign_in, role):
    client = sign_in(f"out_{role}")
    wrong, tried = [], list(guesses())
    with web_process():
        for name, address in tried:
            answer = client.get(address)
            if not is_refused(answer) and name not in SAYS_NOTHING:
                wrong.append((name, address, answer.status_code))
            for secret in SECRETS:
                assert secret not in answer.content.decode(), f"{address} says {secret}"
    assert not wrong


@pytest.mark.parametrize("role", OUTSIDERS)
def test_a_key_that_is_somebodys_is_answered_as_one_that_is_nobodys(taken, sign_in, role):
    person, receipt = taken
    client = sign_in(f"out_{role}")
    differing = []
    with web_process():
        for name, converters in object_views():
            several = sum(kind(each) == "uuid" for each in converters.values())
            if several > 1:
                continue
            nobody, somebody, request = (
                [plain(client.get(address)) for address in with_keys([key], name, converters)]
                for key in (uuid4(), person.public_id, receipt.public_id)
            )
            if not nobody == somebody == request:
                differing.append(name)
    assert not differing


def test_a_resident_guesses_no_key_of_anybody_else(taken, client):
    """Signed in to one record, the key of another's opens nothing on any page of one's own."""
    person, receipt = taken
    session = client.session
    session[sessions.RESIDENT] = str(Person.objects.exclude(pk=person.id).first().public_id)
    sessions.begin(session, at=worlds.AT)
    session.save()
    own = [(n, c) for n, c in object_views() if n.startswith("residents:my_")]
    tried = [a for n, c in own for a in with_keys([person.public_id, receipt.public_id], n, c)]
    with web_process():
        assert client.get("/my/requests/").status_code == 200
        for address in [*tried, "/my/requests/"]:
            answer = client.get(address)
            assert address == "/my/requests/" or answer.status_code in REFUSED, address
            assert not any(secret in answer.content.decode() for secret in SECRETS)


def plain(answer):
    """Give an answer without what differs each time: keys, tokens, times of the request itself."""
    words = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "KEY", answer.content.decode())
    return answer.status_code, re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", words)


def facts():
    return (
        list(Request.objects.order_by("pk").values()),
        RequestEvent.objects.count(),
        list(Membership.objects.order_by("pk").values_list("pk", "during", "role")),
    )


@pytest.mark.parametrize("role", ["manager"])
def test_every_guess_with_a_form_changes_nothing(taken, sign_in, role):
    client = sign_in(f"out_{role}")
    before = facts()
    wrong, tried = [], list(guesses())
    with web_process():
        for name, address in tried:
            answer = client.post(address, keys_for_a_form())
            if not is_refused(answer) and answer.status_code != 422:
                wrong.append((name, address, answer.status_code))
            for secret in SECRETS:
                assert secret not in answer.content.decode(), f"{address} says {secret}"
    assert facts() == before
    assert not wrong


def test_whoever_holds_it_reads_it_so_that_these_tests_can_fail(taken, sign_in):
    person, receipt = taken
    client = sign_in("navigator")
    with web_process():
        assert "Zzquillfeather" in client.get(f"/staff/people/{person.public_id}").content.decode()
        page = client.get(f"/staff/requests/{receipt.public_id}").content.decode()
    assert "Zzfellonthestairs" in page
