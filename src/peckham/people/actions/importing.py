"""Reading FHIR files: what is valid is loaded, what is not is reported, and twice is once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, transaction

from peckham.infra import audit
from peckham.infra.models import Deployment
from peckham.infra.scope import NoScope, current_scope, open_scope, system_scope
from peckham.kernel import Actor, Refused, london
from peckham.people.actions.import_tally import Document, Tally
from peckham.people.actions.importing_entries import EntryWriter
from peckham.people.actions.importing_patients import PatientWriter
from peckham.people.actions.where import home
from peckham.people.domain.import_report import ImportProblem, ImportReport
from peckham.people.domain.words import day_words
from peckham.people.fhir.entries import ENTRY_KINDS
from peckham.people.fhir.files import Sent, SentFile, find_files, read_file
from peckham.people.fhir.references import References


class ImportNotOpen(Refused):
    """Real people are not imported before what says who may see them has been proven."""


def import_fhir(
    paths: Sequence[Path], assign_area_code: str = "", *, by: Actor, at: datetime
) -> ImportReport:
    """Read people and their records from FHIR R4 files that other systems wrote. Runs as the owner.

    A person without a known area is recorded as out of area, or, with an area to assign, placed
    there and labelled so. A resource is known again by its sender's identity: the same content
    changes nothing, other content supersedes. One transaction: all that is valid, or nothing.

    Args:
        paths: Files, or directories whose .json files are read.
        assign_area_code: Code of a small area for those whose area is not known, or "".
        by: Who imports.
        at: When.

    Raises:
        ImportNotOpen: Outside the demonstration and the tests.
        UnknownArea: If there is no area to assign of that code.
    """
    if not (settings.DEMONSTRATION or Deployment.objects.get().is_demonstration):
        raise ImportNotOpen(
            "People are not imported here yet.",
            why="Agreements say who may see a record, and that part of Peckham is not proven "
            "whole yet.",
            remedy="Use the demonstration, with synthetic or open data.",
            who="The information governance lead",
        )
    label = f"assigned by {by.name} on {day_words(london.day_of(at))}"
    assigned = home(area_code=assign_area_code, source=label) if assign_area_code else None
    found, missing = find_files(paths)
    files = [read_file(path) for path in found]
    tally = Tally(problems=missing)
    references = References()
    references.add(files)
    with _in_scope(at), transaction.atomic():
        people = PatientWriter(references, tally, assigned, by=by, at=at)
        records = EntryWriter(references, tally, at=at)
        waiting = _load(files, people, records, tally, by=by, at=at)
        # A record may have come before its person; a second run must find nothing left to do.
        for file, late in waiting:
            with _whole(file, tally):
                records.write(late, Document(file, by=by, at=at))
        audit.record(
            action="people.import_fhir",
            subject_kind="import",
            subject_id=at.isoformat(),
            by=by,
            at=at,
            detail={"files": len(files), "created": dict(tally.created)},
        )
    return tally.report(files=len(files))


def _load(
    files: Sequence[SentFile],
    people: PatientWriter,
    records: EntryWriter,
    tally: Tally,
    *,
    by: Actor,
    at: datetime,
) -> list[tuple[SentFile, list[Sent]]]:
    """Load file by file, those with people first; give what waits for a person of a later file."""
    waiting = []
    for file in sorted(
        files, key=lambda file: not any(s.kind == "Patient" for s in file.resources)
    ):
        tally.problems += file.problems
        if not file.resources:
            continue
        late: list[Sent] = []
        with _whole(file, tally):
            document = Document(file, by=by, at=at)
            for sent in file.resources:
                if sent.kind == "Patient":
                    people.write(sent, document)
                elif sent.kind not in ENTRY_KINDS:
                    tally.passed_over[sent.kind] += 1
            entries = [sent for sent in file.resources if sent.kind in ENTRY_KINDS]
            late = [sent for sent in entries if records.waits(sent)]
            records.write([sent for sent in entries if sent not in late], document)
        if late:
            waiting.append((file, late))
    return waiting


@contextmanager
def _whole(file: SentFile, tally: Tally) -> Iterator[None]:
    """Load a file in a savepoint: what stops it leaves nothing of it half done, and is reported."""
    before = tally.copy()
    try:
        with transaction.atomic():
            yield
    except DatabaseError as refusal:
        tally.go_back_to(before)
        reason = f"the books refused it: {str(refusal).splitlines()[0][:200]}"
        tally.problems.append(ImportProblem(file.label, "", reason))


@contextmanager
def _in_scope(at: datetime) -> Iterator[None]:
    try:
        current_scope()
    except NoScope:
        with open_scope(system_scope("FHIR import", purpose="direct care", at=at)):
            yield
        return
    yield
