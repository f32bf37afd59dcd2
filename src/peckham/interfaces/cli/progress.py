"""Saying what goes on: one line a step, rewritten in place on a terminal."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


class Progress:
    """The lines of one command.

    On a terminal the running step shows its seconds and how far it is. Into a file or a pipe each
    step is one line when it ends, and one more every ten seconds while it lasts.
    """

    EVERY_SECONDS = 10.0

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.is_terminal = self.stream.isatty()
        self._name = ""
        self._started = self._said = time.monotonic()

    @contextmanager
    def step(self, name: str) -> Iterator["Progress"]:
        """Say that a step runs, and when it is done how long it took."""
        self._name = name
        self._started = self._said = time.monotonic()
        if self.is_terminal:
            self._write(f"\r\x1b[2K  {name} ...")
        yield self
        seconds = time.monotonic() - self._started
        start = "\r\x1b[2K" if self.is_terminal else ""
        self._write(f"{start}  {name} ({seconds:.1f} s)\n")

    def at(self, words: str) -> None:
        """Say how far the running step is, such as "12,000 of 20,000 people"."""
        now = time.monotonic()
        if self.is_terminal:
            self._write(f"\r\x1b[2K  {self._name} ... {words} ({now - self._started:.0f} s)")
        elif now - self._said >= self.EVERY_SECONDS:
            self._said = now
            self._write(f"  {self._name} ... {words} ({now - self._started:.0f} s)\n")

    def of(self, done: int, whole: int, things: str = "") -> None:
        """Say the same as a count."""
        self.at(f"{done:,} of {whole:,} {things}".rstrip())

    def line(self, words: str) -> None:
        """Say one thing that is not a step."""
        self._write(f"{words}\n")

    def _write(self, words: str) -> None:
        self.stream.write(words)
        self.stream.flush()
