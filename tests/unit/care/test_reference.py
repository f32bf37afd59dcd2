import pytest
from hypothesis import given
from hypothesis import strategies as st

from peckham.care.domain.reference import (
    ALPHABET,
    NotAReference,
    check_reference,
    code_of,
    grouped,
    hash_code,
    reference_of,
)

numbers = st.integers(0, 23**8 - 1)


@given(numbers)
def test_a_reference_is_read_back_however_it_is_written(number):
    reference = reference_of(number)
    assert len(reference) == 9
    assert set(reference) <= set(ALPHABET)
    assert check_reference(grouped(reference).lower()) == reference
    assert check_reference(f"{reference[:3]}-{reference[3:6]}-{reference[6:]}") == reference


@given(st.sets(numbers, min_size=2, max_size=200))
def test_no_two_requests_share_a_reference(keys):
    assert len({reference_of(key) for key in keys}) == len(keys)


@given(numbers, st.integers(0, 8), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(number, place, character):
    reference = reference_of(number)
    if reference[place] != character:
        with pytest.raises(NotAReference):
            check_reference(reference[:place] + character + reference[place + 1 :])


@given(numbers, st.integers(0, 8), st.integers(0, 8))
def test_two_characters_that_change_places_are_always_found(number, one, other):
    letters = list(reference_of(number))
    if letters[one] != letters[other]:
        letters[one], letters[other] = letters[other], letters[one]
        with pytest.raises(NotAReference):
            check_reference("".join(letters))


@pytest.mark.parametrize("text", ["", "0OIL1", "x" * 10_000_000, "🦄" * 9, "AAAAAAAA\x00"])
def test_what_is_no_reference_is_refused_in_words(text):
    with pytest.raises(NotAReference) as refused:
        check_reference(text)
    assert refused.value.field == "reference"


def test_no_number_beyond_the_space_is_given_a_reference():
    for number in (-1, 23**8):
        with pytest.raises(ValueError, match="No reference is left"):
            reference_of(number)


def test_a_code_depends_on_the_form_and_on_the_secret():
    codes = {code_of(seed, secret) for seed in (b"a", b"b") for secret in (b"x", b"y")}
    assert len(codes) == 4
    assert code_of(b"a", b"x") == code_of(b"a", b"x")
    assert all(len(code) == 8 and set(code) <= set(ALPHABET) for code in codes)


def test_a_hash_knows_its_reference_and_forgives_spaces_and_case():
    assert hash_code("REF", "7k3m 9q4x") == hash_code("REF", "7K3M9Q4X")
    assert hash_code("REF", "7K3M9Q4X") != hash_code("FER", "7K3M9Q4X")
