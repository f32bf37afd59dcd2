"""Staff whom tests invent by their scope alone: with the membership that the scope says."""

from datetime import UTC, datetime

from django.db import connection

from peckham.infra.scope import Scope
from peckham.organisations.models import Account, Membership

SINCE = datetime(2015, 1, 1, tzinfo=UTC)
# Keys of accounts that tests name lie below; those that the sequence gives begin here.
FIRST_GIVEN = 1000


def employed(scope: Scope) -> Scope:
    """Give the account of a scope its role in its team, as the owner; and the scope."""
    if not Account.objects.filter(pk=scope.account_id).exists():
        key = {"pk": scope.account_id, "username": scope.actor.identifier}
        Account.objects.create(**key, name=scope.actor.name)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(s, greatest(nextval(s), %s)) FROM"
                " pg_get_serial_sequence('organisations_account', 'id') AS s",
                [FIRST_GIVEN],
            )
    Membership.objects.get_or_create(
        account_id=scope.account_id,
        team_id=scope.team_id,
        role=scope.role,
        defaults={"during": (SINCE, None)},
    )
    return scope
