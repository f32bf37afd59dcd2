"""Failures to sign in, counted by account and by address in the database; nothing names anybody."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.crypto import salted_hmac


@dataclass(frozen=True, slots=True)
class Try:
    """Who seems to sign in, and from where, as keyed digests.

    Args:
        account: Digest of what was typed or asserted as the account.
        address: Digest of the network address.
    """

    account: str
    address: str


def try_of(account: str, *, address: str) -> Try:
    """Describe a try, so that what was typed and where it came from are kept nowhere.

    Args:
        account: As typed: a user name, an NHS number; its case and spaces do not matter.
        address: Of the client.
    """
    plain = "".join(account.split()).lower()
    return Try(_digest("account", plain), _digest("address", address))


def waits_until(tried: Try) -> datetime | None:
    """Give until when this try must wait, or None where it may go on. Needs an open scope."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.sign_in_waits_until(%s, %s)", [tried.account, tried.address])
        found: datetime | None = cursor.fetchone()[0]
    return found


def note(tried: Try, *, succeeded: bool) -> None:
    """Count a try in the transaction of its answer. Needs an open scope."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT peckham.note_sign_in(%s, %s, %s)", [tried.account, tried.address, succeeded]
        )


def forget(before: datetime) -> int:
    """Drop tries that no longer count, and say how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.forget_sign_ins(%s)", [before])
        return int(cursor.fetchone()[0])


def _digest(kind: str, value: str) -> str:
    return salted_hmac(f"peckham.sign_in.{kind}", value, algorithm="sha256").hexdigest()
