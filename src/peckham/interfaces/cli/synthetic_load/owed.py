"""A complaint, a thank-you and a travel claim, so that the pages of what is owed show something."""

from datetime import timedelta
from uuid import uuid4

from peckham.contracts.api import complaints, travel
from peckham.infra import clock
from peckham.infra.scope import open_scope, public_scope
from peckham.kernel.london import day_of
from peckham.places import api as places

_ABOUT = "The reception"


def owe() -> None:
    """Complain, thank and claim, as invented people who have not signed in."""
    # The load itself takes longer than a scope may differ from the clock.
    scope = public_scope(at=clock.now())
    with open_scope(scope):
        body, today = complaints.default_body(), day_of(scope.at)
        person = complaints.Person("Marta Quill", contact="020 7946 0550")
        complained = complaints.Complained(
            body_id=body.id,
            channel="online",
            about=_ABOUT,
            words="I rang three times about my mother's visit, and nobody rang back.",
            wanted="Ring when you say that you will.",
            limb="health",
            contact_mode="phone",
            person=person,
            event_on=today - timedelta(days=9),
        )
        complaints.take_complaint(complained, key=uuid4(), by=scope.actor, at=scope.at)
        complaints.take_thanks(
            body_id=body.id,
            about=_ABOUT,
            words="Somebody waited with my father until his taxi came. Thank you.",
            name="",
            channel="online",
            by=scope.actor,
            at=scope.at,
        )
        claimed = travel.Claimed(
            body_id=body.id,
            hub_id=places.default_hub().id,
            channel="online",
            contact_mode="phone",
            appointment_on=today - timedelta(days=6),
            person=person,
            visit={
                "service_group": "community_health",
                "referred_by": "doctor",
                "is_separate": False,
                "entitlement": "pension_credit_guarantee",
                "means": "public_transport",
                "fare_pence": 350,
                "cheapest_pence": 350,
            },
        )
        travel.take_claim(claimed, key=uuid4(), by=scope.actor, at=scope.at)
