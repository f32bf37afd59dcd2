"""A list of payments' pages to take away: as a spreadsheet or a workbook."""

from collections.abc import Iterable, Sequence

from django.http import Http404, HttpResponse

from peckham.interfaces.pages.spreadsheet import spreadsheet
from peckham.interfaces.pages.workbook import workbook


def taken_away(
    kind: str, name: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """Answer with a file of a kind, "csv" or "xlsx"; there is no other."""
    if kind == "csv":
        return spreadsheet(f"{name}.csv", header, rows)
    if kind == "xlsx":
        return workbook(f"{name}.xlsx", name, header, rows)
    raise Http404
