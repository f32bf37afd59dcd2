"""Puts jobs in the queue in the transaction of the row that they concern: both or neither."""

from datetime import datetime

from procrastinate.contrib.django import app

LAPSE_TASK = "peckham.care.tasks.lapse_offer_job"


def lapse_at(offer_id: int, expires_at: datetime) -> None:
    """Have an offer looked at when its time is over."""
    app.configure_task(LAPSE_TASK, schedule_at=expires_at).defer(offer_id=offer_id)
