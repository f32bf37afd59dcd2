"""National identifiers: a value of one of these types is valid by construction."""

import re
from dataclasses import dataclass

from peckham.kernel.refused import Refused

_NHS_NUMBER_WEIGHTS = (10, 9, 8, 7, 6, 5, 4, 3, 2)
_ODS_CODE = re.compile(r"[A-Z0-9]{2,12}")
_AREA_CODE = re.compile(r"[EWSN][0-9]{8}")
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})")


class InvalidNhsNumber(Refused):
    """The number is not an NHS number: ten digits of which the last checks the other nine."""


class InvalidOdsCode(Refused):
    """The code is not an ODS code: two to twelve letters and digits."""


class InvalidAreaCode(Refused):
    """The code is not an ONS area code: a country letter and eight digits."""


class InvalidPostcode(Refused):
    """The text is not the shape of a United Kingdom postcode."""


@dataclass(frozen=True, slots=True, order=True)
class NhsNumber:
    """An NHS number: ten digits whose last is the modulus 11 check digit of the other nine.

    Source:
        NHS Data Dictionary, attribute NHS NUMBER. Numbers that start 999 are kept for tests.

    >>> NhsNumber.parse("999 000 0018").spaced
    '999 000 0018'
    """

    digits: str

    def __post_init__(self) -> None:
        if len(self.digits) != 10 or not (self.digits.isascii() and self.digits.isdigit()):
            raise InvalidNhsNumber(
                "An NHS number has ten digits.",
                remedy="Check the number on a letter or the NHS App.",
                field="nhs_number",
            )
        if self.check_digit(self.digits[:9]) != int(self.digits[9]):
            raise InvalidNhsNumber(
                "This is not a valid NHS number: its last digit does not match the others.",
                remedy="Check the number on a letter or the NHS App.",
                field="nhs_number",
            )

    @classmethod
    def parse(cls, text: str) -> "NhsNumber":
        """Read a number as people write it, with or without spaces or hyphens.

        Raises:
            InvalidNhsNumber: If it is not ten digits or its check digit is wrong.
        """
        return cls(re.sub(r"[\s-]", "", text))

    @staticmethod
    def check_digit(first_nine: str) -> int | None:
        """Compute the tenth digit, or None where the nine digits make no valid number.

        >>> NhsNumber.check_digit("943476591")
        9
        """
        total = sum(
            int(digit) * weight
            for digit, weight in zip(first_nine, _NHS_NUMBER_WEIGHTS, strict=True)
        )
        check = (11 - total % 11) % 11
        return None if check == 10 else check

    @property
    def spaced(self) -> str:
        """The number as people read it aloud: 999 123 4567."""
        return f"{self.digits[:3]} {self.digits[3:6]} {self.digits[6:]}"

    @property
    def is_synthetic(self) -> bool:
        """Whether the number lies in the range that no person is given (999)."""
        return self.digits.startswith("999")

    def __str__(self) -> str:
        return self.digits


@dataclass(frozen=True, slots=True, order=True)
class OdsCode:
    """A code of the Organisation Data Service, in capitals.

    >>> str(OdsCode.parse(" f86020 "))
    'F86020'
    """

    code: str

    def __post_init__(self) -> None:
        if not _ODS_CODE.fullmatch(self.code):
            raise InvalidOdsCode(
                f"“{self.code[:20]}” is not an ODS code: two to twelve letters and digits.",
                field="ods_code",
            )

    @classmethod
    def parse(cls, text: str) -> "OdsCode":
        """Read a code as written, whatever its case."""
        return cls(text.strip().upper())

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True, order=True)
class AreaCode:
    """An ONS code of nine characters, such as the small area (LSOA) E01000006.

    >>> AreaCode.parse("e01000006").is_small_area
    True
    """

    code: str

    def __post_init__(self) -> None:
        if not _AREA_CODE.fullmatch(self.code):
            raise InvalidAreaCode(
                f"“{self.code[:20]}” is not an area code: a country letter and eight digits.",
                field="area_code",
            )

    @classmethod
    def parse(cls, text: str) -> "AreaCode":
        """Read a code as written, whatever its case."""
        return cls(text.strip().upper())

    @property
    def is_small_area(self) -> bool:
        """Whether this is a lower layer super output area of England or Wales (E01, W01)."""
        return self.code[:3] in ("E01", "W01")

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True, order=True)
class Postcode:
    """A postcode in its usual form, with one space before the inward part.

    Only the shape is checked; whether it exists is for the places room to say.

    >>> str(Postcode.parse("rm138ab"))
    'RM13 8AB'
    """

    code: str

    def __post_init__(self) -> None:
        if " " not in self.code or not _POSTCODE.fullmatch(self.code):
            raise InvalidPostcode(
                f"“{self.code[:12]}” is not the shape of a postcode.",
                remedy="Write it like RM13 8AB.",
                field="postcode",
            )

    @classmethod
    def parse(cls, text: str) -> "Postcode":
        """Read a postcode as people write it, with or without its space, in any case."""
        squeezed = re.sub(r"\s", "", text).upper()
        found = _POSTCODE.fullmatch(squeezed)
        return cls(f"{found[1]} {found[2]}" if found else squeezed)

    @property
    def outward(self) -> str:
        """The part before the space, which names a district."""
        return self.code.split(" ")[0]

    def __str__(self) -> str:
        return self.code
