"""What somebody who could write SQL as the web process would still be refused."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import as_app, as_worker, check_laws
from tests.integration.sharing import governing
from tests.integration.sharing.governing import AT

from peckham.infra.scope import public_scope, system_scope
from peckham.sharing.models import AgreementSignature, AgreementWithdrawal

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
PAPERS = (
    "sharing_agreement",
    "sharing_agreementversion",
    "sharing_agreementparty",
    "sharing_agreementsignature",
    "sharing_agreementwithdrawal",
)
SIGN = (
    "INSERT INTO sharing_agreementsignature (version_id, organisation_id, account_id, signed_by,"
    " position, signed_at, recorded_at) VALUES (%(version)s, %(organisation)s, %(account)s,"
    " %(name)s, 'Caldicott Guardian', %(signed_at)s, %(recorded_at)s)"
)
LEAVE = (
    "INSERT INTO sharing_agreementwithdrawal (agreement_id, organisation_id, account_id,"
    " withdrawn_by, reason, from_at, recorded_at) VALUES (%(agreement)s, %(organisation)s,"
    " %(account)s, %(name)s, 'No more.', %(from_at)s, %(recorded_at)s)"
)
PARTY = (
    "INSERT INTO sharing_agreementparty (version_id, organisation_id, role, supplies, receives)"
    " VALUES (%s, %s, 'controller', true, true)"
)
VERSION = (
    "INSERT INTO sharing_agreementversion (public_id, agreement_id, number, purposes, categories,"
    " article_6, article_9, confidentiality_basis, section_251_reference,"
    " impact_assessment_reference, summary, during, drafted_by, recorded_at)"
    " SELECT gen_random_uuid(), agreement_id, 2, purposes, categories, article_6, article_9,"
    " confidentiality_basis, '', 'DPIA', 'Wider.', during, %s, %s"
    " FROM sharing_agreementversion WHERE id = %s"
)


@pytest.fixture
def bodies(db):
    return governing.build()


@pytest.fixture
def drafted(bodies):
    return bodies.draft("practice", "trust")


def signing(bodies, drafted, body="trust", **changes):
    return {
        "version": drafted.version_id,
        "organisation": bodies.organisations[body],
        "account": bodies.accounts[body],
        "name": "Somebody Else",
        "signed_at": AT,
        "recorded_at": AT,
    } | changes


def leaving(bodies, drafted, body="trust", **changes):
    return {
        "agreement": drafted.agreement_id,
        "organisation": bodies.organisations[body],
        "account": bodies.accounts[body],
        "name": "Somebody Else",
        "from_at": AT,
        "recorded_at": AT,
    } | changes


def refused(scope, statement, values, *, by=as_app, match="row-level security"):
    with pytest.raises(DatabaseError, match=match), transaction.atomic(), by(scope) as cursor:
        cursor.execute(statement, values)


def test_ones_own_governance_lead_signs_in_the_name_of_the_account(bodies, drafted):
    with as_app(bodies.scope("trust")) as cursor:
        cursor.execute(SIGN, signing(bodies, drafted))
        cursor.execute(LEAVE, leaving(bodies, drafted))
    assert AgreementSignature.objects.get().signed_by == "Lead of trust"
    assert AgreementWithdrawal.objects.get().withdrawn_by == "Lead of trust"


@pytest.mark.parametrize(
    "role", ["navigator", "clinician", "service_member", "manager", "administrator", ""]
)
def test_another_role_signs_drafts_and_leaves_nothing(bodies, drafted, role):
    bodies.sign(drafted, "practice")
    scope = bodies.scope("trust", role=role)
    refused(scope, SIGN, signing(bodies, drafted))
    own = bodies.scope("practice", role=role)
    refused(own, LEAVE, leaving(bodies, drafted, "practice"))
    refused(own, VERSION, [own.actor.identifier, AT, drafted.version_id])
    refused(
        own,
        "INSERT INTO sharing_agreement (public_id, reference, title, drafted_for_id, recorded_at)"
        " VALUES (gen_random_uuid(), 'R', 'T', %s, %s)",
        [own.organisation_id, AT],
    )


def test_another_organisations_lead_signs_and_leaves_for_nobody_else(bodies, drafted):
    bodies.sign(drafted, "practice")
    scope = bodies.scope("charity")
    refused(scope, SIGN, signing(bodies, drafted))
    refused(scope, SIGN, signing(bodies, drafted, account=bodies.accounts["charity"]))
    refused(scope, LEAVE, leaving(bodies, drafted, "practice"))
    refused(scope, VERSION, [scope.actor.identifier, AT, drafted.version_id])
    refused(scope, PARTY, [drafted.version_id, scope.organisation_id], match="no more parties")
    fresh = bodies.draft("practice", "trust")
    refused(scope, PARTY, [fresh.version_id, scope.organisation_id])


def test_nobody_signs_with_anothers_account(bodies, drafted):
    refused(
        bodies.scope("trust"),
        SIGN,
        signing(bodies, drafted, account=bodies.accounts["practice"]),
    )
    refused(bodies.scope("trust"), SIGN, signing(bodies, drafted, account=None))


@pytest.mark.parametrize("clock", ["signed_at", "recorded_at"])
@pytest.mark.parametrize("shift", [-HOUR, HOUR])
def test_a_signature_is_neither_backdated_nor_dated_ahead_by_either_clock(
    bodies, drafted, clock, shift
):
    refused(bodies.scope("trust"), SIGN, signing(bodies, drafted, **{clock: AT + shift}))


def test_a_withdrawal_is_not_backdated_by_either_clock(bodies, drafted):
    bodies.sign(drafted, "trust")
    scope = bodies.scope("trust", at=AT + HOUR)
    for facts in (
        {"from_at": AT, "recorded_at": AT},
        {"from_at": AT + HOUR, "recorded_at": AT},
        {"from_at": AT + 2 * HOUR, "recorded_at": AT + 2 * HOUR},
    ):
        refused(scope, LEAVE, leaving(bodies, drafted, **facts))


def test_a_draft_is_not_backdated_and_names_who_drafted_it(bodies, drafted):
    scope = bodies.scope("practice")
    refused(scope, VERSION, [scope.actor.identifier, AT - HOUR, drafted.version_id])
    refused(scope, VERSION, ["somebody-else", AT, drafted.version_id])


def test_only_a_party_signs_and_only_a_signatory_leaves(bodies, drafted):
    refused(
        bodies.scope("charity"),
        SIGN,
        signing(bodies, drafted, "charity"),
        match="Only a party signs",
    )
    refused(bodies.scope("trust"), LEAVE, leaving(bodies, drafted), match="Only who has signed")


def test_nobody_is_added_to_what_somebody_has_signed_not_even_by_the_owner(bodies, drafted):
    bodies.sign(drafted, "trust")
    charity = bodies.organisations["charity"]
    values = [drafted.version_id, charity]
    refused(bodies.scope("practice"), PARTY, values, match="no more parties")
    with (
        pytest.raises(DatabaseError, match="no more parties"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(PARTY, values)


@pytest.mark.parametrize("table", PAPERS)
@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_no_paper_is_edited_or_taken_away(bodies, drafted, table, verb):
    bodies.sign(drafted, "trust")
    statement = verb.format(table)
    check_laws()
    refused(bodies.scope("practice"), statement, [], match="permission denied")
    with (
        pytest.raises(DatabaseError, match="only grow"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_stranger_reads_what_was_agreed_and_a_job_writes_nothing(bodies, drafted):
    with as_app(public_scope(at=AT)) as cursor:
        cursor.execute("SELECT count(*) FROM sharing_agreementparty")
        assert cursor.fetchone() == (2,)
    refused(public_scope(at=AT), SIGN, signing(bodies, drafted))
    job = system_scope("offer lapse", purpose="direct care", at=AT)
    refused(job, SIGN, signing(bodies, drafted), by=as_worker, match="permission denied")


def test_an_unsigned_version_lets_nothing_through_whatever_it_says(bodies):
    bodies.draft("practice", "trust")
    with as_app(bodies.scope("practice")) as cursor:
        cursor.execute(
            "SELECT count(*) FROM peckham.agreed_flows(%s, 'infinity', NULL)", [AT + HOUR]
        )
        assert cursor.fetchone() == (0,)
