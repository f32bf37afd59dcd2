"""A complaint goes its way through the books, and only those concerned read it."""

from datetime import date

import pytest
from tests.databases import as_app, as_worker
from tests.integration.contracts import duties_world
from tests.integration.contracts.duties_world import THURSDAY, at_noon

from peckham.care.models import TrackingAttempt
from peckham.contracts.api import complaints
from peckham.contracts.domain.duties.cooperation import NoConsent
from peckham.contracts.domain.duties.workflow import NotOnesPart
from peckham.infra.scope import Scope, public_scope, system_scope
from peckham.kernel import Actor, Refused

pytestmark = pytest.mark.django_db
TUESDAY, LAST_DAY = date(2027, 3, 30), date(2027, 4, 1)


@pytest.fixture
def world():
    return duties_world.build()


def response(ombudsman="joint"):
    return complaints.Response(
        "We asked both.", "Both were late.", "One list.", ombudsman, "Ines Ward", "chief executive"
    )


def test_one_that_reached_the_wrong_body_is_answered_by_the_right_one(world):
    receipt = world.complain("host", limb="both")
    key = receipt.public_id
    assert (receipt.lead, receipt.due_on) == ("the host", LAST_DAY)
    world.handle("host", "body_named", key, words="It was their nurse.", body_id=world.ids["trust"])
    agreed = {"lead_id": world.ids["trust"]}
    assert world.handle("host", "lead_supported", key, **agreed) == "lead_supported"
    assert world.story("trust", key).subject.lead.name == "the host"
    assert world.handle("trust", "lead_supported", key, TUESDAY, **agreed) == "lead_agreed"
    with pytest.raises(NotOnesPart):
        world.handle("host", "acknowledged", key, words="x", offers_discussion=True)
    moved = world.story("trust", key, TUESDAY)
    assert (moved.subject.lead.name, moved.subject.due_on) == ("the trust", LAST_DAY)
    world.handle("trust", "acknowledged", key, LAST_DAY, words="Ring us.", offers_discussion=True)
    assert world.story("trust", key, LAST_DAY).subject.due_on == date(2027, 9, 25)
    with pytest.raises(Refused, match="the host"):
        world.handle("trust", "answered", key, LAST_DAY, response=response())
    world.handle("host", "contributed", key, LAST_DAY, words="We booked it wrongly.")
    world.handle("trust", "answered", key, LAST_DAY, response=response())
    told = world.story("host", key, LAST_DAY)
    assert (told.state, told.subject.due_on) == ("answered", None)
    assert told.response["signed_by"] == "Ines Ward"
    assert [step.kind for step in told.steps][-1] == "answered"


def test_the_board_passes_it_on_once_there_is_consent(world):
    key = world.complain("board", sharing="asked").public_id
    naming = {"words": "Theirs.", "body_id": world.ids["trust"]}
    with pytest.raises(NoConsent):
        world.handle("board", "body_named", key, **naming)
    world.handle("board", "consent_recorded", key, words="Yes, by phone.", sharing="given")
    world.handle("board", "body_named", key, **naming)
    assert [body.name for body in world.story("trust", key).subject.bodies] == [
        "the board",
        "the trust",
    ]


def readable_by(scope):
    with as_app(scope):
        return len(complaints.worklist(on=THURSDAY))


def test_only_handlers_of_the_bodies_concerned_read_it(world):
    world.complain("trust")
    assert readable_by(world.of("trust")) == 1
    assert readable_by(world.of("council")) == 0
    assert readable_by(world.of("trust", role="clinician")) == 0
    assert readable_by(world.of("trust", role="manager")) == 0
    assert readable_by(public_scope(at=at_noon(THURSDAY))) == 0


def test_whoever_has_the_code_follows_it_and_reads_no_name_of_staff(world):
    receipt = world.complain("trust")
    world.handle("trust", "assigned", receipt.public_id)
    with as_app(public_scope(at=at_noon(TUESDAY))):
        found = complaints.track(receipt.reference, receipt.code, at=at_noon(TUESDAY), on=TUESDAY)
        assert (found.state, found.subject.due_on) == ("received", LAST_DAY)
        wrong = complaints.track(receipt.reference, "WRONG", at=at_noon(TUESDAY), on=TUESDAY)
        assert wrong is None
    assert TrackingAttempt.objects.count() == 1


def test_staff_of_a_door_take_one_and_do_not_read_it_again(world):
    navigator = world.of("host", role="navigator")
    with as_app(navigator):
        receipt = complaints.take_complaint(
            complaints.Complained(
                world.ids["host"], "desk", "the desk", "Rude.", "", "health", "phone",
                complaints.Person("Ada Bright"),
            ),
            key=duties_world.uuid4(), by=navigator.actor, at=navigator.at,
        )  # fmt: skip
        assert complaints.worklist(on=THURSDAY) == ()
    assert world.story("host", receipt.public_id).subject.is_oral


def test_what_is_overdue_is_raised_once_and_nothing_is_decided(world):
    key = world.complain("trust").public_id
    world.claim("trust")
    late = at_noon(date(2027, 5, 4))

    def sweep():
        # The sweep opens its own scope, as the worker does.
        with as_worker(None):
            return complaints.sweep(at=late)

    assert (sweep(), sweep()) == (2, 0)
    told = world.story("trust", key, date(2027, 5, 4))
    assert (told.state, told.steps[-1].kind, told.subject.due_on) == (
        "received",
        "raised",
        LAST_DAY,
    )
    with as_worker(system_scope("another job", purpose="operations", at=late)) as cursor:
        cursor.execute("SELECT count(*) FROM contracts_complaint")
        assert cursor.fetchone()[0] == 0


def test_thanks_are_read_where_they_were_given(world):
    scope = public_scope(at=at_noon(THURSDAY))
    with as_app(scope):
        complaints.take_thanks(
            body_id=world.ids["trust"], about="the nurses", words="Thank you.", name="Ada",
            channel="online", by=scope.actor, at=scope.at,
        )  # fmt: skip
    for name, count in (("trust", 1), ("council", 0)):
        with as_app(world.of(name)):
            assert len(complaints.thanks()) == count


def test_a_complaint_opens_no_record_and_no_relationship_of_care_opens_a_complaint(world):
    """The person's care teams and their record know nothing of it."""
    world.complain("trust")
    nurse = Scope(
        Actor("staff", "nurse", "Nurse"), "direct care", at_noon(THURSDAY),
        account_id=290, role="clinician", organisation_id=world.ids["trust"],
        team_id=world.teams["trust"], teams=(world.teams["trust"],),
    )  # fmt: skip
    duties_world.employed(nurse)
    with as_app(nurse) as cursor:
        for table in ("contracts_complaint", "contracts_complaintevent", "contracts_complaintbody"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone()[0] == 0
        cursor.execute("SELECT count(*) FROM sharing_relationship")
        assert cursor.fetchone()[0] == 0
