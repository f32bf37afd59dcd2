"""An offer that has run out and that no sweep has closed yet shows no button that refuses."""

from datetime import timedelta

import pytest
from tests.integration.care.acts import pending, taken

from peckham.infra import clock


@pytest.mark.parametrize(("late", "is_offered"), [(-1, True), (0, False)])
def test_accept_goes_with_the_time_to_accept(world, signed_in, monkeypatch, late, is_offered):
    receipt = taken(world)
    moment = pending(receipt).expires_at + timedelta(seconds=late)
    monkeypatch.setattr(clock, "now", lambda: moment)
    therapist = signed_in("therapist")
    for address in ("/staff/work", f"/staff/requests/{receipt.public_id}"):
        page = therapist.get(address).content.decode()
        assert (f"/staff/requests/{receipt.public_id}/accept" in page) is is_offered, address
        assert ("It goes back to Reception" in page) is not is_offered, address
