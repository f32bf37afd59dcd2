"""django-hordak: the same postings, each in a transaction of its own.

Runs in its own environment: `python hordak_posting.py <address of its empty database>`. It answers
each line that comes in, "plain 400" or "limited 400", with what so many postings cost. A limited
posting first asks, under a lock, whether the account has it: the library keeps no limit.
"""

import datetime
import json
import sys
import time
from urllib.parse import urlsplit

import django
from django.conf import settings

APPS = ["django.contrib.contenttypes", "django.contrib.auth", "mptt", "djmoney", "hordak"]
DAY = datetime.date(2026, 11, 20)


def main() -> None:
    """Make its tables and two accounts, then answer until there is no line more."""
    address = urlsplit(sys.argv[1])
    settings.configure(
        INSTALLED_APPS=APPS,
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": address.path.lstrip("/"),
                "USER": address.username,
                "PASSWORD": address.password,
                "HOST": address.hostname,
                "PORT": address.port,
                "CONN_MAX_AGE": None,
            }
        },
        USE_TZ=True,
        DEFAULT_CURRENCY="GBP",
        HORDAK_INTERNAL_CURRENCY="GBP",
        CURRENCIES=["GBP"],
        HORDAK_CURRENCIES=["GBP"],
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    )
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    postings = _postings()
    print("ready", flush=True)
    for line in sys.stdin:
        name, count = line.split()
        print(json.dumps(_spent(postings[name], int(count))), flush=True)


def _postings():
    from django.db import transaction
    from hordak.models import Account, AccountType
    from moneyed import Money

    def account(name, code, kind):
        return Account.objects.create(name=name, code=code, type=kind, currencies=["GBP"])

    bank = account("Bank", "1", AccountType.asset)
    income = account("Income", "4", AccountType.income)
    held = account("Bank, held for others", "2", AccountType.asset)
    owed = account("Owed to the fund", "3", AccountType.liability)
    owed.transfer_to(held, Money("9999999.99", "GBP"), description="The grant", date=DAY)
    amount = Money("1.23", "GBP")

    def plain() -> None:
        income.transfer_to(bank, amount, description="A receipt", date=DAY)

    def limited() -> None:
        with transaction.atomic():
            locked = Account.objects.select_for_update().get(pk=held.pk)
            if locked.get_balance().monies()[0] < amount:
                raise ValueError("There is less than this.")
            locked.transfer_to(owed, amount, description="A spending", date=DAY)

    return {"plain": plain, "limited": limited}


def _spent(post, count: int) -> dict[str, float]:
    """Give microseconds of processor time for each posting: of Python, and of PostgreSQL."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    before = time.process_time(), _of_process(backend)
    for _ in range(count):
        post()
    after = time.process_time(), _of_process(backend)
    parts = zip(("python", "postgresql"), after, before, strict=True)
    return {part: round((now - then) / count * 1e6, 1) for part, now, then in parts}


def _of_process(process_id: int) -> float:
    """Read nanoseconds that a process ran: finer than the ticks of its user and system time."""
    with open(f"/proc/{process_id}/schedstat") as file:
        return int(file.read().split()[0]) / 1e9


if __name__ == "__main__":
    main()
