"""What a provider publishes of itself: its addresses and its keys, fetched and kept a while."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import requests
from joserfc.jwk import KeySet

KEPT_SECONDS = 3600
# A key that is not known is looked for anew, so that a provider may change its keys at any time;
# not more often than this, so that made-up tokens cannot make us ask all day.
ASK_AGAIN_SECONDS = 30
TIMEOUT_SECONDS = 5
ANSWER_BYTES_MAX = 256 * 1024


class ProviderSilent(RuntimeError):
    """The provider did not answer, or not as one does."""


@dataclass(slots=True)
class _Kept:
    found: Any = None
    at: float = float("-inf")
    lock: Lock = field(default_factory=Lock)


_kept: dict[str, _Kept] = {}


def configuration(issuer: str) -> Mapping[str, Any]:
    """Give a provider's published configuration.

    Raises:
        ProviderSilent: If it is not to be had, or is another issuer's.
    """
    address = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
    found: Mapping[str, Any] = _fetched(address, older_than=KEPT_SECONDS)
    if found.get("issuer") != issuer:
        raise ProviderSilent("The configuration is another issuer's.")
    return found


def keys(issuer: str, *, anew: bool = False) -> KeySet:
    """Give a provider's public keys; anew where one signed with a key that is not among them."""
    older_than = ASK_AGAIN_SECONDS if anew else KEPT_SECONDS
    return KeySet.import_key_set(_fetched(configuration(issuer)["jwks_uri"], older_than=older_than))


def forget() -> None:
    """Forget what was fetched, as a new process has."""
    _kept.clear()


def json_of(response: requests.Response) -> Any:
    """Read an answer as an object of JSON, of a size that one is.

    Raises:
        ProviderSilent: If it is none.
    """
    if response.status_code != 200 or len(response.content) > ANSWER_BYTES_MAX:
        raise ProviderSilent(f"The provider answered {response.status_code}.")
    try:
        found = response.json()
    except ValueError as problem:
        raise ProviderSilent("The provider's answer is not JSON.") from problem
    if not isinstance(found, dict):
        raise ProviderSilent("The provider's answer is not an object.")
    return found


def _fetched(address: str, *, older_than: float) -> Any:
    kept = _kept.setdefault(address, _Kept())
    with kept.lock:
        if time.monotonic() - kept.at > older_than:
            try:
                response = requests.get(address, timeout=TIMEOUT_SECONDS, allow_redirects=False)
            except requests.RequestException as problem:
                raise ProviderSilent("The provider did not answer.") from problem
            kept.found, kept.at = json_of(response), time.monotonic()
        return kept.found
