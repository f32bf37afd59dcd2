"""Every example in a docstring runs."""

import doctest
import importlib

import pytest
from tests.architecture.source import SOURCE, python_files

MODULES = [
    "peckham." + ".".join(path.relative_to(SOURCE).with_suffix("").parts)
    for path in python_files()
    if ">>>" in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_of_a_module_hold(module):
    outcome = doctest.testmod(importlib.import_module(module), optionflags=doctest.ELLIPSIS)
    assert outcome.attempted
    assert outcome.failed == 0
