import pytest

from peckham.config.database_url import BadDatabaseUrl, database_settings


def test_an_address_becomes_settings():
    settings = database_settings("postgresql://app:p%40ss@db.example:6432/peckham?sslmode=require")
    assert settings["USER"] == "app"
    assert settings["PASSWORD"] == "p@ss"
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == (
        "db.example",
        "6432",
        "peckham",
    )
    assert settings["OPTIONS"] == {"sslmode": "require"}


def test_a_socket_directory_is_given_as_the_host():
    settings = database_settings("postgresql:///peckham?host=/run/postgresql&port=5433")
    assert (settings["HOST"], settings["PORT"]) == ("/run/postgresql", "5433")


@pytest.mark.parametrize("url", ["mysql://app@db/peckham", "postgresql://app:secret@db", "secret"])
def test_anything_else_is_refused_without_repeating_what_may_hold_a_password(url):
    with pytest.raises(BadDatabaseUrl) as refused:
        database_settings(url)
    assert "secret" not in str(refused.value)
