"""What years before signature are assumed to be like, and the exposures that were kept."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from fractions import Fraction
from functools import cache
from typing import Any
from uuid import UUID

from peckham.finance import models as m
from peckham.finance.domain.exposure import (
    DRAWS,
    Assumed,
    Exposed,
    NotAssumable,
    Tenths,
    expose,
)
from peckham.finance.queries.baselines import adopted
from peckham.finance.queries.settlements import terms_on
from peckham.finance.queries.uplifts import uplift_since
from peckham.finance.reading import usual_order
from peckham.infra import reference
from peckham.kernel import Period, Refused


class NoSuchExposure(Refused):
    """There is no such exposure, or it is of a contract of others."""


@dataclass(frozen=True, slots=True)
class Looked:
    """An exposure with all that it was worked out from.

    Args:
        year: The year.
        exposed: What each side could gain or lose.
        assumed: What was assumed, by code.
        inputs: The same, the baseline, the order and the terms, as canonical JSON.
        is_agreed: Whether order and sharing are agreed terms; else the usual order and no sharing.
    """

    year: Period
    exposed: Exposed
    assumed: Mapping[str, Assumed]
    inputs: str
    is_agreed: bool


@dataclass(frozen=True, slots=True)
class ExposureView:
    """An exposure that was kept: `figures` as `figures_of` writes them."""

    public_id: UUID
    contract_id: int
    number: int
    year: Period
    kept_for: str
    recorded_at: datetime
    recorded_by: str
    inputs: Mapping[str, Any]
    inputs_sha256: str
    exposed: Exposed


@cache
def usually_assumed() -> dict[str, Assumed]:
    """Read what a year before signature is assumed to be like, by code."""
    return {
        row["code"]: Assumed(
            code=row["code"],
            risk=row["risk"],
            words=row["words"],
            value=Fraction(row["value"]),
            low=Fraction(row["low"]),
            high=Fraction(row["high"]),
            from_on=row["from"],
            source=row["source"],
            is_assumption=row["assumption"],
        )
        for row in reference.table("exposure.toml")["assumed"]
    }


def look(contract_id: int, year: Period, *, changed: Mapping[str, Fraction], seed: int) -> Looked:
    """Work out the exposure of a year of a contract.

    Args:
        contract_id: Its key.
        year: The year.
        changed: What is assumed otherwise, by code, in per cent.
        seed: Where the draws begin.

    Raises:
        NoBaseline: If none was adopted that counts then.
        NotAssumable: If an assumption is unknown or beyond what it may be.
    """
    unknown = sorted(set(changed) - set(usually_assumed()))
    if unknown:
        raise NotAssumable(f"Nothing is assumed under {', '.join(unknown)}.")
    assumed = {
        code: one.but(changed[code]) if code in changed else one
        for code, one in usually_assumed().items()
    }
    baseline, terms = adopted(contract_id, on=year.start), terms_on(contract_id, year.start)
    order = terms.order if terms else usual_order()
    uplift = uplift_since(baseline.price_base, year.start)
    told = {
        "year": [str(year.start), str(year.end)],
        "baseline": [str(baseline.public_id), baseline.number],
        "order": [[one.factor, one.owner] for one in order],
        "terms": None if terms is None else str(terms.public_id),
        "national_uplift": str(uplift.value),
        "assumed": {code: str(one.value) for code, one in assumed.items()},
        "seed": seed,
        "draws": DRAWS,
    }
    exposed = expose(
        baseline.expected,
        order,
        terms.sharing if terms else None,
        assumed,
        national_uplift=uplift.value,
        seed=seed,
    )
    return Looked(year, exposed, assumed, json.dumps(told, sort_keys=True), terms is not None)


def exposures(contract_id: int) -> tuple[ExposureView, ...]:
    """List the exposures that were kept for a contract, newest first."""
    rows = m.Exposure.objects.filter(contract_id=contract_id).select_related("kept_for")
    return tuple(_view(row) for row in rows.order_by("-number"))


def exposure(public_id: UUID) -> ExposureView:
    """Give one exposure that was kept.

    Raises:
        NoSuchExposure: If there is none that the scope may read.
    """
    row = m.Exposure.objects.select_related("kept_for").filter(public_id=public_id).first()
    if row is None:
        raise NoSuchExposure("There is no such exposure here.")
    return _view(row)


def figures_of(exposed: Exposed) -> dict[str, Any]:
    """Write down what came out."""
    return asdict(exposed)


def _view(row: m.Exposure) -> ExposureView:
    told = row.figures
    return ExposureView(
        public_id=row.public_id,
        contract_id=row.contract_id,
        number=row.number,
        year=Period(row.year.lower, row.year.upper),
        kept_for=row.kept_for.name,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        inputs=json.loads(row.inputs),
        inputs_sha256=row.inputs_sha256,
        exposed=Exposed(
            risks={risk: _sides(sides) for risk, sides in told["risks"].items()},
            before=_sides(told["before"]),
            after=_sides(told["after"]),
            draws=told["draws"],
            seed=told["seed"],
        ),
    )


def _sides(told: list[dict[str, int]]) -> tuple[Tenths, Tenths]:
    commissioner, provider = (Tenths(**one) for one in told)
    return commissioner, provider
