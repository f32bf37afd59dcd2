"""The generated pages of the manual are in step with the code, and their lists hold what is so."""

import functools
import re
import tomllib

import pytest
from tests.architecture.source import CHECKOUT

from peckham.infra import reference
from peckham.interfaces.cli.manual import database, hazards, pages, rules, settings, sources
from peckham.interfaces.cli.table import COMMANDS

REFERENCE = CHECKOUT / "docs" / "reference"
SPEC = CHECKOUT / "tests" / "spec"

# Reading every module takes a second: once is enough.
variables = functools.cache(settings.variables)
PROSE = [*CHECKOUT.glob("*.md"), *(CHECKOUT / "docs").rglob("*.md")]


@pytest.mark.django_db
def test_every_generated_page_is_as_it_would_be_written_now():
    made = list(pages.pages(CHECKOUT))
    behind = [page.name for page in made if not pages.is_in_step(page, CHECKOUT)]
    assert not behind, "run ./peckham docs"
    kept = [*REFERENCE.glob("*.md"), *REFERENCE.glob("*.json")]
    assert {page.name for page in made} == {path.name for path in kept}


def test_the_list_of_rules_is_whole_and_says_what_is_yet_to_come():
    known = rules.all_rules(CHECKOUT)
    tested = rules.evidence(CHECKOUT)
    assert [rule.number for rule in known] == list(range(1, 75))
    assert set(tested) <= set(range(1, 75))
    without = [rule.number for rule in known if rule.number not in tested and not rule.arrives]
    assert not without, "a rule has neither a test nor the book that brings it"


def test_a_rule_that_has_a_test_is_cited_by_the_code_that_enforces_it():
    assert not list(rules.uncited(CHECKOUT))


def test_the_test_of_a_rule_carries_its_number_and_says_the_rule_in_a_sentence():
    for path in SPEC.glob("test_*.py"):
        assert re.fullmatch(r"test_rule(_\d\d)+_[a-z][a-z_]*\.py", path.name), path.name
    for number, files in rules.evidence(CHECKOUT).items():
        for file in files:
            assert file.words.endswith("."), f"{file.path} does not open with a sentence"
            strange = [f for f in file.functions if not f.startswith(f"test_rule_{number}")]
            assert file.functions
            assert not strange, f"{file.path}: {strange}"


def test_a_hazard_names_tests_that_exist_or_says_what_is_left():
    assert not list(hazards.missing_tests(CHECKOUT))
    log = hazards.hazards(CHECKOUT)
    assert len({hazard.number for hazard in log}) == len(log)
    for hazard in log:
        assert hazard.left, hazard.number
        assert bool(hazard.control) == bool(hazard.tests), hazard.number


def test_every_environment_variable_is_explained_once_and_none_that_nobody_reads():
    assert set(settings.words(CHECKOUT)) == set(variables(CHECKOUT))


def test_every_data_file_says_its_source_and_its_licence():
    for path in sources.data_files(CHECKOUT):
        said = sources.heading(path).lower()
        assert "source" in said or "written for" in said, f"{path.name} names no source"
        assert "licence" in said or "license" in said, f"{path.name} names no licence"


def test_the_form_for_paper_asks_after_the_same_signs_of_danger_as_the_screen():
    page = (CHECKOUT / "docs/how-to/when-the-system-is-down.md").read_text(encoding="utf-8")
    asked = tomllib.loads((CHECKOUT / "data/red_flags.toml").read_text(encoding="utf-8"))
    assert re.findall(r"^- ☐ (.+)$", page, re.MULTILINE) == [
        flag["words"] for flag in asked["red_flags"]
    ]


def test_every_table_without_a_policy_has_its_reason_on_the_page():
    page = (REFERENCE / "database.md").read_text(encoding="utf-8")
    for table, reason in database.reasons(CHECKOUT).items():
        assert f"| `{table}` | {reason} |" in page


@pytest.mark.parametrize("document", PROSE, ids=lambda path: path.name)
def test_every_subcommand_and_variable_that_a_document_names_exists(document):
    text = document.read_text(encoding="utf-8")
    names = [command.name for command in COMMANDS]
    for line in re.findall(r"\./peckham +([a-z][^`\n]*)", text):
        assert any(f"{line} ".startswith(f"{name} ") for name in names), line
    named = set(re.findall(r"`((?:PECKHAM|DATABASE)_[A-Z_]+)`", text))
    assert named <= set(variables(CHECKOUT))


def test_the_front_page_is_short_and_says_whose_it_is_not():
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 75
    assert "Not an NHS service" in text
    assert "./peckham demo" in text


def test_nothing_claims_a_compliance_that_only_people_can_sign_for():
    claims = re.compile(
        r"\b(compl(?:y|ies|iant)|certified|accredited|assured|approved by the NHS)\b", re.IGNORECASE
    )
    for document in [CHECKOUT / "README.md", REFERENCE / "hazards.md"]:
        assert not claims.findall(document.read_text(encoding="utf-8")), document.name


def test_the_wording_of_a_rule_is_a_sentence():
    for row in reference.rows("rules.csv"):
        assert re.fullmatch(r"[A-Z].*\.", row["words"]), row["number"]
