"""The catalogues are in step with the words of the pages."""

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from peckham.interfaces.pages import languages

CHECKOUT = Path(__file__).resolve().parents[4]
LOCALE = CHECKOUT / "src/peckham/interfaces/pages/locale"
REMEDY = "make the catalogues anew, with the commands in babel.cfg"


def words_of_the_pages() -> set[str]:
    with (CHECKOUT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(
        CHECKOUT / "src/peckham/interfaces",
        [(pattern.removeprefix("src/peckham/interfaces/"), name) for pattern, name in methods],
        {key.removeprefix("src/peckham/interfaces/"): value for key, value in options.items()},
        keywords={
            "_": None, "gettext": None, "ngettext": (1, 2), "gettext_lazy": None,
        },
    )  # fmt: skip
    return {words if isinstance(words, str) else words[0] for _, _, words, _, _ in found}


def words_in(path: Path) -> set[str]:
    with path.open("rb") as file:
        ids = [message.id for message in read_po(file) if message.id]
    return {words if isinstance(words, str) else words[0] for words in ids}


def test_the_template_holds_every_word_of_the_pages():
    assert words_in(LOCALE / "peckham.pot") == words_of_the_pages(), REMEDY


@pytest.mark.parametrize("language", languages.ON_OFFER, ids=lambda language: language.code)
def test_every_language_on_offer_has_its_catalogue_in_step(language):
    path = LOCALE / language.code / "LC_MESSAGES" / "django.po"
    assert words_in(path) == words_in(LOCALE / "peckham.pot"), REMEDY


@pytest.mark.parametrize("language", languages.ON_OFFER, ids=lambda language: language.code)
def test_nothing_is_translated_that_nobody_approved(language):
    """No language is approved here, so no catalogue may hold a translation yet."""
    path = LOCALE / language.code / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        translated = [m.id for m in read_po(file) if m.id and any(filter(None, [m.string]))
                      and m.string != ("", "") and any(m.string)]  # fmt: skip
    assert translated == []


@pytest.mark.parametrize("language", languages.ON_OFFER, ids=lambda language: language.code)
def test_every_catalogue_says_its_alphabet_and_its_plurals(language):
    """Making the catalogues anew with `--omit-header` once lost both."""
    head = (LOCALE / language.code / "LC_MESSAGES" / "django.po").read_text().split("\n\n")[0]
    for said in (f"Language: {language.code}", "Plural-Forms: nplurals=", "charset=utf-8"):
        assert said in head, REMEDY
