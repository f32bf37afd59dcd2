"""django-hordak: the same posting, two legs with a day and words, in a transaction of its own.

Runs in its own environment: `python hordak_posting.py <address of its empty database>`. It answers
each line that comes in, the number of postings to write, with what they cost.
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
    post = _posting()
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(_spent(post, int(line))), flush=True)


def _posting():
    from hordak.models import Account, AccountType
    from moneyed import Money

    names = {"name": "Bank", "code": "1", "type": AccountType.asset, "currencies": ["GBP"]}
    bank = Account.objects.create(**names)
    names = {"name": "Income", "code": "4", "type": AccountType.income, "currencies": ["GBP"]}
    income = Account.objects.create(**names)

    def post() -> None:
        income.transfer_to(bank, Money("1234.56", "GBP"), description="A receipt", date=DAY)

    return post


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
