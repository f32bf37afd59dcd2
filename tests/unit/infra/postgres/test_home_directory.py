"""Where a checkout keeps what it makes."""

import os
from pathlib import Path

import pytest

from peckham.infra.postgres import account, home_directory
from peckham.infra.postgres.home_directory import HomeOutOfReach, home

STRANGER = account.Account("stranger", os.geteuid() + 70_000, os.getegid() + 70_000)


@pytest.fixture
def server_is_a_stranger(monkeypatch, tmp_path):
    monkeypatch.delenv("PECKHAM_HOME", raising=False)
    monkeypatch.setattr(home_directory, "server_account", lambda directory: STRANGER)
    monkeypatch.setattr(home_directory, "ELSEWHERE", tmp_path / "elsewhere")
    # Temporary directories are closed to strangers, like root's home.
    monkeypatch.setattr(STRANGER.__class__, "reaches", lambda self, path: "sealed" not in str(path))


def test_it_lies_in_the_checkout(tmp_path: Path, monkeypatch):
    monkeypatch.delenv("PECKHAM_HOME", raising=False)
    monkeypatch.setattr(STRANGER.__class__, "reaches", lambda self, path: True)
    assert home(tmp_path / "checkout") == (tmp_path / "checkout" / ".peckham").resolve()


def test_a_checkout_closed_to_the_server_keeps_it_elsewhere(server_is_a_stranger, tmp_path: Path):
    found = home(tmp_path / "sealed")
    assert found.parent == (tmp_path / "elsewhere").resolve()
    assert home(tmp_path / "sealed") == found
    assert home(tmp_path / "sealed two") != found


def test_a_place_of_ones_own_must_be_in_reach(server_is_a_stranger, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("PECKHAM_HOME", str(tmp_path / "sealed" / "home"))
    with pytest.raises(HomeOutOfReach, match="cannot enter"):
        home(tmp_path)


def test_a_link_that_somebody_laid_there_is_refused(server_is_a_stranger, tmp_path: Path):
    found = home(tmp_path / "sealed")
    found.rmdir()
    found.symlink_to(tmp_path)
    with pytest.raises(HomeOutOfReach, match="another account"):
        home(tmp_path / "sealed")
