"""Doing things to requests in tests, each as the web process and as somebody."""

from datetime import timedelta

from tests.databases import as_app
from tests.integration.care import world as worlds

from peckham.care import api as care
from peckham.care.models import Offer, Request

AT = worlds.AT
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def taken(world, *, who="navigator", at=AT, key=None, **changes):
    """Take a request; it is offered to the team that answers at once."""
    scope = world.scope(who, at=at)
    with as_app(scope):
        return care.take_request(worlds.asked(**changes), key=key, by=scope.actor, at=at)


def act(world, who, verb, receipt, version, at=AT, **values):
    """Do one thing to a request."""
    scope = world.scope(who, at=at)
    with as_app(scope):
        return getattr(care.acts, verb)(
            receipt.public_id, version=version, by=scope.actor, at=at, **values
        )


def story(world, who, receipt, at=AT):
    """Read a request as somebody."""
    with as_app(world.scope(who, at=at)):
        return care.request(receipt.public_id, at=at)


def contact(world, who="navigator", person_id=None, at=AT):
    """Begin a contact, so that the person's record opens."""
    scope = world.scope(who, at=at)
    with as_app(scope):
        care.begin_contact(
            person_id or world.person_id,
            channel="phone",
            hub_id=world.hub_id,
            by=scope.actor,
            at=at,
        )


def row(receipt):
    """Read a request's row past every policy."""
    return Request.objects.get(public_id=receipt.public_id)


def pending(receipt):
    """Read the offer that waits, past every policy."""
    return Offer.objects.get(request__public_id=receipt.public_id, state="pending")
