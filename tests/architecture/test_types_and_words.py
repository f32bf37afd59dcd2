"""Types and docstrings where values flow; no clock and no swallowing anywhere."""

import ast

from tests.architecture.source import CONTEXTS, SOURCE, functions, python_files, short, tree

STRICT = ("kernel", "infra", "synthetic")


def strict_files():
    for path in python_files():
        parts = path.relative_to(SOURCE).parts
        if parts[0] in STRICT or "domain" in parts or path.name == "api.py":
            yield path


def public_definitions(path):
    for node in tree(path).body:
        kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
        if isinstance(node, kinds) and not node.name.startswith("_"):
            yield node


def test_every_function_is_typed_where_values_flow():
    untyped = [
        f"{short(path)}:{function.name}"
        for path in strict_files()
        for function in functions(tree(path))
        if function.returns is None and function.name != "__init__"
    ]
    assert not untyped


def test_every_public_name_has_a_docstring_where_values_flow():
    silent = [
        f"{short(path)}:{node.name}"
        for path in strict_files()
        for node in public_definitions(path)
        if not ast.get_docstring(node) and path.name not in ("apps.py", "models.py")
    ]
    assert not silent


def test_only_the_clock_and_the_interfaces_read_the_clock():
    readers = [
        short(path)
        for path in python_files()
        if path.relative_to(SOURCE).parts[0] in (*CONTEXTS, "kernel", "synthetic")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr in ("now", "today", "utcnow")
        and isinstance(node.value, ast.Name)
        and node.value.id in ("datetime", "date", "timezone", "time")
    ]
    assert not readers


def test_no_room_draws_from_the_global_random_source():
    drawing = [
        short(path)
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import) and any(alias.name == "random" for alias in node.names)
    ]
    assert not drawing


def test_nothing_is_swallowed():
    """A bare `except Exception` that neither raises nor records hides a bug."""
    swallowing = []
    for path in python_files():
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.ExceptHandler):
                continue
            broad = node.type is None or (
                isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")
            )
            if broad and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node)):
                swallowing.append(f"{short(path)}:{node.lineno}")
    assert not swallowing


def test_no_assert_stands_in_for_a_check_outside_the_tests():
    """`python -O` drops asserts. Telling the type checker that a value is not None is no check."""
    asserting = [
        f"{short(path)}:{node.lineno}"
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assert) and not ast.unparse(node.test).endswith(" is not None")
    ]
    assert not asserting
