"""The 74 rules: which are held, where, and by which test; which come later, and with what."""

import ast
import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from peckham.interfaces.cli.manual.page import Page, link, page, table

_LIST = Path("data") / "rules.csv"
_CITED_IN = (".py", ".sql")
# Words for everyone, invented data and this manual speak of rules and enforce none.
_ENFORCE_NONE = ("kernel/", "synthetic/", "interfaces/cli/manual/")
# "rule 36", "rules 32 and 35", "rules 32, 35", "rule=36": the forms in which code cites a rule.
_CITATION = re.compile(r"\brules?[ =](\d+(?:(?:, | and |, and )\d+)*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One of the 74, as data/rules.csv words it."""

    number: int
    kind: str
    source: str
    arrives: str
    words: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that tests a rule: its functions, and the sentence at its top."""

    path: str
    functions: tuple[str, ...]
    words: str


def all_rules(checkout: Path) -> tuple[Rule, ...]:
    with (checkout / _LIST).open(encoding="utf-8", newline="") as file:
        return tuple(
            Rule(int(row["number"]), row["kind"], row["source"], row["arrives"], row["words"])
            for row in csv.DictReader(line for line in file if not line.startswith("#"))
        )


def evidence(checkout: Path) -> Mapping[int, Sequence[Evidence]]:
    """Find the tests of rules, by number: `tests/spec/test_rule_NN_<words>.py`, one or more."""
    found: dict[int, list[Evidence]] = {}
    for path in _spec_files(checkout):
        number = re.match(r"test_rule_(\d\d)_[a-z]", path.name)
        if number is not None:
            module = _parsed(path)
            said = sentence(ast.get_docstring(module) or "")
            short = path.relative_to(checkout).as_posix()
            found.setdefault(int(number[1]), []).append(Evidence(short, _tests_in(module), said))
    return found


def begun(checkout: Path) -> Mapping[int, str]:
    """Find the rules of which a part is tested: a file of several rules, `test_rule_28_34_...`."""
    found = {}
    for path in _spec_files(checkout):
        if re.match(r"test_rule_\d\d_\d\d", path.name):
            for name in _tests_in(_parsed(path)):
                if number := re.match(r"test_rule_(\d+)", name):
                    found[int(number[1])] = path.relative_to(checkout).as_posix()
    return found


def _spec_files(checkout: Path) -> Sequence[Path]:
    return sorted((checkout / "tests" / "spec").glob("test_rule_*.py"))


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _tests_in(module: ast.Module) -> tuple[str, ...]:
    return tuple(
        node.name
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def sentence(docstring: str) -> str:
    r"""Give the first paragraph of a docstring without the rule's number before it.

    >>> sentence("Rule 36: the same request\n is routed alike.\n\nMore.")
    'The same request is routed alike.'
    """
    first = " ".join(docstring.strip().split("\n\n")[0].split())
    words = re.sub(r"^Rule \d+[:.,]? *", "", first)
    return words[:1].upper() + words[1:]


def citations(checkout: Path) -> Mapping[int, tuple[str, ...]]:
    """Find the files of src that cite a rule, by its number."""
    found: dict[int, list[str]] = {}
    source = checkout / "src" / "peckham"
    for path in sorted(source.rglob("*")):
        room = path.relative_to(source).as_posix()
        if path.suffix not in _CITED_IN or room.startswith(_ENFORCE_NONE):
            continue
        text = path.read_text(encoding="utf-8")
        numbers = {int(n) for cited in _CITATION.findall(text) for n in re.findall(r"\d+", cited)}
        for number in numbers:
            found.setdefault(number, []).append(path.relative_to(checkout).as_posix())
    return {number: tuple(paths) for number, paths in found.items()}


def rules_page(checkout: Path) -> Page:
    """Make the page: the rules that are held first, then those to come."""
    tests, parts, cited = evidence(checkout), begun(checkout), citations(checkout)
    rules = all_rules(checkout)
    held = [rule for rule in rules if rule.number in tests]
    later = [rule for rule in rules if rule.number not in tests]
    return page(
        "rules.md",
        "The 74 rules",
        "Peckham is drawn from five published texts about integrated care in England. Each thing "
        "in them that software can hold is a rule, with a number for ever. A rule is *held* when "
        "it has a test that fails as soon as what enforces it is taken away. The year behind a "
        "source is when it was published; where the text gives no date, it is told from what the "
        "text speaks of.",
        f"## Held: {len(held)} of {len(rules)}",
        "\n\n".join(_held(rule, tests[rule.number], cited.get(rule.number, ())) for rule in held),
        f"## Not yet: {len(later)}",
        table(
            ["rule", "what it asks", "kind", "source", "not yet: with"],
            (
                [str(r.number), r.words, r.kind, r.source, _arrives(r, parts.get(r.number))]
                for r in later
            ),
        ),
        made_from="`data/rules.csv`, the tests in `tests/spec` and the code that cites the rules",
    )


def _arrives(rule: Rule, part: str | None) -> str:
    return f"{rule.arrives}; begun in {link(part)}" if part else rule.arrives


def _held(rule: Rule, files: Sequence[Evidence], cited: Sequence[str]) -> str:
    tests = "\n".join(
        f"- tested in {link(file.path)}: {', '.join(f'`{name}`' for name in file.functions)}"
        for file in files
    )
    lines = [
        f"### Rule {rule.number}",
        " ".join(file.words for file in files),
        f"*{rule.kind}*, from {rule.source}",
        f"{tests}\n- cited by {', '.join(link(path) for path in cited)}",
    ]
    return "\n\n".join(lines)


def uncited(checkout: Path) -> Iterator[int]:
    """Name the rules that have a test and that no code cites: their enforcement cannot be found."""
    cited = citations(checkout)
    yield from (number for number in evidence(checkout) if number not in cited)
