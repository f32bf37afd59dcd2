"""A contract as a document: whole from its data, and the same on a page and on paper."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
import typst
from pypdf import PdfReader
from tests.unit.contracts import riverside
from tests.unit.contracts.published import CHANGE, RECORD, WORTH

from peckham.contracts.api import publishing as p
from peckham.interfaces.pages.environment import environment

DAY = date(2027, 6, 1)
AT = datetime(2027, 6, 1, 9, tzinfo=UTC)
AIM = p.Aim("Fewer falls", "Falls per 1,000 people", "the register", "31.2 on 1 April 2026", "25")
# Words that markup would run, were they not data.
MARKED = "#panic() $x$ = _not_ <b>markup</b> & *plain*"


def document(**changes):
    record = replace(RECORD, aims=(AIM,), **changes)
    return p.contract_document(record, day=DAY)


def marked():
    return document(title=MARKED, changes=(replace(CHANGE, what=MARKED),))


def section(document, heading):
    return next(one for one in document.sections if one.heading == heading).blocks


def squeezed(text):
    return "".join(text.split())


class Text(HTMLParser):
    """Gathers the text of a page in its order."""

    def __init__(self):
        super().__init__()
        self.gathered = ""

    def handle_data(self, data):
        self.gathered += data


@pytest.fixture(scope="module")
def paper():
    return PdfReader(io.BytesIO(p.pdf(marked(), at=AT)))


def test_a_document_says_every_part_and_names_what_is_not_agreed():
    said = document()
    assert section(said, "What it is worth")[0].rows[-1] == ("Together", "£3,000,000.50")
    assert section(said, "Who are the parties")[0].rows[1] == (
        "the council",
        "commissions",
        "1 of 3 parts",
    )
    bare = document(
        worth=p.Worth(),
        passed=(),
        facts=riverside.whole(
            contract=riverside.contract(people=frozenset(), gp_votes_min=None), assigned=None
        ),
    )
    words = " ".join(bare.words())
    for missing in ("Its value is not agreed yet", "Whom it covers is not agreed yet"):
        assert missing in words
    assert ("Entered into", "not agreed yet") in section(bare, "How long it runs")[0].rows
    assert "Nobody has said yet" in words


def test_the_pdf_is_tagged_and_has_a_title_and_a_language(paper):
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB"
    assert paper.metadata.title == f"{MARKED} (RIVER-1)"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_the_page_and_the_paper_say_every_word_in_the_same_order(paper):
    said = marked()
    macro = environment(autoescape=True).get_template("pages/document.jinja").module.sections_of
    page = Text()
    page.feed(str(macro(said)))
    on_page = squeezed(page.gathered)
    # Each page of paper ends with its number, which is no word of the document.
    on_paper = squeezed("".join(one.extract_text()[: -len("1 / 2")] for one in paper.pages))
    title, *words = [squeezed(word) for word in said.words()]
    assert "".join(words) == on_page
    assert title + on_page == on_paper


def test_the_same_document_gives_the_same_bytes():
    assert p.pdf(document(), at=AT) == p.pdf(document(), at=AT)


def test_a_document_that_nobody_could_name_is_not_set():
    with pytest.raises(typst.TypstError, match="title"):
        p.pdf(replace(document(), title=""), at=AT)


def test_money_is_written_in_pounds_and_pence():
    assert section(document(worth=replace(WORTH, years=())), "What it is worth")[0].rows == (
        ("Together", "£3,000,000.50"),
    )
