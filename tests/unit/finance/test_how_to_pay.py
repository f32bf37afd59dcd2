"""The page on paying a contract does what it says: its figure is read, its list has its hash."""

import re
import textwrap
import tomllib
from datetime import date
from pathlib import Path

from peckham.finance.domain.snapshot import ListCell, snapshot
from peckham.infra import reference
from peckham.kernel.parameters import parameters

PAGE = Path(__file__).resolve().parents[3] / "docs/how-to/pay-a-contract.md"


def examples():
    """Give the indented blocks of the page."""
    blocks = re.findall(r"(?:^ {4,7}\S.*\n)+", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return [textwrap.dedent(block).strip() for block in blocks]


FIGURE, CELLS, HASH = examples()


def test_national_prices_of_a_new_year_are_added_without_code():
    name = "national_uplift_basis_points"
    (added,) = tomllib.loads(FIGURE)[name]["values"]
    table = reference.table("parameters/payment.toml")
    changed = table | {name: table[name] | {"values": [*table[name]["values"], added]}}
    found = parameters({"payment": changed}).on(f"payment.{name}", date(2027, 4, 1))
    assert (found.value, found.source.document) == (210, "2027/28 NHS Payment Scheme")


def test_the_list_of_the_page_has_its_hash():
    day, *lines = CELLS.splitlines()
    cells = [line.split("|") for line in lines]
    taken = snapshot(date.fromisoformat(day), [ListCell(b, p, int(n)) for b, p, n in cells])
    assert taken.sha256 == HASH
    assert taken.people == 817
