"""Inputs as they are stored: every number exact, so that the value computes anew to the penny."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from peckham.finance.domain.baseline.inputs import (
    METHODS,
    Activity,
    Dated,
    Inputs,
    OneOff,
    Outturn,
    People,
)
from peckham.finance.domain.expected import ExpectedCell
from peckham.kernel import Period


def written(inputs: Inputs) -> dict[str, Any]:
    """Write inputs as JSON holds them: pence and people whole, all other numbers as fractions."""
    outturn, people, activity = inputs.outturn, inputs.people, inputs.activity
    return {
        "year": _days(inputs.year),
        "price_base": inputs.price_base.isoformat(),
        "outturn": {
            **_days(outturn.during),
            "lines": dict(outturn.lines),
            "source": outturn.source,
            "contracts": list(outturn.contracts),
        },
        "one_offs": [[o.service, o.pence, o.reason, o.said_by] for o in inputs.one_offs],
        "people": {
            "lists": {str(year): dict(bands) for year, bands in people.lists.items()},
            "source": people.source,
            "growth": {str(year): count for year, count in people.growth.items()},
            "growth_source": people.growth_source,
        },
        "activity": {
            "cells": {
                service: {band: [str(c.rate), str(c.case_mix)] for band, c in cells.items()}
                for service, cells in activity.cells.items()
            },
            "prices_pence": dict(activity.prices_pence),
            "source": activity.source,
        },
        "uplifts": [_dated(one) for one in inputs.uplifts],
        "trends": [_dated(one) for one in inputs.trends],
        "efficiency": str(inputs.efficiency),
        "efficiency_source": inputs.efficiency_source,
        "weights": {name: str(part) for name, part in inputs.weights.items()},
    }


def read(told: Mapping[str, Any]) -> Inputs:
    """Read inputs as `written` wrote them; anything else there is a fault."""
    people, activity = told["people"], told["activity"]
    return Inputs(
        year=_period(told["year"]),
        price_base=date.fromisoformat(told["price_base"]),
        outturn=Outturn(
            _period(told["outturn"]),
            told["outturn"]["lines"],
            told["outturn"]["source"],
            tuple(told["outturn"]["contracts"]),
        ),
        one_offs=tuple(OneOff(*one) for one in told["one_offs"]),
        people=People(
            {int(year): bands for year, bands in people["lists"].items()},
            people["source"],
            {int(year): count for year, count in people["growth"].items()},
            people["growth_source"],
        ),
        activity=Activity(
            {
                service: {
                    band: ExpectedCell(Fraction(rate), Fraction(mix))
                    for band, (rate, mix) in cells.items()
                }
                for service, cells in activity["cells"].items()
            },
            activity["prices_pence"],
            activity["source"],
        ),
        uplifts=tuple(_change(one) for one in told["uplifts"]),
        trends=tuple(_change(one) for one in told["trends"]),
        efficiency=Fraction(told["efficiency"]),
        efficiency_source=told["efficiency_source"],
        weights={
            name: Fraction(told["weights"][name]) for name in METHODS if name in told["weights"]
        },
    )


def digest(told: Mapping[str, Any]) -> str:
    """Give the SHA-256 of stored inputs, whatever order their keys stand in."""
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _days(during: Period) -> dict[str, str]:
    end = during.end or during.start
    return {"from": during.start.isoformat(), "until": end.isoformat()}


def _period(told: Mapping[str, str]) -> Period:
    return Period(date.fromisoformat(told["from"]), date.fromisoformat(told["until"]))


def _dated(one: Dated) -> list[str]:
    return [one.from_on.isoformat(), str(one.change), one.source, one.service]


def _change(told: list[str]) -> Dated:
    from_on, change, source, service = told
    return Dated(date.fromisoformat(from_on), Fraction(change), source, service)
