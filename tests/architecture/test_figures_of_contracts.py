"""No figure of law is a constant in the rules of contracts: it is looked up by name and day."""

import ast

from tests.architecture.source import SOURCE, python_files, short, tree

# 0 and 1 count things; a rule's own number is a name, given as `rule=`; a column has digits.
PLAIN = {0, 1, -1}
NAMED = {"rule", "max_digits", "decimal_places"}


def test_no_rule_of_contracts_has_a_figure_in_its_code():
    found = []
    for path in python_files(SOURCE / "contracts"):
        module = tree(path)
        named = {
            id(k.value) for k in ast.walk(module) if isinstance(k, ast.keyword) and k.arg in NAMED
        } | {
            id(value)
            for entry in ast.walk(module)
            if isinstance(entry, ast.Dict)
            for key, value in zip(entry.keys, entry.values, strict=True)
            if isinstance(key, ast.Constant) and key.value in NAMED
        }
        found += [
            f"{short(path)}:{node.lineno}: {node.value}"
            for node in ast.walk(module)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, int | float)
            and not isinstance(node.value, bool)
            and node.value not in PLAIN
            and id(node) not in named
        ]
    assert not found
    assert list(python_files(SOURCE / "contracts" / "domain"))
