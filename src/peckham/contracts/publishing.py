"""Publishing contracts under one name of the api: releases of the open standard."""

from peckham.contracts.domain.publication.record import (
    Body,
    Change,
    Ended,
    Event,
    Record,
    Worth,
    events,
)
from peckham.contracts.domain.publication.release import (
    open_contracting_id,
    package,
    release,
)
from peckham.contracts.domain.publication.schema import NotARelease, check_release
from peckham.contracts.domain.publication.writing import read, written
from peckham.contracts.published_schema import NoSchema, checker_by, extension_file

__all__ = [
    "Body",
    "Change",
    "Ended",
    "Event",
    "NoSchema",
    "NotARelease",
    "Record",
    "Worth",
    "check_release",
    "checker_by",
    "events",
    "extension_file",
    "open_contracting_id",
    "package",
    "read",
    "release",
    "written",
]
