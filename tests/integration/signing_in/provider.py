"""A provider of OpenID Connect over real HTTP, stricter than the mock that it is made of.

The mock checks neither the code's verifier nor a signed assertion, so what stands around it does;
and it can be told to answer wrongly.
"""

import base64
import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import flask
import oidc_provider_mock
import requests
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

CLIENT = "peckham"
PRIVATE_KEY = RSAKey.generate_key(2048, private=True)
PEM = PRIVATE_KEY.as_pem(private=True).decode()
Tamper = Callable[[dict[str, Any], dict[str, Any], Any], str]


@dataclass
class Provider:
    """A provider that runs, and what it is to do.

    Args:
        issuer: Its address.
        tamper: Makes another ID token of (header, claims, key), or None.
        drop: Answers 503 to everything.
        asked: Every authorization request, as it came.
        refused: Why token requests were refused.
    """

    issuer: str = ""
    tamper: Tamper | None = None
    userinfo: dict[str, Any] = field(default_factory=dict)
    drop: bool = False
    asked: list[dict[str, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    assertions: set[str] = field(default_factory=set)
    challenges: dict[str, str] = field(default_factory=dict)
    storage: Any = None

    def set_up(self, **changes: str) -> dict[str, str]:
        """Give what the settings hold of it."""
        return {
            "issuer": self.issuer,
            "client_id": CLIENT,
            "private_key": PEM,
            "key_id": "",
            "algorithm": "RS512",
            "least_level": "",
            **changes,
        }

    def knows(self, subject: str, **claims: object) -> None:
        """Let somebody exist there."""
        answer = requests.put(f"{self.issuer}/users/{subject}", json=claims, timeout=5)
        assert answer.status_code == 204, answer.text

    def agrees(self, address: str, subject: str, **form: str) -> str:
        """Be somebody at the provider who signs in, and give the address they are sent back to."""
        sent = {"sub": subject, **form}
        answer = requests.post(address, data=sent, timeout=5, allow_redirects=False)
        assert answer.status_code == 302, answer.text
        return str(answer.headers["Location"])

    def changes_its_key(self) -> None:
        """Sign with another key from now on."""
        self.storage.jwk = RSAKey.generate_key(2048, private=True)


def _before(provider: Provider) -> flask.Response | None:
    provider.storage = flask.g.oidc_provider_mock_storage
    if provider.drop:
        return flask.make_response("no", 503)
    if flask.request.path == "/oauth2/authorize" and flask.request.method == "POST":
        provider.asked.append(flask.request.args.to_dict())
    if flask.request.path == "/oauth2/token":
        wrong = _wrong_with(provider, flask.request.form.to_dict())
        if wrong:
            provider.refused.append(wrong)
            return flask.make_response({"error": "invalid_client"}, 401)
    return None


def _wrong_with(provider: Provider, form: dict[str, str]) -> str:
    challenge = provider.challenges.pop(form.get("code", ""), None)
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != challenge:
        return "verifier"
    if "client_secret" in form or flask.request.authorization:
        return "secret"
    try:
        said = jwt.decode(form["client_assertion"], PRIVATE_KEY, algorithms=["RS512"]).claims
        jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": CLIENT},
            sub={"essential": True, "value": CLIENT},
            aud={"essential": True, "value": f"{provider.issuer}/oauth2/token"},
            exp={"essential": True},
            jti={"essential": True},
        ).validate(said)
    except (JoseError, KeyError) as problem:
        return f"assertion {problem}"
    if said["jti"] in provider.assertions:
        return "assertion used before"
    provider.assertions.add(said["jti"])
    return ""


def _after(provider: Provider, response: flask.Response) -> flask.Response:
    if flask.request.path == "/oauth2/authorize" and "Location" in response.headers:
        code = parse_qs(urlsplit(response.headers["Location"]).query).get("code", [""])[0]
        asked = flask.request.args
        if code and asked.get("code_challenge_method") == "S256":
            provider.challenges[code] = asked["code_challenge"]
    if flask.request.path == "/userinfo" and provider.userinfo:
        response.set_data(json.dumps({**response.get_json(), **provider.userinfo}))
    if flask.request.path == "/oauth2/token" and response.status_code == 200 and provider.tamper:
        tokens = response.get_json()
        key = provider.storage.jwk
        held = jwt.decode(tokens["id_token"], key)
        tokens["id_token"] = provider.tamper(dict(held.header), dict(held.claims), key)
        response.set_data(json.dumps(tokens))
    return response


@contextmanager
def running() -> Iterator[Provider]:
    """Run a provider in a thread of this process."""
    provider = Provider()
    app = oidc_provider_mock.app()
    app.before_request(lambda: _before(provider))
    app.after_request(lambda response: _after(provider, response))
    server = make_server("localhost", 0, app, threaded=True)
    provider.issuer = f"http://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()
