"""Every environment variable that the code reads, with its default and what it is for."""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from peckham.interfaces.cli.manual.page import Page, link, page, table
from peckham.kernel import Refused

_WORDS = Path("docs") / "reference" / "settings.toml"
_NAME = re.compile(r"\b(?:(?:PECKHAM|DATABASE)_[A-Z][A-Z_]*|DATABASE_URL)\b")


class Unexplained(Refused):
    """The code reads an environment variable that the manual does not explain."""


@dataclass(slots=True)
class Found:
    """Where a variable is read, and the value that is taken when it is not set."""

    files: set[str] = field(default_factory=set)
    default: str = ""


def variables(checkout: Path) -> Mapping[str, Found]:
    """Find the variables of ours that the launcher and src name in their code."""
    found: dict[str, Found] = {}
    for name in _NAME.findall((checkout / "peckham").read_text(encoding="utf-8")):
        found.setdefault(name, Found()).files.add("peckham")
    for path in sorted((checkout / "src").rglob("*.py")):
        if "cli/manual" in path.as_posix():
            continue
        short = path.relative_to(checkout).as_posix()
        module = ast.parse(path.read_text(encoding="utf-8"), str(path))
        for name in _names(module):
            found.setdefault(name, Found()).files.add(short)
        for name, default in _defaults(module):
            if name in found:
                found[name].default = default
    return dict(sorted(found.items()))


def _names(module: ast.Module) -> Iterator[str]:
    """Give the strings that are a variable's name and nothing else: not those inside sentences.

    A name asked of Django's settings, as in `getattr(settings, "X", ...)`, is no variable.
    """
    nodes = list(ast.walk(module))
    asked = {id(argument) for node in nodes for argument in _asked_of_settings(node)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in asked:
            if _NAME.fullmatch(node.value):
                yield node.value


def _asked_of_settings(node: ast.AST) -> Sequence[ast.expr]:
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "getattr":
        return node.args if ast.unparse(node.args[0]) == "settings" else ()
    return ()


def _defaults(module: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(module):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if ast.unparse(node.func) == "os.environ.get" and len(node.args) == 2:
            name, default = node.args
            if isinstance(name, ast.Constant) and isinstance(default, ast.Constant):
                yield str(name.value), str(default.value)


def words(checkout: Path) -> Mapping[str, Mapping[str, Any]]:
    """Give what docs/reference/settings.toml says of each variable."""
    return tomllib.loads((checkout / _WORDS).read_text(encoding="utf-8"))


def settings_page(checkout: Path) -> Page:
    """Make the page.

    Raises:
        Unexplained: Naming the variables that settings.toml does not explain.
    """
    explained, found = words(checkout), variables(checkout)
    if missing := sorted(set(found) - set(explained)):
        raise Unexplained(
            f"{', '.join(missing)}: read in the code and not explained.",
            remedy=f"Say in one line in {_WORDS} what each is for.",
        )
    rows = [
        [
            f"`{name}`",
            explained[name]["words"],
            f"`{variable.default}`" if variable.default else explained[name].get("unless_set", ""),
            "<br>".join(link(path, Path(path).name) for path in sorted(variable.files)),
        ]
        for name, variable in found.items()
    ]
    return page(
        "settings.md",
        "Settings",
        "Peckham is set up by the environment. `./peckham demo` needs none of these. Passwords and "
        "keys belong in the environment of the process, never on a command line.",
        table(["variable", "what it is for", "unless set", "read in"], rows),
        made_from="the code that reads them and `docs/reference/settings.toml`",
    )
