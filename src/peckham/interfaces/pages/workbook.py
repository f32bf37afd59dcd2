"""A list as a workbook of Excel (XLSX): days and amounts as such, and nothing a formula."""

import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from openpyxl import Workbook

from peckham.interfaces.pages.spreadsheet import safe_cell

_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(
    name: str, title: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """Answer with a workbook of one sheet, which nobody's cache keeps.

    Args:
        name: The file's name, such as "journals.xlsx".
        title: The sheet's name.
        header: The columns.
        rows: The lines, which the caller has capped.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.append(list(header))
    for row in rows:
        sheet.append([safe_cell(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    response = HttpResponse(out.getvalue(), content_type=_KIND)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
