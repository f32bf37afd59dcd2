"""An invented place, its partnership and integrator, and whoever may keep them."""

from datetime import UTC, date, datetime

from peckham.contracts import api as contracts
from peckham.infra.scope import Scope
from peckham.kernel import Actor
from peckham.organisations import api as organisations

partnerships = contracts.partnerships
forming, hosting, promising = (partnerships.forming, partnerships.hosting, partnerships.promising)
AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
TODAY = AT.date()
BY = Actor.system("test")
WHO = {"by": BY, "at": AT}
SCORED = {one: (4, f"Its {one} fits.") for one in partnerships.words.CRITERIA}


def told(on=date(2026, 11, 3), source="Minutes of 3 November"):
    return partnerships.Told(on, source)


def scope_of(role="commissioner"):
    """Give the scope of somebody who acts in a role, with a membership of their own."""
    host = organisations.create_organisation(
        ods_code="HOST1", name="Host", kind="icb", is_synthetic=True, by=BY, at=AT
    )
    team_id = organisations.create_team(organisation_id=host, name=role, by=BY, at=AT)
    account = organisations.create_account(username=role, name=role.title(), by=BY, at=AT)
    organisations.add_member(account_id=account, team_id=team_id, role=role, by=BY, at=AT)
    actor = Actor("staff", role, role.title())
    return Scope(actor, "operations", AT, account, role, host, team_id, (team_id,))


def place(name="Larkmoor", scheme="demonstration", **more):
    return forming.add_place(
        name=name, board="The board", scheme=scheme, told=told(), **more, **WHO
    )


def body(name, *kinds):
    return forming.add_body(name=name, kinds=kinds, told=told(), **WHO)


def formed(name="Larkmoor", **more):
    """Form an integrator of a trust and a federation, answering to the place's partnership."""
    place_id = place(name, **more)
    forming.name_partnership(place_id=place_id, name=f"{name} Together", told=told(), **WHO)
    bodies = [
        body(f"{name} Trust", "nhs_foundation_trust"),
        body(f"{name} Federation", "primary_care_organisation"),
    ]
    forming.form_integrator(
        place_id=place_id, name=f"{name} integrator", body_ids=bodies, told=told(), **WHO
    )
    return read(place_id)


def read(place_id):
    return partnerships.integrator_of(place_id)


def member(one, name):
    return next(each.id for each in one.members if name in each.body)


def choose(one, name="Trust", **changes):
    facts = {"reason": "It scored best.", "told": told()} | changes
    hosting.choose_host(member_id=member(one, name), **facts, **WHO)
    return read(one.place.id)


def hosted(name="Larkmoor"):
    one = formed(name)
    hosting.score(member_id=member(one, "Trust"), scores=SCORED, told=told(), **WHO)
    return choose(one)
