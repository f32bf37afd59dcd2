"""Reading FHIR files."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from peckham.kernel import Actor
from peckham.people.domain.views import ImportReport


def import_fhir(
    paths: Sequence[Path], assign_area_code: str = "", *, by: Actor, at: datetime
) -> ImportReport:
    """Read people and records from FHIR R4 files."""
    raise NotImplementedError
