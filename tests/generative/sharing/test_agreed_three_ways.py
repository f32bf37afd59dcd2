"""Whose records an organisation is given: the database, the domain and the oracle say the same."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.generative.sharing import writing
from tests.generative.sharing.drawing import CARE, ORDINARY, SENSITIVE, worlds
from tests.generative.sharing.moments import LONG_AGO, MOMENTS, moment
from tests.generative.sharing.oracle import Oracle
from tests.generative.sharing.worlds import World

from peckham.sharing import api as sharing
from peckham.sharing.domain import in_force

pytestmark = pytest.mark.django_db
PURPOSES = (*CARE, "safety")
CATEGORIES = (*ORDINARY, *SENSITIVE)
moments = st.integers(LONG_AGO, MOMENTS - 1).map(moment)

GIVEN = """
SELECT o.id, p.name, c.name, peckham.suppliers_of(o.id, p.name, c.name, %(at)s, %(known_at)s)
FROM organisations_organisation o, unnest(%(purposes)s::text[]) AS p (name),
    unnest(%(categories)s::text[]) AS c (name)
"""


def papers(world: World) -> in_force.Papers:
    """Say a world's papers in the words of the domain."""
    return in_force.Papers(
        versions=tuple(
            in_force.Version(
                agreement_id=v.agreement,
                version_id=v.key,
                number=v.number,
                purposes=v.purposes,
                categories=v.categories,
                starts_at=v.start,
                ends_at=v.end,
                parties=tuple(
                    sharing.agreed.Party(p.organisation, "controller", p.supplies, p.receives)
                    for p in v.parties
                ),
                recorded_at=v.recorded_at,
                section_251_expires_on=v.last_day,
            )
            for v in world.versions
        ),
        signatures=tuple(
            in_force.Signature(v.key, organisation, at, at)
            for v in world.versions
            for organisation, at in v.signatures
        ),
        withdrawals=tuple(
            in_force.Withdrawal(w.agreement, w.organisation, w.from_at, w.recorded_at)
            for w in world.withdrawals
        ),
    )


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(world=worlds(), at=moments, known_at=st.one_of(st.none(), moments))
def test_who_is_given_whose_records_is_said_alike_three_ways(db, world, at, known_at):
    oracle, said = Oracle(world), papers(world)
    with transaction.atomic():
        writing.make_room()
        writing.write_papers(world)
        with connection.cursor() as cursor:
            values = {"at": at, "known_at": known_at or "infinity", "purposes": list(PURPOSES),
                "categories": list(CATEGORIES)}  # fmt: skip
            cursor.execute(GIVEN, values)
            rows = cursor.fetchall()
        transaction.set_rollback(True)
    assert rows
    for receiver, purpose, category, suppliers in rows:
        plainly = {
            each.key
            for each in world.organisations
            if each.key != receiver
            and oracle.is_given(each.key, receiver, {purpose}, category, at=at, known_at=known_at)
        }
        asked = {"receiver_id": receiver, "purpose": purpose, "category": category}
        domain = in_force.suppliers_of(said, **asked, at=at, known_at=known_at)
        assert set(suppliers) == plainly == domain, (receiver, purpose, category)
