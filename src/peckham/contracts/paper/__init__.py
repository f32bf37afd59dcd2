"""Documents on paper: PDF that a screen reader can read (PDF/UA-1), made without a network."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import typst

from peckham.contracts.domain.document.content import Document

_TEMPLATE = Path(__file__).with_name("document.typ")


def pdf(document: Document, *, at: datetime) -> bytes:
    """Set a document on paper.

    The compiler refuses what PDF/UA-1 forbids, such as a document without a title. It finds no
    fonts but its own, so that a document looks the same on every machine.

    Args:
        document: What it says.
        at: Now; the same document and moment give the same bytes.
    """
    shown = asdict(document)
    for section, kept in zip(shown["sections"], document.sections, strict=True):
        for block, value in zip(section["blocks"], kept.blocks, strict=True):
            block["kind"] = type(value).__name__.lower()
    return bytes(
        typst.compile(
            str(_TEMPLATE),
            format="pdf",
            pdf_standards="ua-1",
            ignore_system_fonts=True,
            sys_inputs={"document": json.dumps(shown)},
            timestamp=at,
        )
    )
