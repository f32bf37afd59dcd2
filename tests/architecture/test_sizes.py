"""Small is normal: sizes measured in the best codebases of the field are limits here."""

import ast
from statistics import median

from tests.architecture.source import (
    CHECKOUT,
    CONTEXTS,
    SOURCE,
    functions,
    python_files,
    short,
    tree,
)

FILE_LINES_MAX = 300
# A test that acts out many cases of one thing may be longer.
TEST_FILE_LINES_MAX = 500
FILE_LINES_MEDIAN_MAX = 120
# Without its docstring, which says what is not plain from the code.
FUNCTION_LINES_MAX = 60
FUNCTION_LINES_MEDIAN_MAX = 10
API_NAMES_MAX = 25
# Longer for a reason.
LONGER = {
    "attacks": "a table of statements, written as a function so that they can name what was made",
    "test_a_planner_designs_a_plan_and_adopts_it": "one long afternoon of one planner",
}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}


def lines_of(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def length(function):
    whole = function.end_lineno - function.lineno + 1
    if ast.get_docstring(function) is None:
        return whole
    said = function.body[0]
    return whole - (said.end_lineno - said.lineno + 1)


def too_long(paths, most):
    return {short(path): lines_of(path) for path in paths if lines_of(path) > most}


def test_no_file_passes_the_hard_stop():
    assert not too_long(python_files(), FILE_LINES_MAX)
    assert not too_long(python_files(CHECKOUT / "tests"), TEST_FILE_LINES_MAX)


def test_the_median_file_is_small():
    assert median(lines_of(path) for path in python_files()) <= FILE_LINES_MEDIAN_MAX


def test_no_function_passes_the_hard_stop():
    long = {
        f"{short(path)}:{function.name}": length(function)
        for path in (*python_files(), *python_files(CHECKOUT / "tests"))
        for function in functions(tree(path))
        if length(function) > FUNCTION_LINES_MAX and function.name not in LONGER
    }
    assert not long


def test_the_median_function_is_small():
    sizes = [length(f) for path in python_files() for f in functions(tree(path))]
    assert median(sizes) <= FUNCTION_LINES_MEDIAN_MAX


def test_no_file_or_folder_has_a_name_that_means_nothing():
    named = {
        short(path)
        for path in SOURCE.rglob("*")
        if path.stem in FORBIDDEN_NAMES and "node_modules" not in path.parts
    }
    assert not named


def test_each_context_has_a_front_door_of_few_names_and_a_docstring_that_says_what_it_owns():
    for context in CONTEXTS:
        assert len(names_of_api(context)) <= API_NAMES_MAX, context
        docstring = ast.get_docstring(tree(SOURCE / context / "__init__.py")) or ""
        for words in ("Owns:", "Always holds:", "Never does:"):
            assert words in docstring, f"{context}/__init__.py does not say “{words}”"


def test_no_init_of_a_context_does_anything():
    for context in CONTEXTS:
        body = tree(SOURCE / context / "__init__.py").body
        assert len(body) == 1, f"{context}/__init__.py holds more than its docstring"


def names_of_api(context):
    for node in tree(SOURCE / context / "api.py").body:
        if isinstance(node, ast.Assign) and node.targets[0].id == "__all__":
            return ast.literal_eval(node.value)
    raise AssertionError(f"{context}/api.py has no __all__")
