"""A list as a spreadsheet: one whole answer, and no cell that a program would run."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse


def safe_cell(cell: object) -> object:
    """Keep a spreadsheet from reading somebody's words as a formula."""
    is_formula = isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{cell}" if is_formula else cell


def spreadsheet(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Answer with a CSV file that opens with its accents right, and that nobody's cache keeps.

    Args:
        name: The file's name, such as "worklist.csv".
        header: The columns.
        rows: The lines, which the caller has capped.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
