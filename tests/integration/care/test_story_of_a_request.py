"""A request from the door to the end, as the web process, under row policies."""

from datetime import timedelta

from tests.databases import as_app, check_laws
from tests.integration.care.world import AT, asked

from peckham.care import api as care

MINUTE = timedelta(minutes=1)


def taken(world, **changes):
    scope = world.scope("navigator")
    with as_app(scope):
        return care.take_request(asked(**changes), by=scope.actor, at=AT)


def act(world, who, verb, receipt, version, at, **values):
    scope = world.scope(who, at=at)
    with as_app(scope):
        return getattr(care.acts, verb)(
            receipt.public_id, version=version, by=scope.actor, at=at, **values
        )


def test_from_the_phone_to_closed(world):
    receipt = taken(world)
    assert receipt.holder_team == "Reception"
    assert receipt.offered_team == "Community therapy"
    held = act(world, "therapist", "accept", receipt, 2, AT + 5 * MINUTE)
    assert (held.state, held.holder_team) == ("in_progress", "Community therapy")
    assert held.sentence == "Therapist accepted this for Community therapy."
    held = act(world, "therapist", "complete", receipt, 3, AT + 9 * MINUTE, outcome="seen")
    held = act(
        world,
        "therapist",
        "close",
        receipt,
        held.version,
        AT + 10 * MINUTE,
        told_how="phone",
        words="We will visit on Tuesday.",
    )
    assert (held.state, held.due_at) == ("closed", None)
    check_laws()
