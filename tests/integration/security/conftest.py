"""A host with somebody's record, and an organisation that has nothing to do with it.

The web process's own login answers, so that the database's policies hold as they do in the product.
"""

from collections.abc import Callable
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from tests.integration.care import world as worlds

from peckham.care import api as care
from peckham.infra import clock
from peckham.infra.scope import open_scope
from peckham.interfaces.signing_in import sessions
from peckham.organisations import api as organisations
from peckham.organisations.models import Account
from peckham.people import api as people

# What no stranger may ever read, on any page: a resident, what they said, a colleague of theirs.
SECRETS = ("Zzquillfeather", "Zzfellonthestairs", "Zzmarigold")
OUTSIDERS = ("navigator", "clinician", "manager", "governance_lead", "administrator")


@contextmanager
def web_process():
    """Answer as the web process's login does."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE peckham_app")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE peckham_owner")


@pytest.fixture
def world(db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: worlds.AT)
    world = worlds.build()
    make = {"by": worlds.BY, "at": worlds.BUILT}
    colleague = organisations.create_account(username="marigold", name="Zzmarigold", **make)
    organisations.add_member(account_id=colleague, team_id=world.reception, role="manager", **make)
    outside = organisations.create_organisation(
        ods_code="OUTS1", name="Outside", kind="vcse", **make
    )
    team = organisations.create_team(
        organisation_id=outside, name="Outsiders", hours=worlds.ALWAYS, **make
    )
    for role in OUTSIDERS:
        account = organisations.create_account(username=f"out_{role}", name=f"Out {role}", **make)
        organisations.add_member(account_id=account, team_id=team, role=role, **make)
    return world


@pytest.fixture
def taken(world):
    """Take a request about somebody at the host's reception, and offer it to the therapists."""
    with open_scope(world.scope("navigator")):
        by = world.scope("navigator").actor
        person = people.register_person(
            family_name="Zzquillfeather",
            given_name="Ottoline",
            nhs_number="999 000 0018",
            area_code="E99000000",
            team_id=world.reception,
            by=by,
            at=worlds.AT,
        )
        words = "Zzfellonthestairs twice."
        receipt = care.take_request(
            worlds.asked(words=words, person_id=person.id, claimed=None), by=by, at=worlds.AT
        )
    return person, receipt


@pytest.fixture
def sign_in(world) -> Callable[..., Client]:
    """Give the browser of somebody who has signed in."""

    def browser(username, **options):
        client = Client(**options)
        client.force_login(Account.objects.get(username=username))
        session = client.session
        sessions.begin(session, at=worlds.AT)
        session.save()
        return client

    return browser
