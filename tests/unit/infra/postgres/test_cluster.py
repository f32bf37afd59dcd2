"""The addresses and the passwords of a server of ours."""

import stat
from pathlib import Path

import pytest

from peckham.infra.postgres.cluster import LOGINS, Cluster, PasswordsUnreadable, passwords


@pytest.fixture
def cluster(tmp_path: Path) -> Cluster:
    secrets = {login: f"{login}-secret" for login in LOGINS}
    return Cluster(tmp_path, Path("/programs"), 5433, Path("/run/some where"), 18, secrets)


def test_each_process_is_given_its_own_login(cluster: Cluster):
    assert cluster.environment("peckham") == {
        "DATABASE_URL": "postgresql://app:app-secret@127.0.0.1:5433/peckham",
        "DATABASE_WORKER_URL": "postgresql://worker:worker-secret@127.0.0.1:5433/peckham",
        "DATABASE_OWNER_URL": "postgresql://migrator:migrator-secret@127.0.0.1:5433/peckham",
    }


def test_a_socket_is_named_in_the_query(cluster: Cluster):
    url = cluster.url("peckham", "app", by_socket=True)
    assert url == "postgresql://app:app-secret@/peckham?host=%2Frun%2Fsome%20where&port=5433"


def test_passwords_are_made_once_and_only_their_owner_reads_them(tmp_path: Path):
    made = passwords(tmp_path / "postgres", may_make=True)
    file = tmp_path / "postgres-passwords.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert passwords(tmp_path / "postgres", may_make=False) == made
    assert len(set(made.values())) == len(LOGINS)


def test_a_server_whose_passwords_are_gone_says_so(tmp_path: Path):
    with pytest.raises(PasswordsUnreadable, match="cannot be read"):
        passwords(tmp_path / "postgres", may_make=False)
