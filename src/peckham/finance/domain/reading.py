"""A year's position as JSON has it: every number a whole one, or a decimal written as text.

A number with a point in it has already lost pence on its way here, so it is refused.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from peckham.finance.domain.attribution import Term
from peckham.finance.domain.cost import Factor
from peckham.finance.domain.position import Cell, Pair, Position, ServiceLine
from peckham.kernel import Refused

KEYS = frozenset(
    {"bands", "people", "lines", "national_uplift", "local_drift", "efficiency", "quality_pence"}
)

_RATE = ("rate_contract", "rate_actual")
_CASE_MIX = ("case_mix_contract", "case_mix_actual")


class NotReadable(Refused):
    """A position lacks something, has something unknown, or a number is not an exact one."""


def position(told: object) -> Position:
    """Read a position.

    Args:
        told: As JSON gives it; `docs/how-to/attribute-a-difference.md` shows every key.

    Raises:
        NotReadable: Naming the place in it.
    """
    whole = _object("the position", told, KEYS, others=frozenset({"order"}))
    bands = _named("bands", whole["bands"])
    lines = _named("lines", whole["lines"])
    return Position(
        people=_pair("people", whole["people"], "contract", "actual"),
        shares={
            band: _pair(f"bands, {band}", cell, "share_contract", "share_actual")
            for band, cell in bands.items()
        },
        lines={name: _line(f"lines, {name}", line) for name, line in lines.items()},
        national_uplift=_number("national_uplift", whole["national_uplift"]),
        local_drift=_number("local_drift", whole["local_drift"]),
        efficiency=_pair("efficiency", whole["efficiency"], "contract", "actual"),
        quality_pence=_pence("quality_pence", whole["quality_pence"]),
    )


def order(told: object) -> tuple[Term, ...]:
    """Read a contract's order: a list of `factor` and `owner`.

    Raises:
        NotReadable: Naming the place in it.
    """
    if not isinstance(told, Sequence) or isinstance(told, str):
        raise NotReadable("The order is no list.")
    return tuple(_term(f"order, {place}", term) for place, term in enumerate(told, start=1))


def _term(where: str, told: object) -> Term:
    found = _object(where, told, frozenset({"factor", "owner"}))
    if found["factor"] not in tuple(Factor):
        raise NotReadable(
            f"{where}: {found['factor']!r} is no factor.", remedy=f"Factors: {', '.join(Factor)}."
        )
    if found["owner"] not in ("commissioner", "provider"):
        raise NotReadable(f"{where}: the owner is the commissioner or the provider.")
    return Term(Factor(found["factor"]), found["owner"])


def _line(where: str, told: object) -> ServiceLine:
    found = _object(where, told, frozenset({"unit_price_pence", "bands"}))
    cells = _named(f"{where}, bands", found["bands"])
    return ServiceLine(
        _pence(f"{where}, unit_price_pence", found["unit_price_pence"]),
        {band: _cell(f"{where}, {band}", cell) for band, cell in cells.items()},
    )


def _cell(where: str, told: object) -> Cell:
    found = _object(where, told, frozenset((*_RATE, *_CASE_MIX)))
    rate = _pair(where, {name: found[name] for name in _RATE}, *_RATE)
    weights = {name: found[name] for name in _CASE_MIX}
    # Where there was no activity there is nothing to weigh: the other side's weight stands for it.
    contract, actual = _CASE_MIX
    if weights[contract] is None and rate.contract == 0:
        weights[contract] = weights[actual]
    if weights[actual] is None and rate.actual == 0:
        weights[actual] = weights[contract]
    return Cell(rate, _pair(where, weights, *_CASE_MIX))


def _pair(where: str, told: object, contract: str, actual: str) -> Pair:
    found = _object(where, told, frozenset({contract, actual}))
    return Pair(*(_number(f"{where}, {name}", found[name]) for name in (contract, actual)))


def _number(where: str, told: object) -> Fraction:
    if isinstance(told, int) and not isinstance(told, bool):
        return Fraction(told)
    if isinstance(told, str):
        try:
            return Fraction(told)
        except (ValueError, ZeroDivisionError):
            pass
    raise NotReadable(
        f"{where}: {told!r} is no exact number.",
        remedy='Write a whole number, or a decimal as text, such as "0.85".',
    )


def _pence(where: str, told: object) -> int:
    found = _number(where, told)
    if found.denominator != 1:
        raise NotReadable(f"{where}: {told!r} is not in whole pence.")
    return found.numerator


def _named(where: str, told: object) -> Mapping[str, Any]:
    if not isinstance(told, Mapping):
        raise NotReadable(f"{where}: names and what stands under them are needed.")
    return told


def _object(
    where: str, told: object, keys: frozenset[str], *, others: frozenset[str] = frozenset()
) -> Mapping[str, Any]:
    found = _named(where, told)
    missing, unknown = keys - set(found), set(found) - keys - others
    if missing or unknown:
        wrong = f"lacks {', '.join(sorted(missing))}" if missing else ""
        strange = f"has {', '.join(sorted(unknown))}, which means nothing" if unknown else ""
        raise NotReadable(f"{where} {' and '.join(part for part in (wrong, strange) if part)}.")
    return found
