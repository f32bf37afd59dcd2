"""What a document consists of, whichever way it is shown."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences."""

    text: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names, each with what it is."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; the first cell of a row names it."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


type Block = Paragraph | Pairs | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document.

    Args:
        title: What it is called.
        author: Who keeps it.
        sections: Its sections, in order.
        language: The language that it is written in, such as "en".
    """

    title: str
    author: str
    sections: tuple[Section, ...]
    language: str = "en"

    def words(self) -> Iterator[str]:
        """Give every piece of text in the order of reading."""
        yield self.title
        for section in self.sections:
            yield section.heading
            for block in section.blocks:
                yield from _words(block)


def _words(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield block.text
        case Pairs():
            for row in block.rows:
                yield from row
        case Table():
            yield from block.header
            for cells in block.rows:
                yield from cells
