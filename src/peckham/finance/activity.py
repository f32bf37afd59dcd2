"""Activity under pseudonyms: one name of the room's front door."""

from peckham.finance.actions.activity import FILE_BYTES_MAX, TooMuch, bring_in, take_in
from peckham.finance.domain.activity import Counted, price_of, weight_of
from peckham.finance.domain.activity_rows import COLUMNS, NotActivity
from peckham.finance.queries.activity import (
    BatchView,
    EventView,
    NoSuchBatch,
    NoSuchEvent,
    batch,
    batches,
    counts,
    versions,
)

# The job that reads a file that was brought in; it takes `batch_id`.
JOB = "peckham.finance.tasks.take_in_job"

__all__ = [
    "COLUMNS",
    "FILE_BYTES_MAX",
    "JOB",
    "BatchView",
    "Counted",
    "EventView",
    "NoSuchBatch",
    "NoSuchEvent",
    "NotActivity",
    "TooMuch",
    "batch",
    "batches",
    "bring_in",
    "counts",
    "price_of",
    "take_in",
    "versions",
    "weight_of",
]
