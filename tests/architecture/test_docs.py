"""The documents are in step with the code that they speak of."""

import ast
import re
from importlib import import_module

import pytest
from tests.architecture.source import CHECKOUT, CONTEXTS, SOURCE, tree

DOCS = [*CHECKOUT.glob("*.md"), *(CHECKOUT / "docs").rglob("*.md")]
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
CODE_PATH = re.compile(r"`((?:src|tests|docs|data|benchmarks)/[\w./*-]+)`")


@pytest.mark.parametrize("document", DOCS, ids=lambda path: path.name)
def test_every_link_and_path_in_a_document_leads_somewhere(document):
    text = document.read_text(encoding="utf-8")
    dead = [link for link in LINK.findall(text) if not (document.parent / link).exists()]
    for path in CODE_PATH.findall(text):
        if not any(CHECKOUT.glob(path)):
            dead.append(path)
    assert not dead


def test_decisions_are_numbered_once_each_and_their_headings_agree():
    files = sorted((CHECKOUT / "docs" / "adr").glob("0*.md"))
    for number, path in enumerate(files, start=1):
        assert path.name.startswith(f"{number:04d}-")
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {number}. "), path.name
        for part in ("**Context.**", "**Decision.**", "**Consequences.**", "**Alternatives.**"):
            assert part in text, f"{path.name} lacks {part}"
        assert "**Enforced by**" in text, f"{path.name} does not say what enforces it"
        assert "Status: accepted" in text or "Status: superseded by" in text


def glossary():
    text = (CHECKOUT / "GLOSSARY.md").read_text(encoding="utf-8")
    entries = re.findall(r"^\| \*\*(.+?)\*\* \| (.+?) \| (.*?) \|$", text, re.MULTILINE)
    return {word: (meaning, code) for word, meaning, code in entries}


def names_of(room):
    source = SOURCE / room / ("__init__.py" if room == "kernel" else "api.py")
    return next(
        ast.literal_eval(node.value)
        for node in tree(source).body
        if isinstance(node, ast.Assign) and node.targets[0].id == "__all__"
    )


def public_types():
    for room in ("kernel", *CONTEXTS):
        names = names_of(room)
        yield from ((room, name) for name in names if name[0].isupper() and not name.isupper())


def test_every_public_type_is_in_the_glossary():
    known = " ".join(code for _, code in glossary().values())
    missing = [f"{room}.{name}" for room, name in public_types() if f"`{name}`" not in known]
    assert not missing


def is_there(name):
    """Whether a name such as `care.request` or `care.acts.close` is behind a room's front door."""
    room, *path = name.split(".")
    if room not in CONTEXTS or not path or path[0] not in names_of(room):
        return False
    found = import_module(f"peckham.{room}.api")
    for part in path:
        found = getattr(found, part, None)
    return found is not None


def test_the_glossary_names_nothing_that_is_not_there():
    known = {name for _, name in public_types()}
    gone = [
        name
        for _, code in glossary().values()
        for name in re.findall(r"`(.+?)`", code)
        if name not in known and not is_there(name)
    ]
    assert not gone


def test_a_word_has_one_meaning():
    text = (CHECKOUT / "GLOSSARY.md").read_text(encoding="utf-8")
    words = re.findall(r"^\| \*\*(.+?)\*\* \|", text, re.MULTILINE)
    assert len(words) == len({word.lower() for word in words})
    assert words == sorted(words, key=str.lower), "the glossary is in alphabetical order"


def test_the_architecture_states_the_four_laws_and_where_each_is_held():
    text = (CHECKOUT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for book in ("People", "Needs", "Money", "Access"):
        row = next(line for line in text.splitlines() if line.startswith(f"| **{book}**"))
        held, tests = row.split("|")[3:5]
        assert "sql" in held or "not yet" in held
        assert "tests/" in tests or "not yet" in tests
