"""The page on stating a month shows a file whose columns and rows are those that are read."""

import csv
from datetime import date
from pathlib import Path

from peckham.finance.domain import bands
from peckham.finance.domain.activity_rows import Ground, Reader, check_header
from peckham.finance.reading import age_bands
from peckham.kernel import Period

PAGE = Path(__file__).resolve().parents[3] / "docs/how-to/state-a-month.md"


def test_the_file_of_the_page_is_read():
    lines = [one[4:] for one in PAGE.read_text().splitlines() if one.startswith("    ")]
    header, *rows = csv.reader(lines)
    check_header(header)
    reader = Reader(
        Ground(
            term=Period(date(2026, 4, 1)),
            today=date(2026, 11, 20),
            providers={"VC1": 1},
            services={"social_prescribing"},
            bands={band.code for band in bands.every(age_bands())},
            key_of=lambda _kind, _code: 1,
        )
    )
    taken = [reader.read(number, cells) for number, cells in enumerate(rows, start=2)]
    assert [row.weight_parts for row in taken] == [10_000, 15_000]
