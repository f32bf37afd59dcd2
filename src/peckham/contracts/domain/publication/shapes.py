"""Small shapes of the standard: amounts, moments, periods and references to organisations."""

import re
from datetime import date, time, timedelta
from typing import Any

from peckham.contracts.domain.publication.record import Body, Record
from peckham.kernel import Period
from peckham.kernel.london import moment
from peckham.kernel.money import pounds

type Shape = dict[str, Any]

_DAY = timedelta(days=1)
_LAST = time.max.replace(microsecond=0)


def value(pence: int) -> Shape:
    """Give an amount of pounds from whole pence, as an exact decimal and never a float.

    >>> value(25_000_050)["amount"]
    Decimal('250000.50')
    """
    return {"amount": pounds(pence), "currency": "GBP"}


def day(on: date, clock: time = time.min) -> str:
    """Give the moment at which a day begins in London, as the standard writes it."""
    return moment(on, clock).isoformat()


def period(during: Period) -> Shape:
    """Give a period; its last moment belongs to it, as the standard has it."""
    shape: Shape = {"startDate": day(during.start)}
    if during.end is not None:
        shape["endDate"] = day(during.end - _DAY, _LAST)
    return shape


def body_of(record: Record, name: str) -> Body:
    """Give an organisation; one that nothing more is known of has its name alone."""
    return record.bodies.get(name, Body(name))


def key(body: Body) -> str:
    """Give what an organisation is called for ever within a release.

    >>> key(Body("The Trust", "GB-NHS", "RX1")), key(Body("The Council"))
    ('GB-NHS-RX1', 'name-the-council')
    """
    if body.scheme:
        return f"{body.scheme}-{body.identifier}"
    return "name-" + "-".join(re.findall(r"[a-z0-9]+", body.name.lower()))


def reference(record: Record, name: str) -> Shape:
    """Refer to an organisation that the parties list."""
    body = body_of(record, name)
    return {"id": key(body), "name": body.name}


def milestone(
    name: str, kind: str, title: str, *, met: date | None, due: date | None = None
) -> Shape:
    """Give a milestone that was met on a day, or is due on one."""
    shape: Shape = {"id": name, "type": kind, "title": title}
    if due is not None:
        shape["dueDate"] = day(due)
    if met is not None:
        shape["dateMet"] = day(met)
    shape["status"] = "met" if met is not None else "scheduled"
    return shape


def with_some(shape: Shape) -> Shape:
    """Leave out what nobody has said: empty lists, empty words, None."""
    return {name: one for name, one in shape.items() if one not in (None, "", [], {})}
