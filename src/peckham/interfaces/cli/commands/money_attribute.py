"""Divide a year's difference from its contract among its factors and their owners, to the penny."""

import argparse
import json
from pathlib import Path
from typing import Any

from peckham.interfaces.cli import outputs


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="the year's position, as JSON; see the how-to"
    )
    parser.add_argument(
        "--beside",
        metavar="JSON",
        type=Path,
        help="also write how much depends on the order, and the band of chance of activity",
    )


def run(options: argparse.Namespace) -> int:
    from peckham.finance import attributing

    outputs.check([options.beside])
    told = _read(options.file)
    position = attributing.read_position(told)
    order = attributing.read_order(told["order"]) if "order" in told else attributing.usual_order()
    parts = attributing.attribute(position, order)
    print(json.dumps([_as_json(part) for part in parts]))
    if options.beside is not None:
        options.beside.write_text(json.dumps(_beside(position, parts), indent=1) + "\n", "utf-8")
    return 0


def _as_json(part: Any) -> dict[str, object]:
    """Give a part as the keys and values of JSON."""
    return {"factor": part.factor, "owner": part.owner, "pence": part.pence}


def _read(path: Path) -> Any:
    from peckham.finance import attributing

    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as fault:
        raise attributing.NotReadable(f"{path} cannot be read as JSON: {fault}.") from fault


def _beside(position: Any, parts: Any) -> dict[str, object]:
    """Work out what is shown beside the parts, and pays nobody."""
    from peckham.finance import attributing

    shapley = attributing.shapley(position)
    rate = next(part.pence for part in parts if part.factor == attributing.Factor.RATE)
    band = attributing.activity_band(position, rate)
    return {
        "shapley_pence": {factor: round(value) for factor, value in shapley.items()},
        "activity_by_chance": {
            "low_pence": band.low_pence,
            "high_pence": band.high_pence,
            "may_be_chance_alone": band.holds_none(),
        },
    }
