"""Two sessions at one version: a party is never added beside a signature."""

import threading

import psycopg
from tests.databases import connection
from tests.integration.care import raw
from tests.integration.sharing import governing
from tests.integration.sharing.governing import AT

PARTY = (
    "INSERT INTO sharing_agreementparty (version_id, organisation_id, role, supplies, receives)"
    " VALUES ({}, {}, 'controller', true, true)"
)
SIGNATURE = (
    "INSERT INTO sharing_agreementsignature (version_id, organisation_id, signed_by, position,"
    f" signed_at, recorded_at) VALUES ({{}}, {{}}, 'x', 'x', '{AT}', '{AT}')"
)


def test_whoever_adds_a_party_waits_for_the_signature_and_is_refused(committed_database):
    bodies = governing.build()
    drafted = bodies.draft("practice", "trust")
    connection.close()
    outcome = []

    def add():
        try:
            second.execute(PARTY.format(drafted.version_id, bodies.organisations["charity"]))
            second.commit()
        except psycopg.Error as refused:
            outcome.append(refused)

    with (
        raw.session(committed_database, "migrator") as first,
        raw.session(committed_database, "migrator") as second,
    ):
        first.execute(SIGNATURE.format(drafted.version_id, bodies.organisations["trust"]))
        thread = threading.Thread(target=add)
        thread.start()
        thread.join(0.5)
        assert thread.is_alive(), "it waits"
        first.commit()
        thread.join(10)
    assert [refused.sqlstate for refused in outcome] == ["PK030"]
