"""Whatever was drafted, signed and left, by either clock: the database and Python agree."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.types.range import TimestamptzRange
from tests.integration.sharing import governing

from peckham.sharing.domain.agreed import Party
from peckham.sharing.domain.in_force import (
    Papers,
    Signature,
    Version,
    Withdrawal,
    bound_by,
    flows,
    suppliers_of,
)
from peckham.sharing.models import (
    Agreement,
    AgreementParty,
    AgreementSignature,
    AgreementVersion,
    AgreementWithdrawal,
)

# Summer in London: a day ends at 23:00 UTC.
ZERO = datetime(2026, 6, 1, 20, tzinfo=UTC)
moments = st.integers(0, 60).map(lambda hour: ZERO + timedelta(hours=hour))
some_purposes = st.sets(st.sampled_from(["direct care", "payment"]), min_size=1).map(sorted)
some_categories = st.sets(st.sampled_from(["identity", "care_plan"]), min_size=1).map(sorted)
parts = st.sampled_from([(True, True), (True, False), (False, True)])
BODIES = 4


class Undo(Exception):
    """Raised to roll a case back."""


@st.composite
def versions(draw, agreement_id, number):
    start = draw(moments)
    parties = draw(st.dictionaries(st.integers(0, BODIES - 1), parts, min_size=2))
    return Version(
        agreement_id=agreement_id,
        version_id=agreement_id * 10 + number,
        number=number,
        purposes=tuple(draw(some_purposes)),
        categories=tuple(draw(some_categories)),
        starts_at=start,
        ends_at=draw(st.none() | st.integers(1, 40).map(lambda h: start + timedelta(hours=h))),
        parties=tuple(Party(key, "controller", *part) for key, part in parties.items()),
        recorded_at=draw(moments),
        section_251_expires_on=draw(
            st.none() | st.sampled_from([date(2026, 6, day) for day in (1, 2, 3)])
        ),
    )


@st.composite
def papers(draw):
    drafted, signed, left = [], [], []
    for agreement_id in range(1, draw(st.integers(1, 2)) + 1):
        here = [
            draw(versions(agreement_id, number)) for number in range(1, draw(st.integers(1, 3)) + 1)
        ]
        signatories = set()
        for version in here:
            for party in version.parties:
                if draw(st.integers(0, 4)):
                    times = draw(moments), draw(moments)
                    signed.append(Signature(version.version_id, party.organisation_id, *times))
                    signatories.add(party.organisation_id)
        for key in sorted(signatories):
            if not draw(st.integers(0, 2)):
                known = draw(moments)
                later = timedelta(hours=draw(st.sampled_from([0, 0, 1, 24])))
                left.append(Withdrawal(agreement_id, key, known + later, known))
        drafted += here
    return Papers(tuple(drafted), tuple(signed), tuple(left))


def write(papers, bodies):
    """Write the papers as the owner; give the database's keys of agreements and versions."""
    agreements, keys = {}, {}
    for version in papers.versions:
        if version.agreement_id not in agreements:
            agreements[version.agreement_id] = Agreement.objects.create(
                reference=str(uuid4()), title="T", drafted_for_id=bodies[0], recorded_at=ZERO
            ).pk
        supported = version.section_251_expires_on is not None
        keys[version.version_id] = AgreementVersion.objects.create(
            agreement_id=agreements[version.agreement_id],
            number=version.number,
            purposes=list(version.purposes),
            categories=list(version.categories),
            article_6="6(1)(e)",
            article_9="9(2)(h)",
            confidentiality_basis="section 251" if supported else "consent",
            section_251_reference="24/CAG/0001" if supported else "",
            section_251_expires_on=version.section_251_expires_on,
            impact_assessment_reference="DPIA-1",
            summary="S",
            during=TimestamptzRange(version.starts_at, version.ends_at),
            drafted_by="x",
            recorded_at=version.recorded_at,
        ).pk
        for party in version.parties:
            AgreementParty.objects.create(
                version_id=keys[version.version_id],
                organisation_id=bodies[party.organisation_id],
                role=party.role,
                supplies=party.supplies,
                receives=party.receives,
            )
    for signature in papers.signatures:
        AgreementSignature.objects.create(
            version_id=keys[signature.version_id],
            organisation_id=bodies[signature.organisation_id],
            signed_by="x",
            position="x",
            signed_at=signature.signed_at,
            recorded_at=signature.recorded_at,
        )
    for withdrawal in papers.withdrawals:
        AgreementWithdrawal.objects.create(
            agreement_id=agreements[withdrawal.agreement_id],
            organisation_id=bodies[withdrawal.organisation_id],
            withdrawn_by="x",
            reason="x",
            from_at=withdrawal.from_at,
            recorded_at=withdrawal.recorded_at,
        )
    return keys


def asked(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return set(cursor.fetchall())


@pytest.mark.django_db
def test_the_database_and_plain_python_say_the_same():
    bodies = [*governing.build().organisations.values()]
    bodies.append(governing.another("fourth"))

    @settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(papers(), moments, st.none() | moments)
    def same(papers, at, known_at):
        known = known_at or "infinity"
        body = dict(enumerate(bodies))
        try:
            with transaction.atomic():
                keys = write(papers, bodies)
                bound = asked("SELECT * FROM peckham.bound_by(%s, %s)", [at, known])
                assert bound == {
                    (body[organisation], keys[version])
                    for (_, organisation), version in bound_by(
                        papers, at=at, known_at=known_at
                    ).items()
                }
                assert asked("SELECT * FROM peckham.agreed_flows(%s, %s, NULL)", [at, known]) == {
                    (body[f.supplier_id], body[f.receiver_id], keys[f.version_id])
                    for f in flows(papers, at=at, known_at=known_at)
                }
                for receiver_id in range(BODIES):
                    ((given_by,),) = asked(
                        "SELECT (peckham.suppliers_of(%s, 'payment', 'care_plan', %s, %s))::text",
                        [body[receiver_id], at, known],
                    )
                    expected = suppliers_of(
                        papers,
                        receiver_id=receiver_id,
                        purpose="payment",
                        category="care_plan",
                        at=at,
                        known_at=known_at,
                    )
                    found = {int(key) for key in given_by.strip("{}").split(",") if key}
                    assert found == {body[key] for key in expected}
                raise Undo
        except Undo:
            return

    same()
