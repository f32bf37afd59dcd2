"""What a command says while it runs."""

import io
import re

from peckham.interfaces.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_into_a_file_a_step_is_one_line():
    stream = io.StringIO()
    progress = Progress(stream)
    with progress.step("Loading"):
        progress.of(1, 2, "people")
    assert re.fullmatch(r"  Loading \(\d\.\d s\)\n", stream.getvalue())


def test_into_a_file_a_long_step_is_heard_of():
    stream = io.StringIO()
    progress = Progress(stream)
    progress.EVERY_SECONDS = 0.0
    with progress.step("Loading"):
        progress.of(12_000, 20_000, "people")
    assert "  Loading ... 12,000 of 20,000 people (0 s)\n" in stream.getvalue()


def test_on_a_terminal_a_step_rewrites_its_line():
    stream = Terminal()
    progress = Progress(stream)
    with progress.step("Loading"):
        progress.at("half")
    assert stream.getvalue().count("\n") == 1
    assert "Loading ... half" in stream.getvalue()
