"""Activity under pseudonyms: one name of the room's front door."""

from peckham.finance.actions.activity import FILE_BYTES_MAX, TooMuch, bring_in, take_in
from peckham.finance.actions.activity_of_needs import ask_needs, take_in_needs
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
# The job that takes in a month of the Needs book; it takes `batch_id`.
NEEDS_JOB = "peckham.finance.tasks.take_in_needs_job"

__all__ = [
    "COLUMNS",
    "FILE_BYTES_MAX",
    "JOB",
    "NEEDS_JOB",
    "BatchView",
    "Counted",
    "EventView",
    "NoSuchBatch",
    "NoSuchEvent",
    "NotActivity",
    "TooMuch",
    "ask_needs",
    "batch",
    "batches",
    "bring_in",
    "counts",
    "price_of",
    "take_in",
    "take_in_needs",
    "versions",
    "weight_of",
]
