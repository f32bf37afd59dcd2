"""What a deployment that is no demonstration must have before it serves anybody."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register, run_checks
from django.core.exceptions import ImproperlyConfigured
from joserfc.jwk import ECKey, RSAKey

RSA_BITS_MIN = 2048
SECRET_LENGTH_MIN = 50
SECRET_LETTERS_MIN = 10


@register(Tags.security, deploy=True)
def check_secret_key(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The key that signs sessions and forms must be there and hard to guess."""
    key = settings.SECRET_KEY
    if len(key) >= SECRET_LENGTH_MIN and len(set(key)) >= SECRET_LETTERS_MIN:
        return []
    return [
        Error(
            "PECKHAM_SECRET_KEY is missing or easy to guess.",
            hint="Let ./peckham make one, or set 50 random characters or more.",
            id="peckham.E001",
        )
    ]


@register(Tags.security, deploy=True)
def check_sign_in_keys(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The keys that we sign with at the providers must be private ones, and long enough."""
    return [
        Error(
            f"The key for signing in {who} is not a private RSA key of {RSA_BITS_MIN} bits or "
            "more, nor an elliptic one.",
            hint="See docs/how-to/connect-an-openid-provider.md.",
            id="peckham.E002",
        )
        for who, provider in settings.SIGN_IN_PROVIDERS.items()
        if not _is_a_good_key(provider["private_key"])
    ]


def _is_a_good_key(pem: str) -> bool:
    try:
        key = RSAKey.import_key(pem)
        return key.is_private and key.raw_value.key_size >= RSA_BITS_MIN
    except (ValueError, TypeError, AttributeError):
        pass
    try:
        return ECKey.import_key(pem).is_private
    except (ValueError, TypeError, AttributeError):
        return False


def refuse_what_is_not_safe() -> None:
    """Serve nobody with settings that a check of the deployment warns of.

    Raises:
        ImproperlyConfigured: Outside the demonstration, with what is wrong.
    """
    if settings.DEMONSTRATION:
        return
    wrong: Sequence[CheckMessage] = [
        message
        for message in run_checks(tags=[Tags.security], include_deployment_checks=True)
        if not message.is_silenced()
    ]
    if wrong:
        raise ImproperlyConfigured(" ".join(f"{message.id}: {message.msg}" for message in wrong))
