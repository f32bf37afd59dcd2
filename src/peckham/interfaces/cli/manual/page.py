"""A page of the manual and the few pieces of Markdown that pages are made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

DIRECTORY = Path("docs") / "reference"


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page.

    Args:
        name: File name in docs/reference.
        text: What it holds, whole.
    """

    name: str
    text: str

    def path(self, checkout: Path) -> Path:
        return checkout / DIRECTORY / self.name


def page(name: str, title: str, *parts: str, made_from: str) -> Page:
    """Put a page together: title, where it comes from, then its parts with a line between."""
    origin = f"*Written by `./peckham docs` from {made_from}. Change that, not this page.*"
    return Page(name, "\n\n".join([f"# {title}", origin, *(part for part in parts if part)]) + "\n")


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Give a table in Markdown; a bar inside a cell is escaped.

    >>> print(table(["word", "meaning"], [["a|b", "two"]]))
    | word | meaning |
    |---|---|
    | a\|b | two |
    """
    lines = [_row(header), "|" + "---|" * len(header), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |"


def link(checkout_path: str, words: str = "") -> str:
    """Give a link from docs/reference to a file of the checkout."""
    return f"[{words or f'`{checkout_path}`'}](../../{checkout_path})"
