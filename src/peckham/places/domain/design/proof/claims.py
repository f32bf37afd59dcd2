"""A certificate as it was read, its form checked and nothing else: numbers are whole, lists fit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from peckham.places.domain.design.proof.doubts import NotACertificate

KIND = "peckham neighbourhood certificate"
VERSION = 1


@dataclass(frozen=True, slots=True)
class RowClaim:
    """Something that every plan is said to keep; areas by number inside the region."""

    kind: str
    area: int
    other: int
    through: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CaseClaim:
    """A case: the one above, what it settles, and its own prices and rows, if it has any.

    Args:
        above: Number of the case that it is a part of; below its own number; -1 for the first.
        home: Home of the next network, or None.
        inside: Area and neighbourhood that contains it, or None.
        outside: Area and neighbourhood that does not, or None.
        prices: By base and neighbourhood, or None.
        rows: Number of the row, neighbourhood and price.
    """

    above: int
    home: int | None
    inside: tuple[int, int] | None
    outside: tuple[int, int] | None
    prices: tuple[tuple[int, ...], ...] | None
    rows: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class RegionClaim:
    """What is said of one region divided into `count` neighbourhoods."""

    name: str
    count: int
    bound: int
    networks: tuple[str, ...]
    caps: tuple[tuple[int, int], ...]
    rows: tuple[RowClaim, ...]
    cases: tuple[CaseClaim, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What the plan was asked to keep."""

    bases: tuple[str, ...]
    minimum: int
    maximum: int
    count: int | None
    nest: str
    is_small_kept: bool
    is_joined: bool
    together: tuple[tuple[str, str], ...]
    apart: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """Everything that a certificate says."""

    input_sha256: str
    plan_sha256: str
    question: Question
    neighbourhoods: int
    aligned: int
    of: int
    bound: int
    gap_percent: float
    scale: int
    regions: tuple[RegionClaim, ...]


def claim_of(certificate: object) -> Claim:
    """Read a certificate's claims from its JSON.

    Raises:
        NotACertificate: If it is none of this kind and version, or has the wrong form anywhere.
    """
    said = _object(certificate, "the certificate")
    if said.get("kind") != KIND or said.get("version") != VERSION:
        _refuse(f"it is not a “{KIND}” of version {VERSION}")
    scale = _whole(said.get("scale"), "scale")
    if scale < 1:
        _refuse("scale is not above 0")
    gap = said.get("gap_percent")
    if isinstance(gap, bool) or not isinstance(gap, int | float):
        _refuse("gap_percent is no number")
    return Claim(
        input_sha256=_text(said.get("input_sha256"), "input_sha256"),
        plan_sha256=_text(said.get("plan_sha256"), "plan_sha256"),
        question=_question(_object(said.get("question"), "question")),
        neighbourhoods=_whole(said.get("neighbourhoods"), "neighbourhoods"),
        aligned=_whole(said.get("aligned"), "aligned"),
        of=_whole(said.get("of"), "of"),
        bound=_whole(said.get("bound"), "bound"),
        gap_percent=float(gap),
        scale=scale,
        regions=tuple(
            _region(_object(region, "a region")) for region in _list(said.get("regions"), "regions")
        ),
    )


def _question(said: Mapping[str, Any]) -> Question:
    count = said.get("count")
    return Question(
        bases=_texts(said.get("bases"), "bases"),
        minimum=_whole(said.get("minimum"), "minimum"),
        maximum=_whole(said.get("maximum"), "maximum"),
        count=None if count is None else _whole(count, "count"),
        nest=_text(said.get("nest"), "nest"),
        is_small_kept=said.get("is_small_kept") is True,
        is_joined=said.get("is_joined") is True,
        together=_code_pairs(said.get("together"), "together"),
        apart=_code_pairs(said.get("apart"), "apart"),
    )


def _region(said: Mapping[str, Any]) -> RegionClaim:
    return RegionClaim(
        name=_text(said.get("name"), "a region's name"),
        count=_whole(said.get("count"), "a region's count"),
        bound=_whole(said.get("bound"), "a region's bound"),
        networks=tuple(
            _text(code, "a network") for code in _list(said.get("networks"), "networks")
        ),
        caps=tuple(_pair(cap, "a cap") for cap in _list(said.get("caps"), "caps")),
        rows=tuple(_row(row) for row in _list(said.get("rows"), "rows")),
        cases=tuple(_case(_object(case, "a case")) for case in _list(said.get("cases"), "cases")),
    )


def _row(said: object) -> RowClaim:
    parts = _list(said, "a row")
    if len(parts) != 4:
        _refuse("a row has not its four parts")
    through = tuple(_whole(area, "a row's area") for area in _list(parts[3], "a separator"))
    return RowClaim(
        _text(parts[0], "a row's kind"),
        _whole(parts[1], "a row's area"),
        _whole(parts[2], "a row's area"),
        through,
    )


def _case(said: Mapping[str, Any]) -> CaseClaim:
    home, prices = said.get("home"), said.get("prices")
    inside, outside = said.get("inside"), said.get("outside")
    return CaseClaim(
        above=_whole(said.get("above"), "above"),
        home=None if home is None else _whole(home, "home"),
        inside=None if inside is None else _pair(inside, "inside"),
        outside=None if outside is None else _pair(outside, "outside"),
        prices=None if prices is None else tuple(_wholes(row) for row in _list(prices, "prices")),
        rows=tuple(_triple(row) for row in _list(said.get("rows", []), "a case's rows")),
    )


def _wholes(said: object) -> tuple[int, ...]:
    return tuple(_whole(price, "a price") for price in _list(said, "prices"))


def _triple(said: object) -> tuple[int, int, int]:
    parts = _wholes(said)
    if len(parts) != 3:
        _refuse("a priced row has not its three parts")
    return parts[0], parts[1], parts[2]


def _pair(said: object, name: str) -> tuple[int, int]:
    parts = _wholes(said)
    if len(parts) != 2:
        _refuse(f"{name} is no pair")
    return parts[0], parts[1]


def _code_pairs(said: object, name: str) -> tuple[tuple[str, str], ...]:
    found = []
    for pair in _list(said, name):
        codes = [_text(code, name) for code in _list(pair, name)]
        if len(codes) != 2:
            _refuse(f"{name} holds something that is no pair")
        found.append((codes[0], codes[1]))
    return tuple(found)


def _object(said: object, name: str) -> Mapping[str, Any]:
    if not isinstance(said, dict):
        _refuse(f"{name} is no object")
    return said


def _list(said: object, name: str) -> list[Any]:
    if not isinstance(said, list):
        _refuse(f"{name} is no list")
    return said


def _text(said: object, name: str) -> str:
    if not isinstance(said, str):
        _refuse(f"{name} is no text")
    return said


def _texts(said: object, name: str) -> tuple[str, ...]:
    return tuple(_text(part, name) for part in _list(said, name))


def _whole(said: object, name: str) -> int:
    if isinstance(said, bool) or not isinstance(said, int):
        _refuse(f"{name} is no whole number")
    return said


def _refuse(what: str) -> NoReturn:
    raise NotACertificate(
        f"This cannot be read as a certificate: {what}.",
        remedy="Take the file that the design wrote, unchanged.",
    )
