import pytest
from hypothesis import given
from hypothesis import strategies as st

from peckham.kernel import (
    AreaCode,
    InvalidAreaCode,
    InvalidNhsNumber,
    InvalidOdsCode,
    InvalidPostcode,
    NhsNumber,
    OdsCode,
    Postcode,
)


@pytest.mark.parametrize("text", ["9434765919", "943 476 5919", "943-476-5919", " 999 000 0018 "])
def test_a_valid_nhs_number_is_read_however_it_is_spaced(text):
    assert len(str(NhsNumber.parse(text))) == 10


@pytest.mark.parametrize(
    "text", ["", "943476591", "94347659190", "9434765918", "943476591A", "٩٤٣٤٧٦٥٩١٩", "𝟗434765919"]
)
def test_anything_else_is_refused_with_the_field_named(text):
    with pytest.raises(InvalidNhsNumber) as refused:
        NhsNumber.parse(text)
    assert refused.value.field == "nhs_number"


@given(st.integers(0, 999_999_999))
def test_changing_one_digit_always_breaks_the_check(nine):
    digits = f"{nine:09d}"
    check = NhsNumber.check_digit(digits)
    if check is None:
        return
    number = digits + str(check)
    for place in range(10):
        wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
        with pytest.raises(InvalidNhsNumber):
            NhsNumber.parse(wrong)


@given(st.text(max_size=40))
def test_no_text_makes_a_parser_fail_other_than_by_refusing(text):
    for parse, refused in (
        (NhsNumber.parse, InvalidNhsNumber),
        (OdsCode.parse, InvalidOdsCode),
        (AreaCode.parse, InvalidAreaCode),
        (Postcode.parse, InvalidPostcode),
    ):
        try:
            value = parse(text)
        except refused:
            continue
        assert parse(str(value)) == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("rm138ab", "RM13 8AB"),
        ("e1 6an", "E1 6AN"),
        ("EC1A1BB", "EC1A 1BB"),
        ("W1A 0AX", "W1A 0AX"),
    ],
)
def test_postcodes_take_their_usual_form(text, code):
    assert str(Postcode.parse(text)) == code
