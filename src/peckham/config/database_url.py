"""Reading a PostgreSQL address as Django's settings."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class BadDatabaseUrl(ValueError):
    """The address is not one of a PostgreSQL database."""


def database_settings(url: str) -> dict[str, Any]:
    """Turn `postgresql://user:password@host:port/name?option=value` into a DATABASES entry.

    A socket directory is given as `?host=/directory`.

    Raises:
        BadDatabaseUrl: If the scheme or the database's name is missing. The message never
            repeats the address, since it may hold a password.

    >>> database_settings("postgresql://app@127.0.0.1:5433/peckham")["PORT"]
    '5433'
    """
    parts = urlsplit(url)
    name = parts.path.lstrip("/")
    if parts.scheme not in ("postgresql", "postgres") or not name:
        raise BadDatabaseUrl("A database address looks like postgresql://user@host:port/name.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(name),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": options.pop("port", "") or str(parts.port or ""),
        "OPTIONS": options,
    }
