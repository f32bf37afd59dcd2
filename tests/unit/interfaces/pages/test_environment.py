"""Templates: every one compiles, and a hole in a page is a fault rather than a blank."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse, set_script_prefix
from jinja2 import UndefinedError

from peckham.interfaces.pages import environment

JINJA = environment.environment(autoescape=True)
OURS = [
    path
    for folder in environment.template_directories()[:-1]
    for path in sorted(folder.rglob("*.jinja"))
]


def test_a_missing_name_is_false_and_cannot_be_printed():
    assert JINJA.from_string("{% if missing.deep %}yes{% else %}no{% endif %}").render() == "no"
    with pytest.raises(UndefinedError):
        JINJA.from_string("{{ missing.deep }}").render()


def test_words_of_people_are_escaped():
    page = JINJA.from_string("{{ words }}").render(words="<script>alert(1)</script>")
    assert "<script>" not in page


@pytest.mark.parametrize("prefix", ["/", "/south/"])
def test_an_address_with_a_random_key_is_the_one_that_is_looked_up(prefix):
    set_script_prefix(prefix)
    try:
        for name in ("staff:request", "staff:receipt", "staff:person", "staff:request"):
            key = uuid4()
            kwargs = {"public_id": key}
            assert environment.url(name, public_id=key) == reverse(name, kwargs=kwargs)
    finally:
        set_script_prefix("/")


@pytest.mark.parametrize("path", OURS, ids=lambda path: "/".join(path.parts[-3:]))
def test_every_template_compiles_and_carries_no_inline_script_or_style(path):
    source = path.read_text()
    JINJA.parse(source)
    assert not re.search(r"<script(?![^>]*\bsrc=)", source)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", source)
    assert "|safe" not in source.replace("described|safe", "")


def test_no_page_wears_the_colours_or_the_letters_of_the_nhs():
    for path in environment.INTERFACES.glob("*/static/**/*.css"):
        assert not re.search("#005eb8|#003087|frutiger", path.read_text(), re.IGNORECASE), path
