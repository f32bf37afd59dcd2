"""One navigator at the pages: looks at the work, finds somebody, takes what they ask."""

import re
import time
from collections.abc import Callable
from random import Random
from uuid import uuid4

from benchmarks.browser import Answer, Browser, UnexpectedAnswer, expect, hidden_fields
from benchmarks.crowd import Pause

PERSON = re.compile(r'name="person" value="([0-9a-f-]{36})"')
SELECT = r'<select[^>]*name="{}".*?</select>'
OPTION = re.compile(r'<option value="([^"]+)"([^>]*)>')
WORDS = (
    "My knee has been painful for three weeks and I cannot get up the stairs.",
    "Mum fell again last night, she is all right but worried about being alone.",
    "I need my tablets before the weekend and the practice did not answer.",
    "The letter about my benefits came and I do not understand what to send them.",
)


class User:
    """A signed-in navigator who knows how to find some people.

    Args:
        address: Of the web server.
        account: With `username` and `password`.
        terms: What to type to find somebody, one after another.
        random: For the choices that people make.
    """

    def __init__(
        self, address: str, account: dict[str, str], terms: list[str], random: Random
    ) -> None:
        self.browser = Browser(address)
        self.terms = terms
        self.random = random
        self.turn = random.randrange(len(terms))
        self.prepared: list[tuple[str, dict[str, str]]] = []
        self._sign_in(account)

    def whole_round(self, pause: Pause) -> dict[str, float]:
        """Do what the day consists of: look at the work, find, begin, write, save."""
        seconds = {"worklist": self._timed(self.look_at_work)}
        pause()
        seconds["search"] = self._timed(self.search)
        pause()
        path, seconds["begin"] = self._begin()
        pause()
        page, seconds["form"] = self._form(path)
        fields = self._answers(page)
        pause()
        seconds["take"] = self._timed(lambda: self.take(path, fields))
        return seconds

    def prepare(self, count: int) -> None:
        """Begin contacts with some people, so that their requests can be taken at once."""
        self.look_at_work()
        while len(self.prepared) < count:
            self.search()
            path, _ = self._begin()
            page, _ = self._form(path)
            self.prepared.append((path, self._answers(page)))

    def look_at_work(self) -> None:
        expect(self.browser.get("/staff/work"), 200, what="the worklist")

    def search(self) -> None:
        """Type something, be sent to the results, see them; again until somebody is found."""
        self.turn += 1
        token = {"csrfmiddlewaretoken": self.token, "page": "people"}
        asked = {**token, "q": self.terms[self.turn % len(self.terms)]}
        sent = expect(self.browser.post("/staff/find", asked), 303, what="the search")
        self.results = expect(self.browser.get(sent.location), 200, what="the results").body

    def get_form(self) -> None:
        path, _ = self.random.choice(self.prepared)
        expect(self.browser.get(path), 200, what="the form")

    def take_again(self) -> None:
        path, fields = self.random.choice(self.prepared)
        self.take(path, fields)

    def take(self, path: str, fields: dict[str, str]) -> None:
        """Save a request: a new one, since the form's key is new."""
        answers = {**fields, "idempotency_key": str(uuid4()), "words": self.random.choice(WORDS)}
        expect(self.browser.post(path, answers), 303, what="taking a request")

    def _begin(self) -> tuple[str, float]:
        found = PERSON.findall(self.results)
        while not found:
            self.search()
            found = PERSON.findall(self.results)
        fields = {"csrfmiddlewaretoken": self.token, "idempotency_key": str(uuid4()),
            "person": found[0]}  # fmt: skip
        started = time.perf_counter()
        sent = expect(self.browser.post("/staff/door/begin", fields), 303, what="beginning")
        return sent.location, time.perf_counter() - started

    def _form(self, path: str) -> tuple[str, float]:
        started = time.perf_counter()
        page = expect(self.browser.get(path), 200, what="the form")
        return page.body, time.perf_counter() - started

    def _answers(self, page: str) -> dict[str, str]:
        return {
            "csrfmiddlewaretoken": self.token,
            "category": self.random.choice(options(page, "category")),
            "contact_mode": self.random.choice(options(page, "contact_mode")),
            "channel": self.random.choice(("phone", "desk")),
            "for_whom": "self",
            "step": "save",
        }

    def _timed(self, do: Callable[[], None]) -> float:
        started = time.perf_counter()
        do()
        return time.perf_counter() - started

    def _sign_in(self, account: dict[str, str]) -> None:
        page = expect(self.browser.get("/staff/sign-in"), 200, what="the sign-in page")
        fields = {**hidden_fields(page.body), "username": account["username"],
            "password": account["password"]}  # fmt: skip
        sent = expect(self.browser.post("/staff/sign-in", fields), 302, 303, what="signing in")
        first: Answer = expect(self.browser.get(sent.location), 200, what="the first page")
        self.token = hidden_fields(first.body)["csrfmiddlewaretoken"]


def options(page: str, name: str) -> list[str]:
    """List what a menu of the page offers and does not block."""
    found = re.search(SELECT.format(name), page, re.DOTALL)
    if found is None:
        raise UnexpectedAnswer(f"The page has no menu {name!r}.")
    return [value for value, rest in OPTION.findall(found[0]) if "disabled" not in rest]
