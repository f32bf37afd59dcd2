"""Settling a year: all that it is worked out from, as one text with a hash, and what comes out."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from peckham.finance.domain import reading
from peckham.finance.domain.attribution import Part, Term
from peckham.finance.domain.cost import cost
from peckham.finance.domain.local import of_neighbourhood, parts_by
from peckham.finance.domain.position import Cell, Pair, Position
from peckham.finance.domain.sharing import Shared, Sharing, shared
from peckham.kernel import Period, Refused


class QualityNotKnown(Refused):
    """The terms have a quality gate, and nobody recorded how much of it was reached."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one of the inputs comes from.

    Args:
        what: What it gives, such as "baseline".
        words: Where it is from, for a reader.
        sha256: Its own hash where it has one, else "".
    """

    what: str
    words: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a year is settled from.

    Args:
        contract: The contract's reference.
        year: Its days.
        position: The year, expected and actual, in cells of neighbourhood and band.
        order: The contract's order of the factors, with the owner of each.
        sharing: The contract's dead band, shares, cap and gate.
        gate_reached: The part of the quality points that was reached; None where not recorded.
        received_pence: What the commissioner was allocated for the change of its population; None
            where nobody recorded it, which is not 0 (rule 69).
        coded_need: Need as it is coded, a head, expected and actual; shown and never paid by. None
            where nobody recorded it.
        origins: Where all this comes from.
    """

    contract: str
    year: Period
    position: Position
    order: tuple[Term, ...]
    sharing: Sharing
    gate_reached: Fraction | None
    received_pence: int | None
    coded_need: Pair | None
    origins: tuple[Origin, ...]

    def text(self) -> str:
        """Write it down so that it reads the same for everybody: canonical JSON, no number lost.

        `./peckham money attribute` reads what stands under "attributed".
        """
        told = {
            "contract": self.contract,
            "year": [str(self.year.start), str(self.year.end)],
            "attributed": {
                **_position(self.position),
                "order": [{"factor": one.factor, "owner": one.owner} for one in self.order],
            },
            "sharing": {
                name: str(getattr(self.sharing, name))
                for name in ("dead_band", "loss_share", "gain_share", "cap", "gate")
            },
            "gate_reached": None if self.gate_reached is None else str(self.gate_reached),
            "received_pence": self.received_pence,
            "coded_need": None if self.coded_need is None else _pair(self.coded_need),
            "origins": [[one.what, one.words, one.sha256] for one in self.origins],
        }
        return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Settled:
    """What a year comes to, in pence.

    Args:
        parts: A part for each factor in the contract's order; they sum to actual less expected.
        local: The same by neighbourhood; "" is what lies in none. They sum to `parts`.
        expected_pence: What the contract expected it to cost.
        actual_pence: What it cost by what was done.
        commissioner_pence: The commissioner's parts together.
        paid_pence: What was expected and the commissioner's parts.
        result_pence: That less what it cost: the provider's gain, or below zero its loss.
        is_gate_reached: Whether the quality gate was reached.
        shared: How the result is shared, which changes no part.
    """

    parts: tuple[Part, ...]
    local: Mapping[str, tuple[Part, ...]]
    expected_pence: int
    actual_pence: int
    commissioner_pence: int
    paid_pence: int
    result_pence: int
    is_gate_reached: bool
    shared: Shared


def settle(inputs: Inputs) -> Settled:
    """Work out what a year comes to from its inputs alone.

    Raises:
        FactorMissing: If the order leaves a factor out.
        QualityNotKnown: If there is a gate and nobody recorded what was reached.
    """
    local = parts_by(inputs.position, inputs.order, of_neighbourhood)
    parts = tuple(
        Part(term.factor, term.owner, sum(one[place].pence for one in local.values()))
        for place, term in enumerate(inputs.order)
    )
    expected = round(cost(inputs.position, frozenset()))
    actual = expected + sum(part.pence for part in parts)
    borne = sum(part.pence for part in parts if part.owner == "commissioner")
    paid = expected + borne
    reached = is_gate_reached(inputs.sharing, inputs.gate_reached)
    return Settled(
        parts=parts,
        local=local,
        expected_pence=expected,
        actual_pence=actual,
        commissioner_pence=borne,
        paid_pence=paid,
        result_pence=paid - actual,
        is_gate_reached=reached,
        shared=shared(paid, paid - actual, inputs.sharing, is_gate_reached=reached),
    )


def is_gate_reached(sharing: Sharing, reached: Fraction | None) -> bool:
    """Say whether a quality gate was reached; without a gate it always is.

    Raises:
        QualityNotKnown: If there is one and nobody recorded what was reached.
    """
    if not sharing.gate:
        return True
    if reached is None:
        raise QualityNotKnown(
            "Nobody recorded which part of the quality points was reached.",
            why="The contract shares by it, and what is missing is not zero.",
            remedy="Record it with the settlement.",
        )
    return reached >= sharing.gate


def digest_of(text: str) -> str:
    """Give the SHA-256 of a text, as the database works it out as well."""
    return hashlib.sha256(text.encode()).hexdigest()


def read(text: str) -> Inputs:
    """Read inputs as `Inputs.text` writes them.

    Raises:
        NotReadable: Naming the place in it.
    """
    told = json.loads(text)
    year = [date.fromisoformat(day) for day in told["year"]]
    coded = told["coded_need"]
    reached = told["gate_reached"]
    return Inputs(
        contract=told["contract"],
        year=Period(*year),
        position=reading.position(told["attributed"]),
        order=reading.order(told["attributed"]["order"]),
        sharing=Sharing(**{name: Fraction(part) for name, part in told["sharing"].items()}),
        gate_reached=None if reached is None else Fraction(reached),
        received_pence=told["received_pence"],
        coded_need=None
        if coded is None
        else Pair(Fraction(coded["contract"]), Fraction(coded["actual"])),
        origins=tuple(Origin(*one) for one in told["origins"]),
    )


def _position(position: Position) -> dict[str, Any]:
    """Write a position as `reading.position` reads it."""
    return {
        "bands": {
            band: {"share_contract": str(pair.contract), "share_actual": str(pair.actual)}
            for band, pair in position.shares.items()
        },
        "people": _pair(position.people),
        "lines": {
            name: {
                "unit_price_pence": line.unit_price_pence,
                "bands": {band: _cell(cell) for band, cell in line.cells.items()},
            }
            for name, line in position.lines.items()
        },
        "national_uplift": str(position.national_uplift),
        "local_drift": str(position.local_drift),
        "efficiency": _pair(position.efficiency),
        "quality_pence": position.quality_pence,
    }


def _pair(pair: Pair) -> dict[str, str]:
    return {"contract": str(pair.contract), "actual": str(pair.actual)}


def _cell(cell: Cell) -> dict[str, str]:
    return {
        "rate_contract": str(cell.rate.contract),
        "rate_actual": str(cell.rate.actual),
        "case_mix_contract": str(cell.case_mix.contract),
        "case_mix_actual": str(cell.case_mix.actual),
    }
