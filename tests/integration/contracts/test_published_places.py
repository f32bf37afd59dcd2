"""The published places: every quotation is the source's own, and they are read once."""

import pytest
from tests.integration.contracts.partners import TODAY, WHO, partnerships
from tests.shared import shared_data

from peckham.infra import reference

pytestmark = pytest.mark.django_db


def quotations(value):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from [inner] if name == "quotation" else quotations(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from quotations(inner)


def test_every_quotation_stands_in_a_published_text_word_for_word():
    texts = sorted((shared_data().parent / "seeds").glob("*.txt"))
    said = " ".join(" ".join(text.read_text(encoding="utf-8").split()) for text in texts)
    files = [
        f"places_of_the_seeds/{file.name}"
        for file in sorted((reference.DATA / "places_of_the_seeds").glob("*.toml"))
    ]
    quoted = [
        words
        for name in (*files, "integrator_schemes.toml")
        for words in quotations(reference.table(name))
        if words
    ]
    assert len(quoted) > 50
    assert [words for words in quoted if words not in said] == []


def test_they_are_kept_once_each_fact_with_its_words_and_no_day_that_the_source_lacks():
    kept = partnerships.keep_published(**WHO)
    assert set(kept) == {
        "Barking Riverside", "Bexley", "Dudley", "Lambeth", "Lewisham", "North West London",
        "Southwark",
    }  # fmt: skip
    assert partnerships.keep_published(**WHO) == ()
    pages = {
        one.name: partnerships.place_page(one.public_id, on=TODAY)
        for one in partnerships.contract_places()
    }
    assert all(fact.told.is_published for page in pages.values() for fact in page.facts)
    decided = pages["Barking Riverside"].facts_on("decided")[0]
    assert str(decided.told.on) == "2019-04-17"
    assert pages["Lambeth"].integrator.host.told.on is None
    assert pages["Bexley"].partnership == ""
    assert pages["Dudley"].integrator is None
