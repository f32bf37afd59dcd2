"""The source tree as the architecture tests read it."""

import ast
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
SOURCE = CHECKOUT / "src" / "peckham"

# The rooms that architecture.md names and that have been built so far.
CONTEXTS = (
    "organisations",
    "sharing",
    "places",
    "ledger",
    "people",
    "services",
    "care",
    "contracts",
    "finance",
)


def python_files(root: Path = SOURCE) -> Iterator[Path]:
    """Give every Python file of ours, migrations left out: they are history, not design."""
    for path in sorted(root.rglob("*.py")):
        if "migrations" not in path.parts and "node_modules" not in path.parts:
            yield path


def tree(path: Path) -> ast.Module:
    """Parse one file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Give every function and method of a module, nested ones too."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def short(path: Path) -> str:
    """Name a file from the checkout's root."""
    return path.relative_to(CHECKOUT).as_posix()
