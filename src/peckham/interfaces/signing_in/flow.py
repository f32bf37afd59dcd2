"""The authorization code flow of OpenID Connect, with authlib: there, and back with what is so.

State, nonce and the code's verifier live in the reader's own session and are used once; the code
goes with the verifier (PKCE, S256) and our signed assertion (private_key_jwt), never a secret.
"""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from authlib.oidc.core import CodeIDToken
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from joserfc import jwt
from joserfc.errors import JoseError

from peckham.interfaces.signing_in import published
from peckham.interfaces.signing_in.profiles import Provider
from peckham.interfaces.signing_in.published import ProviderSilent

KEY = "signing_in"
# How long somebody may take at the provider.
STARTED_MAX = timedelta(minutes=15)
# By how much the provider's clock may differ from ours.
LEEWAY_SECONDS = 60
# How long our signed assertion may be used, once.
ASSERTION_SECONDS = 300


class SignInRefused(Exception):
    """What came back answers nothing that this reader asked; the argument says why, for logs."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a provider says of somebody who has just signed in.

    Args:
        issuer: Who says it.
        subject: Whom it is said of: with the issuer, the only name an account is linked by.
        token: Claims of the signed ID token.
        said: Those and what the provider's userinfo adds; the token's go first.
        id_token: The token itself, which signing out at the provider asks for.
        next: Where the reader was going.
        again: Whether they were asked to show again who they are.
    """

    issuer: str
    subject: str
    token: Mapping[str, Any] = field(repr=False)
    said: Mapping[str, Any] = field(repr=False)
    id_token: str = field(repr=False)
    next: str
    again: bool


def start(
    request: HttpRequest, provider: Provider, *, back: str, then: str, again: bool = False
) -> str:
    """Give the address of the provider to send the reader to.

    Args:
        request: The reader's, whose session remembers what was asked.
        provider: Where to.
        back: Our address that the provider sends them back to.
        then: The page where they were going, or "".
        again: Whether somebody who has signed in is to show again who they are.
    """
    verifier, nonce = secrets.token_urlsafe(48), secrets.token_urlsafe(32)
    more = dict(provider.profile.parameters)
    prompt = "login" if again else provider.profile.prompt
    if prompt:
        more["prompt"] = prompt
    if again:
        more["max_age"] = "0"
    with _client(provider, back) as client:
        address, state = client.create_authorization_url(
            published.configuration(provider.issuer)["authorization_endpoint"],
            state=secrets.token_urlsafe(32),
            code_verifier=verifier,
            nonce=nonce,
            **more,
        )
    request.session[KEY] = {
        "profile": provider.profile.name,
        "state": state,
        "nonce": nonce,
        "verifier": verifier,
        "then": then,
        "again": again,
        "at": _at(request).isoformat(),
    }
    return str(address)


def finish(request: HttpRequest, provider: Provider, *, back: str) -> Claims:
    """Check what came back with the reader, and fetch what the provider says of them.

    Raises:
        SignInRefused: If it is no answer to what was asked in this session, or was used before.
        ProviderSilent: If the provider did not answer.
    """
    asked = _asked(request, provider)
    code = request.GET.get("code", "")
    if not code:
        raise SignInRefused(f"the provider said {_error(request)}")
    try:
        with _client(provider, back) as client:
            return _claims(client, provider, asked, code, at=_at(request))
    except (AuthlibBaseError, JoseError) as problem:
        code = getattr(problem, "error", None) or ""
        raise SignInRefused(f"{type(problem).__name__} {code}"[:80]) from problem
    except (requests.RequestException, ValueError) as problem:
        raise ProviderSilent(type(problem).__name__) from problem


def _asked(request: HttpRequest, provider: Provider) -> Mapping[str, Any]:
    """Take what was asked out of the session: it is answered once, rightly or wrongly."""
    asked = request.session.pop(KEY, None)
    if asked is None or asked["profile"] != provider.profile.name:
        raise SignInRefused("nothing was asked in this session")
    if not constant_time_compare(request.GET.get("state", ""), asked["state"]):
        raise SignInRefused("another state")
    if _at(request) - datetime.fromisoformat(asked["at"]) > STARTED_MAX:
        raise SignInRefused("too late")
    if request.GET.get("iss", provider.issuer) != provider.issuer:
        raise SignInRefused("another issuer")
    return dict(asked)


def _error(request: HttpRequest) -> str:
    error = request.GET.get("error", "")
    return error if error.replace("_", "").isalpha() and len(error) < 40 else "something else"


def _claims(
    client: OAuth2Session,
    provider: Provider,
    asked: Mapping[str, Any],
    code: str,
    *,
    at: datetime,
) -> Claims:
    where = published.configuration(provider.issuer)
    tokens = client.fetch_token(
        where["token_endpoint"],
        grant_type="authorization_code",
        code=code,
        code_verifier=asked["verifier"],
        client_id=provider.client_id,
        allow_redirects=False,
    )
    raw, access = tokens.get("id_token"), tokens.get("access_token")
    if not isinstance(raw, str) or not isinstance(access, str):
        raise SignInRefused("no tokens")
    token = _checked(raw, provider, nonce=asked["nonce"], access_token=access, at=at)
    if asked["again"]:
        _check_shown_again(token, asked)
    return Claims(
        issuer=provider.issuer,
        subject=token["sub"],
        token=token,
        said={**_userinfo(client, where, token["sub"]), **token},
        id_token=raw,
        next=asked["then"],
        again=asked["again"],
    )


def _checked(
    raw: str, provider: Provider, *, nonce: str, access_token: str, at: datetime
) -> Mapping[str, Any]:
    """Check an ID token: signature, algorithm, issuer, audience, times, nonce, at_hash."""
    try:
        found = _decoded(raw, provider)
    except JoseError:
        # The provider may have changed its keys since they were fetched.
        found = _decoded(raw, provider, anew=True)
    claims = CodeIDToken(
        found.claims,
        found.header,
        options={
            "iss": {"essential": True, "values": [provider.issuer]},
            "aud": {"essential": True, "values": [provider.client_id]},
            "sub": {"essential": True},
        },
        params={"nonce": nonce, "client_id": provider.client_id, "access_token": access_token},
    )
    claims.validate(now=int(at.timestamp()), leeway=LEEWAY_SECONDS)
    if not isinstance(claims["sub"], str) or not claims["sub"]:
        raise SignInRefused("no subject")
    return dict(claims)


def _decoded(raw: str, provider: Provider, *, anew: bool = False) -> jwt.Token:
    keys = published.keys(provider.issuer, anew=anew)
    return jwt.decode(raw, keys, algorithms=list(provider.profile.algorithms))


def _check_shown_again(token: Mapping[str, Any], asked: Mapping[str, Any]) -> None:
    """The provider must have asked them since we did, not remembered them."""
    shown_at, started = token.get("auth_time"), datetime.fromisoformat(asked["at"])
    if not isinstance(shown_at, int | float):
        raise SignInRefused("no time of signing in")
    if shown_at < started.timestamp() - LEEWAY_SECONDS:
        raise SignInRefused("not shown again")


def _userinfo(client: OAuth2Session, where: Mapping[str, Any], subject: str) -> Mapping[str, Any]:
    address = where.get("userinfo_endpoint")
    if not address:
        return {}
    found = published.json_of(client.get(address, allow_redirects=False))
    if found.get("sub") != subject:
        raise SignInRefused("userinfo of somebody else")
    return dict(found)


def _client(provider: Provider, back: str) -> OAuth2Session:
    client = OAuth2Session(
        client_id=provider.client_id,
        client_secret=provider.private_key,
        token_endpoint_auth_method=PrivateKeyJWT.name,
        scope=provider.profile.scope,
        redirect_uri=back,
        code_challenge_method="S256",
        default_timeout=published.TIMEOUT_SECONDS,
    )
    client.register_client_auth_method(
        PrivateKeyJWT(
            alg=provider.algorithm,
            headers={"kid": provider.key_id} if provider.key_id else None,
            claims={"exp": int(time.time()) + ASSERTION_SECONDS},
        )
    )
    # Neither a proxy nor a .netrc of this machine stands between us and the provider.
    client.trust_env = False
    return client


def sign_out_address(provider: Provider, session: SessionBase, *, back: str) -> str | None:
    """Give the address that ends the session at the provider too, where it has one."""
    try:
        address = published.configuration(provider.issuer).get("end_session_endpoint")
    except ProviderSilent:
        return None
    token = session.get("id_token")
    if not address or not token:
        return None
    asked = {"id_token_hint": token, "post_logout_redirect_uri": back}
    return requests.Request("GET", address, params=asked).prepare().url


def _at(request: HttpRequest) -> datetime:
    return request.scope.at  # type: ignore[attr-defined]
