"""The grammar of the command line."""

import importlib

import pytest

from peckham.interfaces.cli.parser import parse
from peckham.interfaces.cli.table import COMMANDS


def test_help_lists_every_subcommand_with_its_line(capsys):
    with pytest.raises(SystemExit) as ended:
        parse(["--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0
    for command in COMMANDS:
        assert f"{command.name} " in said
        assert command.line in said


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_subcommand_has_its_module(command):
    module = importlib.import_module(command.module)
    assert callable(module.add_arguments)
    assert callable(module.run)
    assert len(command.line) < 70


def test_two_words_name_one_subcommand():
    command, _ = parse(["database", "sql"])
    assert command.name == "database sql"


def test_what_follows_test_is_passed_on():
    _, options = parse(["test", "-x", "tests/unit", "--maxfail=2"])
    assert options.rest == ["-x", "tests/unit", "--maxfail=2"]


def test_demo_reads_its_options():
    _, options = parse(["demo", "--port", "8123", "--people", "500", "--no-browser", "--reset"])
    assert (options.port, options.people) == (8123, 500)
    assert options.no_browser
    assert options.reset


@pytest.mark.parametrize("words", [["nonsense"], ["places"], ["demo", "--nonsense"]])
def test_what_cannot_be_read_is_said_and_ends_with_2(words, capsys):
    with pytest.raises(SystemExit) as ended:
        parse(words)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err
