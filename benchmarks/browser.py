"""A signed-in user of the pages as the server sees one: cookies, hidden fields, kept connection."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

INPUT = re.compile(r"<input\b[^>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


class UnexpectedAnswer(RuntimeError):
    """The server answered something else than the measurement counts on."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the server, its body read whole."""

    status: int
    location: str
    body: str


class Browser:
    """One user's browser."""

    def __init__(self, address: str) -> None:
        self.place = urlsplit(address).netloc
        self.connection = HTTPConnection(self.place, timeout=60)
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        return self._ask("POST", path, urlencode(fields))

    def close(self) -> None:
        self.connection.close()

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Accept-Encoding": "identity",
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Referer"] = f"http://{self.place}{path}"
        try:
            response = self._send(method, path, body, headers)
        except (BrokenPipeError, ConnectionResetError, RemoteDisconnected):
            # The server closes a connection that nobody used for a while; a browser opens another.
            self.connection.close()
            response = self._send(method, path, body, headers)
        text = response.read().decode()
        for line in response.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return Answer(response.status, response.headers.get("Location") or "", text)

    def _send(
        self, method: str, path: str, body: str | None, headers: Mapping[str, str]
    ) -> HTTPResponse:
        self.connection.request(method, path, body, headers)
        return self.connection.getresponse()


def hidden_fields(page: str) -> dict[str, str]:
    """Read every hidden field of a page's forms: the token, the key, the version."""
    found: dict[str, str] = {}
    for tag in INPUT.findall(page):
        attributes = {name.lower(): unescape(value) for name, value in ATTRIBUTE.findall(tag)}
        if attributes.get("type") == "hidden" and "name" in attributes:
            found[attributes["name"]] = attributes.get("value", "")
    return found


def expect(answer: Answer, *statuses: int, what: str) -> Answer:
    """Give the answer back if its status is one of those expected.

    Raises:
        UnexpectedAnswer: With the first words of the page, which hold nobody's data but invented.
    """
    if answer.status not in statuses:
        words = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.body))[:600]
        raise UnexpectedAnswer(f"{what}: status {answer.status}, {answer.location or words}")
    return answer
