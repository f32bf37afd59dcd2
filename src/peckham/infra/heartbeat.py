"""Which processes say that they are alive, and when they last did."""

from datetime import datetime

from peckham.infra.models import Heartbeat


def beat(process: str, *, at: datetime) -> None:
    """Say that a named process is alive."""
    Heartbeat.objects.update_or_create(process=process, defaults={"at": at})


def last_beat(process: str) -> datetime | None:
    """Give when a process last said that it is alive, or None if it never did."""
    return Heartbeat.objects.filter(process=process).values_list("at", flat=True).first()
