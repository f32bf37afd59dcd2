"""Hostile words through every input of every form and every query parameter: nothing breaks."""

import time
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.db import connection
from tests.integration.security.addresses import kind, walk, with_keys
from tests.integration.security.conftest import web_process

pytestmark = pytest.mark.django_db
HOSTILE = (
    "'; DROP TABLE people_person; --",
    "' OR '1'='1",
    "1); SELECT pg_sleep(10); --",
    "x') UNION SELECT password FROM organisations_account --",
    "%' AND 1=0 --",
    "\\'; SET ROLE peckham_owner; --",
    "<script>alert(1)</script>\"'>",
    "{{ 7*7 }}${7*7}",
    "a\x00b",
    "\ud7ff\U0010ffff" + "é" * 300,
)
# Every name that a page of ours reads from an address, and some that one might.
PARAMETERS = (
    "q", "next", "page", "after", "before", "sort", "order", "filter", "state", "code", "team",
    "hub", "from", "to", "on", "at", "format", "role", "organisation", "reference", "version", "id",
    "purpose", "kind", "who", "error", "iss",
)  # fmt: skip
# Signs out, or (health) answers 503 while there is no worker.
LEAVES = {"health", "staff:sign_out", "residents:sign_out", "residents:forget"}


class Forms(HTMLParser):
    """Every form of a page: where it goes, and its inputs with what they hold."""

    def __init__(self, words):
        super().__init__()
        self.found = []
        self.feed(words)

    def handle_starttag(self, tag, attributes):
        facts = dict(attributes)
        if tag == "form":
            self.found.append([facts.get("action", ""), facts.get("method", "get").lower(), {}])
        elif tag in ("input", "textarea", "select", "button") and self.found and "name" in facts:
            self.found[-1][2].setdefault(facts["name"], (facts.get("type", tag), facts))

    def handle_endtag(self, tag):
        pass


def addresses(keys):
    for name, converters in walk():
        if name in LEAVES or any(kind(each) == "int" for each in converters.values()):
            continue
        for address in with_keys(keys, name, converters):
            yield name, address


def is_fine(answer, started):
    return answer.status_code < 500 and time.perf_counter() - started < 8


def tables():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_person")
        people = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        cursor.execute("SELECT current_user")
        return people, cursor.fetchone()[0]


@pytest.fixture
def browser(taken, sign_in, request):
    return sign_in(request.param)


STAFF = ("navigator", "marigold")


@pytest.mark.parametrize("browser", STAFF, indirect=True, ids=STAFF)
def test_through_every_query_parameter(browser, taken):
    person, receipt = taken
    tried = list(addresses([person.public_id, receipt.public_id]))
    before, wrong = tables(), []
    with web_process():
        for number, (name, address) in enumerate(tried):
            # Each page with every parameter at once; the words take turns over the pages.
            for words in (HOSTILE[number % len(HOSTILE)], HOSTILE[(number + 3) % len(HOSTILE)]):
                started = time.perf_counter()
                answer = browser.get(address, dict.fromkeys(PARAMETERS, words))
                if not is_fine(answer, started):
                    wrong.append((name, words, answer.status_code))
                assert "<script>alert(1)</script>" not in answer.content.decode(), name
                assert "pbkdf2" not in answer.content.decode()
    assert not wrong
    assert tables() == before


@pytest.mark.parametrize("browser", STAFF, indirect=True, ids=STAFF)
def test_through_every_input_of_every_form(browser, taken):
    person, receipt = taken
    tried = list(addresses([person.public_id, receipt.public_id]))
    before, wrong, sent = tables(), [], set()
    with web_process():
        for _, address in tried:
            page = browser.get(address)
            if page.status_code != 200 or "html" not in page["Content-Type"]:
                continue
            for action, method, inputs in Forms(page.content.decode()).found:
                goes = action or address
                if "sign-out" in goes or (goes, method, frozenset(inputs)) in sent:
                    continue
                sent.add((goes, method, frozenset(inputs)))
                wrong += [
                    (goes, words)
                    for words in HOSTILE
                    if not is_fine_with(browser, goes, method, inputs, words)
                ]
    assert len(sent) > 10, "there are forms to speak of"
    assert not wrong
    assert tables()[1] == before[1]
    assert tables()[0] - before[0] < 100, "the people are still there"


def is_fine_with(browser, address, method, inputs, words):
    data = {}
    for name, (shape, facts) in inputs.items():
        # The form's own marks stay, and a choice stays one of the page's, so that the words arrive.
        kept = shape == "hidden" and name in ("version", "csrfmiddlewaretoken")
        data[name] = facts.get("value", "") if kept else words
        if shape in ("radio", "checkbox", "button", "submit"):
            data[name] = facts.get("value", words)
    if "idempotency_key" in inputs:
        data["idempotency_key"] = str(uuid4())
    started = time.perf_counter()
    answer = getattr(browser, "post" if method == "post" else "get")(address, data)
    return is_fine(answer, started) and "<script>alert(1)</script>" not in answer.content.decode()


def test_through_the_forms_of_the_residents_without_a_session(world, client):
    wrong = []
    with web_process():
        for name, address in addresses([]):
            if not name.startswith("residents:"):
                continue
            page = client.get(address)
            for action, method, inputs in Forms(page.content.decode()).found:
                wrong += [
                    (address, words)
                    for words in HOSTILE[:6]
                    if not is_fine_with(client, action or address, method, inputs, words)
                ]
    assert not wrong
