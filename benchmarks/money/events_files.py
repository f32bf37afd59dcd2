"""Writes the invented files of activity, one for each month: `events_files DIRECTORY EVENTS`."""

import json
import sys
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from peckham.kernel.months import months_after

FIRST = date(2025, 4, 1)
MONTHS, PROVIDERS, PRACTICES, HOMES, WEIGHTS = 12, 20, 40, 25, 200
SERVICES = (
    "general_practice", "clinical_pharmacy", "care_homes", "multidisciplinary_team",
    "social_prescribing", "care_navigation", "community_nursing", "community_mental_health",
    "outpatients", "emergency_care",
)  # fmt: skip
AGES, SEXES, FIFTHS = ("0-17", "18-64", "65-79", "80+", "unknown"), ("female", "male", "unknown"), 6
HEADER = "event_id,occurred_on,provider,service,patient,band,practice,neighbourhood,weight,status\n"


def main() -> None:
    """Write them from a seed."""
    place, events = Path(sys.argv[1]), int(sys.argv[2])
    place.mkdir(parents=True)
    rng = np.random.default_rng(1926)
    for month in range(MONTHS):
        first = months_after(FIRST, month)
        _write(place / f"{first}.csv", rng, first, events // MONTHS, month * (events // MONTHS))
    print(json.dumps({}))


def _write(path: Path, rng: np.random.Generator, first: date, events: int, before: int) -> None:
    bands = [
        f"{age}/{sex}/{fifth if fifth < FIFTHS else 'unknown'}"
        for age in AGES
        for sex in SEXES
        for fifth in range(1, FIFTHS + 1)
    ]
    days = [
        (first + timedelta(days=n)).isoformat()
        for n in range((months_after(first, 1) - first).days)
    ]
    limits = (len(days), PROVIDERS, len(SERVICES), 400_000, len(bands), PRACTICES, HOMES, WEIGHTS)
    drawn = [rng.integers(limit, size=events).tolist() for limit in limits]
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        for number, (d, p, s, who, b, g, h, w) in enumerate(zip(*drawn, strict=True), before):
            file.write(
                f"E{number:09},{days[d]},P{p:02},{SERVICES[s]},p{who},{bands[b]},G{g:03},N{h:02},"
                f"{0.5 + w * 0.0125:.4f},\n"
            )


if __name__ == "__main__":
    main()
