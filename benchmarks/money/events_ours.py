"""Our part: `stage` a contract, `load` its files, `state` its months; `objects` loops over some.

What `stage` prints is handed to the others, which work as the worker does.
"""

import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import django

from benchmarks.money.events import clock
from benchmarks.money.events_files import FIRST, MONTHS, PROVIDERS, SERVICES
from peckham.kernel.months import months_after

AT = datetime(2025, 1, 1, tzinfo=UTC)
SAMPLE = 20_000


def main() -> None:
    """Do one of the four."""
    django.setup()
    does: dict[str, Callable[..., Any]] = {
        "stage": _stage, "load": _load, "state": _state, "objects": _objects,
    }  # fmt: skip
    told = sys.argv[2]
    print(json.dumps(does[sys.argv[1]](told if sys.argv[1] == "stage" else json.loads(told))))


def _stage(files: str) -> dict[str, Any]:
    from peckham.finance import models as f
    from peckham.finance.queries.contract_ground import keys_of
    from peckham.infra.scope import open_scope, system_scope
    from peckham.kernel import Actor
    from peckham.organisations import api as organisations

    by, said = Actor.system("measurement"), {"recorded_at": AT, "recorded_by": "measurement"}
    bodies = [
        organisations.create_organisation(
            ods_code=f"P{n:02}", name=f"Provider {n}", kind="nhs_trust", is_synthetic=True,
            by=by, at=AT,
        )
        for n in range(PROVIDERS)
    ]  # fmt: skip
    contract = _contract(bodies[0], said)
    with open_scope(system_scope("measurement", purpose="payment", at=AT)):
        source = keys_of("source", ["Measured sender"])["Measured sender"]
        keys = keys_of("service", list(SERVICES))
        prices = f.PriceList.objects.create(
            contract=contract, number=1, from_on=FIRST, source="invented", transaction_id=0, **said
        )
        for number, code in enumerate(SERVICES):
            f.UnitPrice.objects.create(
                prices=prices, service_id=keys[code], pence=1_000 + 37 * number
            )
        paths = sorted(Path(files).glob("*.csv"))
        batches = [
            f.ActivityBatch.objects.create(
                contract=contract, source_id=source, name=path.name, **said
            ).pk
            for path in paths
        ]
    with open_scope(
        system_scope("measurement", purpose="payment", at=datetime(2026, 6, 1, tzinfo=UTC))
    ):
        runs = [
            f.StatementRun.objects.create(
                contract=contract, month=months_after(FIRST, n), **said
            ).pk
            for n in range(MONTHS)
        ]
    return {"files": [str(path) for path in paths], "batches": batches, "runs": runs}


def _contract(board: int, said: dict[str, Any]) -> Any:
    from django.db import transaction

    from peckham.contracts import models as c

    with transaction.atomic():
        contract = c.Contract.objects.create(
            reference="MEASURED", title="Measured", kind_id="icp_full", kept_by_id=board,
            author="measurement", **said,
        )  # fmt: skip

        def part(name: str) -> c.Provision:
            return c.Provision.objects.create(contract=contract, part=name, number=1, **said)

        c.CommissionerShare.objects.create(
            provision=part("commissioners"), organisation_id=board, name="Provider 0",
            kind="icb", numerator=1, denominator=1, co_ordinates=True,
        )  # fmt: skip
        c.Terms.objects.create(provision=part("terms"), starts_on=FIRST, ends_on=date(2035, 4, 1))
        scope = part("scope")
        for service in SERVICES:
            c.ScopeLine.objects.create(provision=scope, service=service, group="x", status="in")
    return contract


def _load(kept: dict[str, Any]) -> dict[str, Any]:
    from peckham.finance.api import activity

    before, each = clock(), []
    for batch, path in zip(kept["batches"], kept["files"], strict=True):
        began = clock()[0]
        with open(path, "rb") as file:
            if not activity.take_in(batch, file):
                raise SystemExit(f"{path} was not taken in")
        each.append(round(clock()[0] - began, 1))
    return _spent(before) | {"each": each, "services": len(SERVICES)}


def _state(kept: dict[str, Any]) -> dict[str, Any]:
    from peckham.finance.api import statements

    before, each = clock(), []
    for run in kept["runs"]:
        began = clock()[0]
        statements.draw(run)
        each.append(round(clock()[0] - began, 1))
    return _spent(before) | {"each": each}


def _objects(kept: dict[str, Any]) -> dict[str, Any]:
    """Price a sample by the ORM, one event after another, and check the statements' own sum."""
    from django.db.models import Sum

    from peckham.finance.models import ActivityEvent, Statement, UnitPrice

    price = dict(UnitPrice.objects.values_list("service_id", "pence"))
    before, total = clock(), 0
    for event in ActivityEvent.objects.order_by("pk")[:SAMPLE]:
        total += round(price[event.service_id] * Fraction(event.weight_parts, 10_000))
    spent = _spent(before)
    events = Statement.objects.aggregate(Sum("events"))["events__sum"]
    return {
        "sample": SAMPLE,
        "seconds_for_all": spent["seconds"] * events / SAMPLE,
        "cpu_seconds_for_all": spent["cpu_seconds"] * events / SAMPLE,
        "stated_pence": int(Statement.objects.aggregate(Sum("pence"))["pence__sum"]),
        "stated_events": events,
    }


def _spent(before: tuple[float, float]) -> dict[str, float]:
    after = clock()
    return {"seconds": after[0] - before[0], "cpu_seconds": after[1] - before[1]}


if __name__ == "__main__":
    main()
