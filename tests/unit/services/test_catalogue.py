"""What the reference files of services say fits together."""

from datetime import date

from peckham.services.catalogue import catalogue, core_kinds


def test_every_category_names_a_core_kind_that_exists_or_none():
    codes = {kind.code for kind in core_kinds()}
    for category in catalogue().categories.values():
        assert category.core_kind is None or category.core_kind in codes, category.code


def test_red_flags_say_who_approved_them_and_until_when():
    for flag in catalogue().red_flags.values():
        assert flag.approved_by
        assert flag.version >= 1
        assert date(2026, 1, 1) < flag.approved_on < flag.review_by


def test_words_are_short_and_distinct():
    words = [category.words for category in catalogue().categories.values()]
    assert len(set(words)) == len(words)
    assert max(map(len, words)) <= 70
