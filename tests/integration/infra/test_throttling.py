"""Tries to sign in wait where they guess, and a stranger's guesses shut nobody out for long."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.databases import as_app, as_worker

from peckham.infra import sign_in_tries
from peckham.infra.models import SignInTry
from peckham.infra.scope import public_scope
from peckham.infra.tasks import forget_sessions_job

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 10, tzinfo=UTC)


def tries(account, address, *, times=1, succeeded=False, minutes=0.0):
    tried = sign_in_tries.try_of(account, address=address)
    with as_app(public_scope(at=AT + timedelta(minutes=minutes))):
        for _ in range(times):
            sign_in_tries.note(tried, succeeded=succeeded)


def waits(account, address, *, minutes=0.0):
    at = AT + timedelta(minutes=minutes)
    with as_app(public_scope(at=at)):
        until = sign_in_tries.waits_until(sign_in_tries.try_of(account, address=address))
    return round((until - at).total_seconds() / 60, 2) if until else 0


def test_five_wrong_tries_of_one_account_from_one_address_wait_a_quarter_of_an_hour():
    tries("nadia", "192.0.2.1", times=4)
    assert waits("nadia", "192.0.2.1") == 0
    tries("nadia", "192.0.2.1")
    assert waits("nadia", "192.0.2.1") == 15
    assert waits("NADIA ", "192.0.2.1") == 15, "however it is typed"
    assert waits("nadia", "192.0.2.1", minutes=15.1) == 0


def test_elsewhere_and_others_go_on():
    tries("nadia", "192.0.2.1", times=10)
    assert waits("nadia", "192.0.2.2") == 0
    assert waits("idris", "192.0.2.1") == 0


def test_a_success_forgives_what_was_before_it():
    tries("nadia", "192.0.2.1", times=4)
    tries("nadia", "192.0.2.1", succeeded=True, minutes=1)
    tries("nadia", "192.0.2.1", times=4, minutes=2)
    assert waits("nadia", "192.0.2.1", minutes=2) == 0


def test_a_guess_from_many_addresses_waits_a_minute_and_not_where_she_works():
    tries("nadia", "198.51.100.1", succeeded=True, minutes=-60 * 24)
    for host in range(20):
        tries("nadia", f"192.0.2.{host}")
    assert waits("nadia", "192.0.2.99") == 1
    assert waits("nadia", "192.0.2.99", minutes=1.01) == 0
    assert waits("nadia", "198.51.100.1") == 0


def test_a_guess_at_many_accounts_from_one_address_waits_a_minute():
    for account in range(50):
        tries(f"account {account}", "192.0.2.1")
    assert waits("another", "192.0.2.1") == 1
    assert waits("another", "192.0.2.2") == 0


def test_what_is_kept_names_nobody_and_no_process_reads_it():
    tries("nadia", "192.0.2.1")
    kept = str(list(SignInTry.objects.values()))
    assert "nadia" not in kept
    assert "192.0.2" not in kept
    for as_role in (as_app, as_worker):
        with as_role(None) as cursor, pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("SELECT count(*) FROM infra_signintry")


def test_what_no_longer_counts_is_forgotten():
    now = datetime.now(UTC)
    for days, succeeded in ((2, False), (0, False), (91, True), (80, True)):
        SignInTry.objects.create(
            account="a", address="b", at=now - timedelta(days=days), succeeded=succeeded
        )
    with as_worker(None):
        forget_sessions_job(timestamp=0)
    kept = {(now - t.at).days for t in SignInTry.objects.all()}
    assert kept == {0, 80}
