"""The parts of a database's address."""

from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit


def with_database(url: str, name: str) -> str:
    """Give the same server, login and options with another database.

    >>> with_database("postgresql://app:secret@127.0.0.1:5432/one?sslmode=require", "two")
    'postgresql://app:secret@127.0.0.1:5432/two?sslmode=require'
    """
    return urlsplit(url)._replace(path=f"/{quote(name, safe='')}").geturl()


def with_role(url: str, role: str) -> str:
    """Give the same address for sessions that begin by taking a role.

    >>> with_role("postgresql://owner@db/one", "peckham_worker")
    'postgresql://owner@db/one?options=-c%20role%3Dpeckham_worker'
    """
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    options["options"] = f"{options.get('options', '')} -c role={role}".strip()
    # libpq reads %20 and not +, so spaces are written out.
    return parts._replace(query=urlencode(options, quote_via=quote)).geturl()


def database_of(url: str) -> str:
    """Give the database's name.

    >>> database_of("postgresql://app@db/peckham")
    'peckham'
    """
    return unquote(urlsplit(url).path.lstrip("/"))


def login_of(url: str) -> str:
    """Give the login's name, "" when the address leaves it to the operating system.

    >>> login_of("postgresql://app@db/peckham")
    'app'
    """
    return unquote(urlsplit(url).username or "")


def password_of(url: str) -> str | None:
    """Give the password that the address holds, or None."""
    password = urlsplit(url).password
    return None if password is None else unquote(password)
