"""What an import did so far, and the documents that it keeps."""

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field, fields
from datetime import datetime

from peckham.kernel import Actor
from peckham.people.domain.import_report import ImportProblem, ImportReport
from peckham.people.domain.keys import PersonKey
from peckham.people.fhir.files import Sent, SentFile
from peckham.people.models import SourceDocument


class Document:
    """A sender's file: its bytes are kept once something of it is loaded, and only then.

    Args:
        file: The file.
        by: Who imports.
        at: When.
    """

    def __init__(self, file: SentFile, *, by: Actor, at: datetime) -> None:
        self.file = file
        self.by = by
        self.at = at

    def key(self) -> int:
        """Keep the bytes, exactly as sent and once, and give the document's key."""
        document, _ = SourceDocument.objects.get_or_create(
            sha256=self.file.sha256,
            defaults={
                "size_bytes": len(self.file.content),
                "content": self.file.content,
                "media_type": "application/fhir+json",
                "file_name": self.file.label,
                "received_at": self.at,
                "received_by": self.by.identifier,
            },
        )
        return document.pk


@dataclass(slots=True)
class Tally:
    """What an import did so far."""

    created: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    passed_over: Counter[str] = field(default_factory=Counter)
    problems: list[ImportProblem] = field(default_factory=list)
    warnings: list[ImportProblem] = field(default_factory=list)
    people: dict[int, PersonKey] = field(default_factory=dict)

    def problem(self, sent: Sent, reason: str, element: str = "") -> None:
        """Report a resource that is loaded nowhere."""
        path = f"{sent.path}.{element}" if element else sent.path
        self.problems.append(ImportProblem(sent.file, path, reason))

    def warn(self, sent: Sent, reason: str, element: str = "") -> None:
        """Report what a reader should know; the resource is loaded."""
        path = f"{sent.path}.{element}" if element else sent.path
        self.warnings.append(ImportProblem(sent.file, path, reason))

    def copy(self) -> "Tally":
        """Keep how things stood before a file."""
        return deepcopy(self)

    def go_back_to(self, earlier: "Tally") -> None:
        """Forget what a file that was undone had added."""
        for part in fields(self):
            setattr(self, part.name, getattr(earlier, part.name))

    def report(self, *, files: int) -> ImportReport:
        """Say what was done."""
        return ImportReport(
            files=files,
            created=dict(self.created),
            changed=dict(self.changed),
            unchanged=dict(self.unchanged),
            passed_over=dict(self.passed_over),
            problems=tuple(self.problems),
            warnings=tuple(self.warnings),
            people=tuple(self.people.values()),
        )
