"""Who runs the server, and what that account can reach."""

import os
import pwd
from pathlib import Path

from peckham.infra.postgres.account import Account, server_account

NOBODY_OF_OURS = Account("stranger", os.geteuid() + 70_000, os.getegid() + 70_000)


def test_an_account_reaches_what_every_directory_on_the_way_lets_it_enter(tmp_path: Path):
    (tmp_path / "open").mkdir(mode=0o755)
    own = Account("own", os.geteuid(), os.getegid())
    assert own.reaches(tmp_path / "open" / "data")


def test_a_closed_directory_anywhere_on_the_way_keeps_a_stranger_out(tmp_path: Path):
    closed = tmp_path / "closed"
    (closed / "open").mkdir(parents=True)
    closed.chmod(0o700)
    assert not NOBODY_OF_OURS.reaches(closed / "open" / "data")


def test_the_modes_of_owner_group_and_others_are_read_apart(tmp_path: Path):
    file = tmp_path / "file"
    file.write_text("")
    file.chmod(0o741)
    group = Account("group", NOBODY_OF_OURS.user_id, file.stat().st_gid)
    assert Account("owner", file.stat().st_uid, 0).may(7, file)
    assert (group.may(4, file), group.may(2, file)) == (True, False)
    assert (NOBODY_OF_OURS.may(1, file), NOBODY_OF_OURS.may(4, file)) == (True, False)


def test_an_ordinary_user_runs_the_server_as_themselves(tmp_path: Path, monkeypatch):
    someone = next(entry for entry in pwd.getpwall() if entry.pw_uid != 0)
    monkeypatch.setattr(os, "geteuid", lambda: someone.pw_uid)
    assert server_account(tmp_path).name == someone.pw_name


def test_root_hands_the_server_to_somebody_else(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("PECKHAM_POSTGRES_USER", "nobody")
    assert server_account(tmp_path / "none-yet").name == "nobody"
