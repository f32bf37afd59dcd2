"""Every test that the security page names exists, so that no guard is only a promise."""

import ast
import re

from tests.architecture.source import CHECKOUT

PAGE = CHECKOUT / "docs" / "explanation" / "security.md"
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`")


def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_test_that_the_security_page_names_exists():
    named = NAMED.findall(PAGE.read_text(encoding="utf-8"))
    assert len(named) > 12
    missing = [
        f"{path}::{name}"
        for path, name in named
        if not (CHECKOUT / path).is_file() or (name and name not in functions(CHECKOUT / path))
    ]
    assert not missing


def test_every_place_where_a_slip_harms_people_names_its_guard():
    page = PAGE.read_text(encoding="utf-8")
    table = page.split("## Where a slip harms people")[1].split("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("|")][2:]
    assert len(rows) >= 8
    assert all(NAMED.search(row) for row in rows)
