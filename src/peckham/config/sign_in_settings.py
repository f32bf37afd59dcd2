"""Reading from the environment which providers of OpenID Connect people sign in with."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

# The names of each provider's variables; all but the last three are needed, or none of them.
_STAFF = (
    "PECKHAM_STAFF_ISSUER",
    "PECKHAM_STAFF_CLIENT_ID",
    "PECKHAM_STAFF_KEY",
    "PECKHAM_STAFF_KEY_ID",
    "PECKHAM_STAFF_ALGORITHM",
    "PECKHAM_STAFF_LEAST_LEVEL",
)
_RESIDENTS = (
    "PECKHAM_RESIDENTS_ISSUER",
    "PECKHAM_RESIDENTS_CLIENT_ID",
    "PECKHAM_RESIDENTS_KEY",
    "PECKHAM_RESIDENTS_KEY_ID",
    "PECKHAM_RESIDENTS_ALGORITHM",
    "PECKHAM_RESIDENTS_LEAST_LEVEL",
)
_ALGORITHM = "RS512"


def providers(environment: Mapping[str, str], *, demonstration: bool) -> dict[str, dict[str, str]]:
    """Read the providers that are set up, by "staff" and "residents".

    Raises:
        ImproperlyConfigured: If one is set up by half, or without TLS outside the demonstration.
    """
    found = {}
    for who, names in (("staff", _STAFF), ("residents", _RESIDENTS)):
        values = [environment.get(name, "").strip() for name in names]
        if not any(values):
            continue
        missing = [name for name, value in zip(names[:3], values, strict=False) if not value]
        if missing:
            raise ImproperlyConfigured(f"Sign-in of {who} needs {', '.join(missing)} too.")
        issuer, client_id, key, key_id, algorithm, least_level = values
        if not issuer.startswith("https://") and not demonstration:
            raise ImproperlyConfigured(f"{names[0]} must begin with https://.")
        found[who] = {
            "issuer": issuer,
            "client_id": client_id,
            # One line of an environment file holds a key with its line breaks written out.
            "private_key": key.replace("\\n", "\n"),
            "key_id": key_id,
            "algorithm": algorithm or _ALGORITHM,
            "least_level": least_level,
        }
    return found


def origins(found: Mapping[str, Mapping[str, str]]) -> list[str]:
    """List the providers' origins, for the policy that says where a form may end."""
    parts = (urlsplit(provider["issuer"]) for provider in found.values())
    return sorted({f"{part.scheme}://{part.netloc}" for part in parts})
