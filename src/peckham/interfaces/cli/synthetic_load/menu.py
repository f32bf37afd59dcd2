"""What can be asked: the catalogue of services as the generator takes it."""

from typing import Any

from peckham.care import api as care
from peckham.infra import reference
from peckham.organisations import api as organisations
from peckham.services import api as services
from peckham.synthetic import api as synthetic


def read_menu() -> synthetic.Menu:
    """Read categories, red flags, outcomes and bank holidays from the rooms that own them."""
    source = reference.table("categories.toml")
    flags = reference.table("red_flags.toml")
    return synthetic.Menu(
        categories=tuple(
            synthetic.Category(one.code, one.core_kind, _target(one.target))
            for one in services.categories()
        ),
        live=_live(source["targets"]["live"]),
        red_flags=tuple(one.code for one in services.red_flags()),
        outcomes=tuple(one.code for one in care.outcomes()),
        version=f"categories {source['version']}, red flags {flags['version']}",
        bank_holidays=organisations.bank_holidays(),
    )


def _target(target: Any) -> synthetic.Target:
    return synthetic.Target(
        code=target.code,
        count=target.count,
        minutes=target.minutes,
        open_days=target.open_days,
        least_open_minutes=target.least_open_minutes,
        offer_minutes=target.offer_minutes,
    )


def _live(row: dict[str, Any]) -> synthetic.Target:
    return synthetic.Target(
        code="live",
        count="clock",
        minutes=row["clock_minutes"],
        open_days=0,
        least_open_minutes=0,
        offer_minutes=row["offer_clock_minutes"],
    )
