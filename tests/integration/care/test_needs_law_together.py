"""Two sessions at one request: the law holds at each COMMIT, whoever comes second."""

import threading

import psycopg
import pytest
from tests.databases import as_app
from tests.integration.care import raw
from tests.integration.care import world as worlds
from tests.integration.care.raw import event

from peckham.care import api as care

TAKEN_BACK = "UPDATE care_offer SET state = '{}', resolved_at = now() WHERE request_id = {}"


def second_commits(session, statements):
    """Run statements in another thread, so that they may wait for the first session."""
    outcome = []

    def work():
        try:
            session.execute(statements)
            session.commit()
            outcome.append(None)
        except psycopg.Error as refused:
            session.rollback()
            outcome.append(refused)

    thread = threading.Thread(target=work)
    thread.start()
    return thread, outcome


def test_of_two_who_answer_one_offer_one_succeeds(committed_database, committed_world, taken):
    accept = ";".join(
        [
            "UPDATE care_request SET version = version + 1, state = 'in_progress',"
            f" accountable_team_id = {committed_world.therapy} WHERE id = {taken}",
            event(taken, 3, "accepted", "offered", "in_progress", at="'2026-11-23 10:01Z'"),
            "UPDATE care_offer SET state = 'accepted', resolved_at = '2026-11-23 10:01Z'"
            f" WHERE request_id = {taken}",
        ]
    )
    back = ";".join(
        [
            f"UPDATE care_request SET version = version + 1, state = 'received' WHERE id = {taken}",
            event(taken, 3, "offer_withdrawn", "offered", "received"),
            TAKEN_BACK.format("withdrawn", taken),
        ]
    )
    with (
        raw.session(committed_database, "migrator") as first,
        raw.session(committed_database, "migrator") as second,
    ):
        first.execute(accept)
        thread, outcome = second_commits(second, back)
        first.commit()
        thread.join(10)
    assert isinstance(outcome[0], psycopg.Error)
    assert not raw.asked(committed_database, "SELECT * FROM peckham.broken_requests(0, 9999)")
    held = raw.asked(committed_database, "SELECT state, version FROM care_request")
    assert held == [("in_progress", 3)]


def test_an_offer_slipped_in_while_the_request_moves_is_refused(
    committed_database, committed_world, taken
):
    """Each session alone would pass: the second is judged by what the first committed."""
    back = ";".join(
        [
            f"UPDATE care_request SET version = 3, state = 'received' WHERE id = {taken}",
            event(taken, 3, "offer_withdrawn", "offered", "received"),
            TAKEN_BACK.format("withdrawn", taken),
        ]
    )
    slipped = (
        "INSERT INTO care_offer (request_id, from_team_id, to_team_id, offered_at, expires_at,"
        " state, reason, alternative) SELECT request_id, from_team_id,"
        f" {committed_world.dental}, offered_at, expires_at, 'pending', '', '' FROM care_offer"
    )
    with (
        raw.session(committed_database, "migrator") as first,
        raw.session(committed_database, "migrator") as second,
    ):
        first.execute(back)
        thread, outcome = second_commits(second, slipped)
        first.commit()
        thread.join(10)
    assert "an offer waits if, and only if" in str(outcome[0])
    assert not raw.asked(committed_database, "SELECT * FROM peckham.broken_requests(0, 9999)")


def test_two_events_for_one_version_do_not_both_commit(committed_database, taken):
    with (
        raw.session(committed_database, "migrator") as first,
        raw.session(committed_database, "migrator") as second,
    ):
        change = ";".join(
            [
                f"UPDATE care_request SET version = 3, state = 'received' WHERE id = {taken}",
                event(taken, 3, "offer_withdrawn", "offered", "received"),
                TAKEN_BACK.format("withdrawn", taken),
            ]
        )
        # The first writes only the event; the second the whole change. One of them has to go.
        first.execute(event(taken, 3, "offer_withdrawn", "offered", "received"))
        thread, outcome = second_commits(second, change)
        with pytest.raises(psycopg.Error, match="no change"):
            first.commit()
        thread.join(10)
    assert outcome == [None]
    assert not raw.asked(committed_database, "SELECT * FROM peckham.broken_requests(0, 9999)")


def test_of_two_people_editing_one_request_the_second_is_shown_both(
    committed_database, committed_world, taken
):
    """Through the api: whoever read version 2 and comes second is shown the story as it is."""
    public_id = raw.asked(committed_database, "SELECT public_id FROM care_request")[0][0]
    scope = committed_world.scope("navigator", at=worlds.AT)
    with as_app(scope):
        care.acts.withdraw_offer(public_id, version=2, by=scope.actor, at=worlds.AT)
    with as_app(scope), pytest.raises(care.StaleEdit) as stale:
        care.acts.withdraw(public_id, reason="Felt better", version=2, by=scope.actor, at=worlds.AT)
    assert stale.value.story.version == 3
    assert stale.value.story.state == "received"
