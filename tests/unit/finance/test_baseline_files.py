"""Files of inputs: what goes out comes in the same, and every wrong row is named."""

import csv
import io
from datetime import date

import pytest
from tests.unit.finance.valley import BANDS, VALLEY

from peckham.finance.domain.baseline import files
from peckham.kernel import Period, Refused

YEAR = VALLEY.outturn.during


def is_band(code):
    if code not in BANDS:
        raise Refused(f"{code!r} is no band")


def written(part):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(files.COLUMNS[part])
    writer.writerows(files.rows_of(VALLEY, part))
    return "\ufeff" + out.getvalue()


def test_each_part_goes_out_and_comes_in_the_same():
    assert files.outturn(written("outturn"), YEAR) == VALLEY.outturn.lines
    assert files.one_offs(written("one_offs")) == VALLEY.one_offs
    assert files.people(written("people"), is_band) == VALLEY.people.lists
    assert files.activity(written("rates"), is_band, VALLEY.activity.source) == VALLEY.activity
    assert files.changes(written("changes")) == (VALLEY.uplifts, VALLEY.trends)


def test_nothing_once_off_is_a_file_of_its_names_alone():
    assert files.one_offs("service,pence,reason,said_by\n") == ()


WRONG = {
    "Row 2: pence is '12.50', which is no whole number": (
        "outturn", "a,2025-04-01,2026-04-01,12.50",
    ),
    "Row 2: the outturn of 2024-04-01": ("outturn", "a,2024-04-01,2025-04-01,1"),
    "Row 2: 'soon' is no day": ("outturn", "a,soon,2026-04-01,1"),
    "Row 3: service is empty": ("outturn", "a,2025-04-01,2026-04-01,1\n,2025-04-01,2026-04-01,1"),
    "a stands twice": ("outturn", "a,2025-04-01,2026-04-01,1\na,2025-04-01,2026-04-01,2"),
    "There is no row": ("outturn", ""),
    "Row 2: said_by is empty": ("one_offs", "a,1,a ward,"),
    "Row 2: 'young' is no band": ("people", "2025,young,1"),
    "Row 2: rate is 'many'": ("rates", f"a,{BANDS[0]},many,1,100"),
    "Row 3: a has the prices 100 and 101": (
        "rates", f"a,{BANDS[0]},1,1,100\na,{BANDS[1]},1,1,101",
    ),
    "Row 2: of is prices or activity": ("changes", "both,,2025-04-01,0.01,x"),
    "Row 2: prices change for all lines": ("changes", "prices,a,2025-04-01,0.01,x"),
}  # fmt: skip
READERS = {
    "outturn": lambda text: files.outturn(text, YEAR),
    "one_offs": files.one_offs,
    "people": lambda text: files.people(text, is_band),
    "rates": lambda text: files.activity(text, is_band, "x"),
    "changes": files.changes,
}


@pytest.mark.parametrize("words", WRONG)
def test_a_row_that_means_nothing_is_named_and_nothing_is_kept(words):
    part, rows = WRONG[words]
    with pytest.raises(files.FileNotReadable) as refused:
        READERS[part](f"{','.join(files.COLUMNS[part])}\n{rows}\n")
    assert words in refused.value.what
    assert refused.value.field == part


def test_a_missing_column_is_named():
    with pytest.raises(files.FileNotReadable, match="There is no column until, pence"):
        files.outturn("service,from\na,2025-04-01\n", Period(date(2025, 4, 1), date(2026, 4, 1)))
