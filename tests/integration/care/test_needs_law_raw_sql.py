"""Raw SQL, as `app` and as `migrator`, against the Needs law: refused, at the latest at COMMIT."""

import psycopg
import pytest
from tests.integration.care import raw
from tests.integration.care.raw import event

DONE = "resolved_at = now()"
COPIED = (
    "request_id, sequence, kind, from_state, to_state, accountable_team_id, due_at, at,"
    " recorded_at, actor_kind, actor, role, reason, detail"
)
# The law; rows that only grow; CHECK, NOT NULL, UNIQUE; rights. Anything else is our mistake.
REFUSALS = {"PK020", "PK010", "PK001", "PK022", "23514", "23502", "23505", "42501", "0A000"}


def attacks(r, w):
    """Give every way that we could think of, by name."""
    bump = "UPDATE care_request SET version = 3{} WHERE id = " + str(r)
    started = event(r, 3, "offer_withdrawn", "offered", "received")
    take_back = f"UPDATE care_offer SET state = 'withdrawn', {DONE} WHERE request_id = {r}"
    new = (
        "INSERT INTO care_request (id, public_id, reference, code_hash, claimed, hub_id, channel,"
        " category, words, for_whom, contact_mode, red_flags, state, accountable_team_id, due_at,"
        " taken_at, taken_by, taken_team_id, recorded_at, version)"
        " SELECT id + 1000, gen_random_uuid(), 'AAAAAAAAA', '', claimed, hub_id, channel, category,"
        " words, for_whom, contact_mode, red_flags, 'received', accountable_team_id, due_at,"
        " taken_at, taken_by, taken_team_id, recorded_at, 1 FROM care_request"
    )
    return {
        "no change without a version": f"UPDATE care_request SET state = 'received' WHERE id = {r}",
        "no version without an event": bump.format(""),
        "no state without an event": bump.format(", state = 'received'"),
        "an open request without a due time": bump.format(", due_at = NULL"),
        "an open request without a team": bump.format(", accountable_team_id = NULL"),
        "a request that was skipped over": f"UPDATE care_request SET version = 9 WHERE id = {r}",
        "an event without a change": started,
        "two events for one change": ";".join(
            [
                bump.format(", state = 'received'"),
                take_back,
                started,
                event(r, 4, "started", "received", "in_progress"),
            ]
        ),
        "an event that says another state": ";".join(
            [
                bump.format(", state = 'received'"),
                take_back,
                event(r, 3, "accepted", "offered", "in_progress"),
            ]
        ),
        "an event that says another team": ";".join(
            [
                bump.format(", state = 'received'"),
                take_back,
                event(r, 3, "offer_withdrawn", "offered", "received", team=w.dental),
            ]
        ),
        "an event that says another due time": ";".join(
            [
                bump.format(", state = 'received'"),
                take_back,
                event(r, 3, "offer_withdrawn", "offered", "received", due="r.due_at + '1 min'"),
            ]
        ),
        "an event of a kind that is not there": ";".join(
            [
                bump.format(", state = 'received'"),
                take_back,
                event(r, 3, "forgotten", "offered", "received"),
            ]
        ),
        "an event from a state that it was not in": ";".join(
            [
                bump.format(", state = 'in_progress'"),
                take_back,
                event(r, 3, "started", "received", "in_progress"),
            ]
        ),
        "a holder moved by taking the offer back": ";".join(
            [
                bump.format(f", state = 'received', accountable_team_id = {w.dental}"),
                take_back,
                event(r, 3, "offer_withdrawn", "offered", "received"),
            ]
        ),
        "accepted by a team that was not asked": ";".join(
            [
                bump.format(f", state = 'in_progress', accountable_team_id = {w.dental}"),
                f"UPDATE care_offer SET state = 'accepted', {DONE} WHERE request_id = {r}",
                event(r, 3, "accepted", "offered", "in_progress"),
            ]
        ),
        "accepted with the offer left open": ";".join(
            [
                bump.format(f", state = 'in_progress', accountable_team_id = {w.therapy}"),
                event(r, 3, "accepted", "offered", "in_progress"),
            ]
        ),
        "accepted when the time was over": ";".join(
            [
                bump.format(f", state = 'in_progress', accountable_team_id = {w.therapy}"),
                "UPDATE care_offer SET state = 'accepted', resolved_at = expires_at"
                f" WHERE request_id = {r}",
                event(
                    r,
                    3,
                    "accepted",
                    "offered",
                    "in_progress",
                    at=f"(SELECT expires_at FROM care_offer WHERE request_id = {r})",
                ),
            ]
        ),
        "lapsed before its time": ";".join(
            [
                bump.format(", state = 'received'"),
                "UPDATE care_offer SET state = 'lapsed', resolved_at = offered_at"
                f" WHERE request_id = {r}",
                event(
                    r,
                    3,
                    "lapsed",
                    "offered",
                    "received",
                    at=f"(SELECT offered_at FROM care_offer WHERE request_id = {r})",
                ),
            ]
        ),
        "lapsed to a team that is not on call": ";".join(
            [
                bump.format(f", state = 'received', accountable_team_id = {w.dental}"),
                "UPDATE care_offer SET state = 'lapsed', resolved_at = expires_at"
                f" WHERE request_id = {r}",
                event(
                    r,
                    3,
                    "lapsed",
                    "offered",
                    "received",
                    at=f"(SELECT expires_at FROM care_offer WHERE request_id = {r})",
                ),
            ]
        ),
        "postponed by bringing it forward": ";".join(
            [
                bump.format(", due_at = due_at + '1 day'"),
                event(r, 3, "raised", "offered", "offered"),
            ]
        ),
        "closed without telling anybody": ";".join(
            [
                bump.format(", state = 'received'"),
                take_back,
                started,
                f"UPDATE care_request SET version = 4, state = 'completed', outcome = 'seen'"
                f" WHERE id = {r}",
                event(r, 4, "completed", "received", "completed"),
                "UPDATE care_request SET version = 5, state = 'closed', due_at = NULL,"
                f" outcome_told_at = now(), outcome_told_how = 'phone' WHERE id = {r}",
                event(r, 5, "closed", "completed", "closed"),
            ]
        ),
        "the person put in without linking": ";".join(
            [
                bump.format(f", state = 'received', person_id = {w.person_id}"),
                take_back,
                started,
            ]
        ),
        "an offer answered without the request": take_back,
        "a second offer": "INSERT INTO care_offer (request_id, from_team_id, to_team_id,"
        " offered_at, expires_at, state, reason, alternative) SELECT request_id, from_team_id,"
        f" {w.dental}, offered_at, expires_at, 'pending', '', '' FROM care_offer",
        "an offer that another team makes": ";".join(
            [
                bump.format(", state = 'received'"),
                take_back,
                started,
                f"UPDATE care_request SET version = 4, state = 'offered' WHERE id = {r}",
                event(r, 4, "offered", "received", "offered"),
                "INSERT INTO care_offer (request_id, from_team_id, to_team_id, offered_at,"
                " expires_at, state, reason, alternative) SELECT request_id,"
                f" {w.therapy}, {w.dental}, offered_at, expires_at, 'pending', '', ''"
                " FROM care_offer",
            ]
        ),
        "an offer that is made longer": "UPDATE care_offer SET expires_at = expires_at + '1 day'",
        "a new request without an event": new,
        "a new request that is somebody's already": new.replace("'received'", "'in_progress'"),
        "a new request that enters by another door": ";".join(
            [
                new.replace("'received', accountable_team_id", f"'received', {w.dental}"),
                event(r + 1000, 1, "taken", None, "received"),
            ]
        ),
        "words rewritten": bump.format(", words = 'Nothing is wrong.'"),
        "the reference rewritten": bump.format(", reference = 'AAAAAAAAA'"),
        "an event rewritten": "UPDATE care_requestevent SET reason = 'x'",
        "an event deleted": "DELETE FROM care_requestevent",
        "a request deleted": "DELETE FROM care_request",
        "an offer deleted": "DELETE FROM care_offer",
        "everything emptied": "TRUNCATE care_request, care_requestevent, care_offer,"
        " care_requestmessage CASCADE",
        "triggers turned off for the session": "SET session_replication_role = replica;"
        + bump.format(""),
        "the law put off": "SET CONSTRAINTS ALL DEFERRED;" + bump.format(""),
        "an event lost in a savepoint": ";".join(
            [
                bump.format(", state = 'received'"),
                take_back,
                "SAVEPOINT s",
                started,
                "ROLLBACK TO s",
            ]
        ),
        "rows copied in": f"COPY care_requestevent ({COPIED}) FROM STDIN",
        "an event in a temporary table of that name": ";".join(
            [
                "CREATE TEMPORARY TABLE care_requestevent (LIKE public.care_requestevent)",
                bump.format(", state = 'received'"),
                take_back.replace("care_offer", "public.care_offer"),
                started.replace("INTO care_requestevent", "INTO pg_temp.care_requestevent"),
            ]
        ),
    }


EVERYTHING = (
    "SELECT (SELECT jsonb_agg(r ORDER BY id) FROM care_request r),"
    " (SELECT jsonb_agg(e ORDER BY request_id, sequence) FROM care_requestevent e),"
    " (SELECT jsonb_agg(o ORDER BY id) FROM care_offer o)"
)


def run(session, statement, request_id):
    if not statement.startswith("COPY"):
        session.execute(statement)
        return
    with session.cursor().copy(statement) as copy:
        row = [request_id, 3, "started", "received", "in_progress", 1, None]
        copy.write_row([*row, "2026-11-23", "2026-11-23", "system", "test", "", "", "{}"])


def test_every_attack_is_refused_to_both_logins(committed_database, committed_world, taken):
    """One database for all: an attack that is refused leaves nothing behind, which is checked."""
    before = raw.asked(committed_database, EVERYTHING)
    let_through = []
    for name, statement in attacks(taken, committed_world).items():
        for login in ("app", "migrator"):
            scope = committed_world.scope("navigator")
            try:
                with raw.session(committed_database, login, scope) as session:
                    run(session, statement, taken)
                    session.commit()
            except psycopg.Error as refused:
                if refused.sqlstate not in REFUSALS:
                    raise
                continue
            let_through.append(f"{name} ({login})")
    assert not let_through
    assert raw.asked(committed_database, EVERYTHING) == before
    assert not raw.asked(committed_database, "SELECT * FROM peckham.broken_requests(0, 99999)")


@pytest.mark.parametrize("login", ["app", "migrator"])
def test_the_right_way_goes_through(committed_database, committed_world, taken, login):
    """The same statements, put together rightly: else a refusal would prove nothing."""
    right = [
        f"UPDATE care_request SET version = 3, state = 'received' WHERE id = {taken}",
        event(taken, 3, "offer_withdrawn", "offered", "received"),
        f"UPDATE care_offer SET state = 'withdrawn', {DONE} WHERE request_id = {taken}",
    ]
    scope = committed_world.scope("navigator")
    with raw.session(committed_database, login, scope) as session:
        session.execute(";".join(right))
        session.commit()
    state = raw.asked(committed_database, f"SELECT state FROM care_request WHERE id = {taken}")
    assert state == [("received",)]


def test_neither_login_may_take_the_law_down_by_a_setting(committed_database):
    always = raw.asked(
        committed_database,
        "SELECT tgrelid::regclass::text, tgname, tgenabled FROM pg_trigger"
        " WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE 'care_%'",
    )
    assert len(always) >= 10
    assert {enabled for _, _, enabled in always} in ({"A"}, {b"A"})
