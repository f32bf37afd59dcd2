import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peckham.kernel import NhsNumber
from peckham.people.domain.birth_dates import check_birth_date, find_dates, near_dates
from peckham.people.domain.folding import fold, name_words
from peckham.people.domain.names import tidy_name
from peckham.people.domain.query import QUERY_LENGTH_MAX, SearchTooLong, near_postcode, parse_query
from peckham.people.domain.telephones import InvalidTelephone, telephone

ON = date(2026, 11, 21)
BORN = date(1951, 3, 14)
FORMS = (
    "14/3/1951|14/03/1951|14.3.51|14-03-1951|1951-03-14|14 March 1951|14th of march 1951"
    "|March 14, 1951|14 Mar 51|14031951|140351|14 3 1951|19510314|3/14/1951|14mar1951|14/3/'51"
).split("|")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("order", ["{name} {born} {code}", "{code} {name} {born}", "{born} {name}"])
def test_every_common_form_of_a_date_is_read_in_any_order(form, order):
    terms = parse_query(order.format(name="o'brien", born=form, code="rm13 8ab"), on=ON)
    assert terms.birth_dates[0] == BORN
    assert terms.words == ("obrien",)
    assert terms.postcode == ("RM138AB" if "{code}" in order else "")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("999 000 0018", {"nhs_number": "9990000018"}),
        ("9990000018", {"nhs_number": "9990000018"}),
        ("999-000-0018 smith", {"nhs_number": "9990000018", "words": ("smith",)}),
        ("07700 900123", {"phones": ("07700900123",)}),
        ("+44 (0)7700 900123 smith", {"phones": ("07700900123",), "words": ("smith",)}),
        ("020 7946 0123", {"phones": ("02079460123",)}),
        ("smith rm13", {"postcode": "RM13", "words": ("smith",)}),
        ("smith RM13 8", {"postcode": "RM138", "words": ("smith",)}),
        ("e1 6an jones", {"postcode": "E16AN", "words": ("jones",)}),
        ("June Smith 1951", {"words": ("june", "smith"), "birth_years": (1951,)}),
        ("Mrs J Smith", {"words": ("j", "smith")}),
        ("mr", {"words": ("mr",)}),
        ("dob 14/3/51 tel 02079460123", {"birth_dates": (BORN,), "phones": ("02079460123",)}),
        ("مُحَمَّد", {"words": ("محمد",)}),
        ("٠٧٧٠٠٩٠٠١٢٣", {"phones": ("07700900123",)}),
        ("🌻 Zoë-Łucja d’Arc", {"words": ("zoe", "lucja", "darc")}),
        ("\u202eabc\x00\u200b", {"words": ("abc",)}),
    ],
)
def test_each_kind_of_term_is_told_apart(typed, found):
    terms = parse_query(typed, on=ON)
    for name, value in found.items():
        assert getattr(terms, name) == value, name
    for name in {"words", "birth_dates", "phones", "birth_years"} - set(found):
        assert getattr(terms, name) == (), name


def test_a_number_that_fails_its_check_digit_says_so():
    assert "does not match" in parse_query("999 000 0019", on=ON).notes[0]


def test_two_digits_of_a_year_are_never_in_the_future():
    assert parse_query("1/1/30", on=ON).birth_dates == (date(1930, 1, 1),)
    assert parse_query("1/1/20", on=ON).birth_dates == (date(2020, 1, 1), date(1920, 1, 1))
    assert parse_query("22/11/2026", on=ON).birth_dates == ()


@pytest.mark.parametrize("length", [QUERY_LENGTH_MAX + 1, 10_000_000])
def test_ten_megabytes_are_refused_at_once(length):
    with pytest.raises(SearchTooLong, match="at most 200"):
        parse_query("x" * length, on=ON)


@given(st.text(max_size=QUERY_LENGTH_MAX))
def test_whatever_is_typed_is_read_and_holds_nothing_that_a_database_refuses(typed):
    terms = parse_query(typed, on=ON)
    assert all(word and "\x00" not in word and " " not in word for word in terms.words)
    assert all(day <= ON for day in (*terms.birth_dates, *terms.near_dates))
    assert not set(terms.near_dates) & set(terms.birth_dates)


@given(st.integers(100_000_000, 999_999_999), st.sampled_from(["", " ", "-"]))
def test_any_number_that_checks_is_found_as_people_write_it(nine, gap):
    check = NhsNumber.check_digit(str(nine))
    if check is not None:
        ten = f"{nine}{check}"
        typed = f"{ten[:3]}{gap}{ten[3:6]}{gap}{ten[6:]}"
        assert parse_query(f"smith {typed}", on=ON).nhs_number == ten


@given(st.dates(date(1900, 1, 1), ON), st.integers(0, 7), st.integers(0, 9))
def test_one_wrong_digit_or_two_swapped_give_a_near_date(born, place, digit):
    digits = f"{born:%d%m%Y}"
    wrong = digits[:place] + str(digit) + digits[place + 1 :]
    swapped = digits[:place] + digits[place : place + 2][::-1] + digits[place + 2 :]
    for typed in (wrong, swapped):
        try:
            read = date(int(typed[4:]), int(typed[2:4]), int(typed[:2]))
        except ValueError:
            continue
        if read != born and date(1900, 1, 1) <= read <= ON:
            assert born in near_dates(read, on=ON)


@given(st.dates(date(1900, 1, 1), ON))
def test_every_birth_date_is_read_back_from_its_usual_form(born):
    found, rest = find_dates(f"{born.day}/{born.month}/{born.year}", on=ON)
    assert found.whole[0] == born
    assert not rest.strip()


@given(st.integers(0, 6), st.sampled_from("ABCDEFGHJ0123456789"))
def test_a_postcode_with_one_slip_is_near(place, letter):
    typed = "RM138AB"
    slips = [
        typed[:place] + letter + typed[place + 1 :],
        typed[:place] + typed[place + 1 :],
        typed[:place] + letter + typed[place:],
    ]
    assert all(re.search(near_postcode(typed), stored) for stored in slips)


@given(st.text(max_size=60))
def test_folding_again_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert name_words(fold(text)) == name_words(text)


@given(st.text(max_size=60))
def test_a_name_is_tidied_once_and_for_all(text):
    assert tidy_name(tidy_name(text)) == tidy_name(text)


@pytest.mark.parametrize("text", ["", "12345678", "1" * 16, "phone", "+44"])
def test_what_is_no_telephone_number_is_refused(text):
    with pytest.raises(InvalidTelephone):
        telephone(text)


def test_nobody_is_born_tomorrow_or_in_another_age():
    from peckham.people.domain.birth_dates import BirthDateInFuture, BirthDateTooLongAgo

    check_birth_date(ON, on=ON)
    with pytest.raises(BirthDateInFuture):
        check_birth_date(date(2026, 11, 22), on=ON)
    with pytest.raises(BirthDateTooLongAgo):
        check_birth_date(date(1895, 1, 1), on=ON)
