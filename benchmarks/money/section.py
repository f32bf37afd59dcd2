"""What a part of the measurement hands to the page: its targets, its tables and its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Target:
    """What was asked, what was measured, and whether that is enough."""

    asked: str
    measured: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the page: its heads and its rows, all in words."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Section:
    """A part's results.

    Args:
        title: What was measured.
        words: How, on what, and what is synthetic in it; whole paragraphs.
        targets: What was asked of it.
        tables: The figures.
        facts: The same and more, for the JSON beside the page.
    """

    title: str
    words: Sequence[str]
    targets: Sequence[Target] = ()
    tables: Sequence[Table] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
