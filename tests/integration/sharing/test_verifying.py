"""Whoever owns the database can change the log; nobody can without the chain showing it."""

import argparse
import hashlib
import re
import time

import pytest
from tests.databases import execute
from tests.integration.sharing.looks import LATER, look, look_and_commit, seal, session, tamper

from peckham.infra import clock
from peckham.interfaces.cli.commands import access_verify
from peckham.interfaces.cli.verified import SEALED_WITHIN
from peckham.sharing import api as sharing


@pytest.fixture
def sealed(committed_database):
    """Three seals of three looks each."""
    for person in (501, 502, 503):
        look_and_commit(committed_database, 3, person_id=person)
        seal()
    return committed_database


TAMPERING = {
    "a look edited": (
        ["UPDATE sharing_look SET purpose = 'safety' WHERE id = 5"],
        "Looks 4 to 6 .*at least one was changed",
    ),
    "a name edited": (
        ["UPDATE sharing_look SET actor_name = 'Somebody Else' WHERE id = 1"],
        "Looks 1 to 3 .*at least one was changed",
    ),
    "a part added": (
        ["UPDATE sharing_look SET parts = parts || '{health record}' WHERE id = 9"],
        "Looks 7 to 9 .*at least one was changed",
    ),
    "a microsecond": (
        ["UPDATE sharing_look SET recorded_at = recorded_at + interval '1 microsecond'"
         " WHERE id = 2"],
        "Looks 1 to 3 .*at least one was changed",
    ),
    "nothing made something empty": (
        ["UPDATE sharing_look SET agreement_version_id = 0 WHERE id = 2"],
        "Looks 1 to 3 .*at least one was changed",
    ),
    "a look deleted": (
        ["DELETE FROM sharing_look WHERE id = 6"],
        "Looks 4 to 6 .*of 3 looks, 1 are gone",
    ),
    "a look moved out of its place": (
        ["UPDATE sharing_look SET id = 100 WHERE id = 4"],
        "Looks 4 to 6 .*of 3 looks, 1 are gone",
    ),
    "a look before all": (
        ["UPDATE sharing_look SET id = -1 WHERE id = 9"],
        "Look -1 stands before every seal",
    ),
    "two looks swapped": (
        ["UPDATE sharing_look SET id = 100 WHERE id = 2",
         "UPDATE sharing_look SET id = 2 WHERE id = 8",
         "UPDATE sharing_look SET id = 8 WHERE id = 100"],
        "Looks 1 to 3 .*at least one was changed",
    ),
    "a seal taken out": (
        ["DELETE FROM sharing_seal WHERE last_look_id = 6"],
        "does not follow the seal before it",
    ),
    "the first seal taken out": (
        ["DELETE FROM sharing_seal WHERE last_look_id = 3"],
        "does not follow the seal before it",
    ),
    "a seal's content made to fit": (
        ["UPDATE sharing_look SET purpose = 'safety' WHERE id = 5",
         "UPDATE sharing_seal SET content_sha256 = (SELECT peckham.sha256_of(string_agg("
         "peckham.look_line(l), E'\\n' ORDER BY l.id)) FROM sharing_look l"
         " WHERE l.id BETWEEN 4 AND 6) WHERE last_look_id = 6"],
        "Seal 2 was changed",
    ),
    "a seal made later": (
        ["UPDATE sharing_seal SET sealed_at = sealed_at + interval '1 day' WHERE id = 2"],
        "Seal 2 was changed",
    ),
    "a seal's range moved": (
        ["UPDATE sharing_seal SET last_look_id = 10 WHERE id = 3"],
        "Seal 3 was changed",
    ),
}  # fmt: skip


def test_whatever_is_changed_after_sealing_is_seen(sealed):
    """One database for all of them: what each changed is put back before the next."""
    tables = ("sharing_look", "sharing_seal")
    tamper(sealed, *(f"CREATE TABLE public.kept_{table} AS TABLE {table}" for table in tables))
    for how, (statements, words) in TAMPERING.items():
        assert not sharing.log.verify().problem
        tamper(sealed, *statements)
        problem = sharing.log.verify().problem
        assert re.search(words, problem), f"{how}: {problem}"
        for table in tables:
            tamper(
                sealed,
                f"DELETE FROM {table}",
                f"INSERT INTO {table} SELECT * FROM public.kept_{table}",
            )


def test_an_added_look_inside_a_sealed_range_is_seen(committed_database):
    with session(committed_database) as undone:
        look(undone)
        undone.rollback()
    look_and_commit(committed_database, 2)
    seal()
    tamper(committed_database, added(committed_database))
    assert "1 more than the 2 that were sealed" in sharing.log.verify().problem


def added(database):
    columns = [
        name
        for (name,) in execute(
            "SELECT column_name::text FROM information_schema.columns"
            " WHERE table_name = 'sharing_look' AND column_name <> 'id'",
            database=database,
        )
    ]
    listed = ", ".join(columns)
    return (
        f"INSERT INTO sharing_look (id, {listed}) SELECT 1, {listed} FROM sharing_look WHERE id = 2"
    )


def test_seals_dropped_from_the_end_are_seen_with_a_hash_that_was_kept(sealed):
    kept = sharing.log.verify().last_sha256
    tamper(
        sealed,
        "DELETE FROM sharing_seal WHERE id > 1",
        "UPDATE sharing_look SET purpose = 'safety' WHERE id = 8",
    )
    assert not sharing.log.verify().problem, "the chain alone cannot know what came after it"
    assert "not in the chain" in sharing.log.verify(expected=kept).problem
    seal()
    assert not sharing.log.verify().problem
    assert "not in the chain" in sharing.log.verify(expected=kept).problem


def test_a_chain_made_anew_is_seen_with_a_hash_that_was_kept(sealed):
    kept = sharing.log.verify().last_sha256
    tamper(
        sealed,
        "UPDATE sharing_look SET purpose = 'safety' WHERE id = 2",
        "DELETE FROM sharing_seal",
    )
    seal(stretch=3)
    assert not sharing.log.verify().problem
    assert "not in the chain" in sharing.log.verify(expected=kept).problem


def test_a_walk_may_begin_after_a_seal_that_is_trusted(sealed):
    second = execute("SELECT sha256 FROM sharing_seal WHERE id = 2", database=sealed)[0][0]
    tamper(sealed, "UPDATE sharing_look SET purpose = 'safety' WHERE id = 1")
    found = sharing.log.verify(after=second, expected=second)
    assert (found.problem, found.looks) == ("", 3)
    assert sharing.log.verify().problem
    unknown = hashlib.sha256(b"").hexdigest()
    assert "No seal has the hash" in sharing.log.verify(after=unknown).problem


def verified(capsys, **options):
    given = argparse.Namespace(**({"expect": "", "after": ""} | options))
    code = access_verify.run(given)
    return code, capsys.readouterr().out


def test_the_command_says_what_it_found_and_its_exit_code_says_it_too(sealed, capsys, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: LATER)
    code, said = verified(capsys)
    assert code == 0
    assert "9 looks under 3 seals are what was sealed" in said
    assert "Every look is sealed." in said
    kept = said.splitlines()[-2]
    assert len(kept) == 64
    assert verified(capsys, expect=kept)[0] == 0
    tamper(sealed, "UPDATE sharing_look SET role = 'clinician' WHERE id = 7")
    code, said = verified(capsys, expect=kept)
    assert code == 1
    assert "DOES NOT FIT: Looks 7 to 9" in said
    assert "6 looks under 2 seals" in said


def test_looks_that_wait_for_a_seal_are_counted_and_a_job_that_stands_still_is_said(
    committed_database, capsys, monkeypatch
):
    look_and_commit(committed_database, 2)
    code, said = verified(capsys)
    assert code == 0
    assert "2 looks are not sealed yet, the oldest since" in said
    later = clock.now() + SEALED_WITHIN * 2
    monkeypatch.setattr(clock, "now", lambda: later)
    code, said = verified(capsys)
    assert code == 3
    assert "Sealing stands still" in said


def test_an_empty_log_fits(committed_database, capsys):
    code, said = verified(capsys)
    assert code == 0
    assert "0 looks under 0 seals" in said


def test_many_looks_are_read_a_few_thousand_at_a_time_and_fast(committed_database):
    """The figure itself is in the how-to; here only that it is not slower by an order."""
    tamper(
        committed_database,
        "INSERT INTO sharing_look (person_id, actor_kind, actor, purpose, parts, at, recorded_at,"
        " actor_name, role, organisation_name, allowed_by, request_id) SELECT n % 500, 'staff',"
        " 'a-1', 'direct care', '{demographics,health record}', now(), now(), 'Amina Yusuf',"
        " 'navigator', 'Body', 'request', 'r' || n FROM generate_series(1, 30000) n",
    )
    assert seal() == 30000
    begun = time.perf_counter()
    assert sharing.log.verify().looks == 30000
    assert time.perf_counter() - begun < 6
