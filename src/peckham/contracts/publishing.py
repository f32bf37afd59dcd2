"""Publishing contracts under one name of the api: releases of the open standard."""

from peckham.contracts.domain.document.content import Document
from peckham.contracts.domain.document.contract import contract_document
from peckham.contracts.domain.publication.record import (
    Aim,
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
from peckham.contracts.paper import pdf
from peckham.contracts.published_schema import NoSchema, checker_by, extension_file
from peckham.contracts.queries.cases import NoTermsYet, UnknownContract
from peckham.contracts.queries.published import PublishedLine, published, record_of, releases_of

__all__ = [
    "Aim",
    "Body",
    "Change",
    "Document",
    "Ended",
    "Event",
    "NoSchema",
    "NoTermsYet",
    "NotARelease",
    "PublishedLine",
    "Record",
    "UnknownContract",
    "Worth",
    "check_release",
    "checker_by",
    "contract_document",
    "events",
    "extension_file",
    "open_contracting_id",
    "package",
    "pdf",
    "published",
    "read",
    "record_of",
    "release",
    "releases_of",
    "written",
]
