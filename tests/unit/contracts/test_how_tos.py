"""The how-to's of contracts do what they say, by the examples on their own pages."""

import argparse
import re
import shlex
import textwrap
import tomllib
from datetime import UTC, date, datetime, timedelta

from tests.architecture.source import CHECKOUT
from tests.unit.contracts import riverside
from tests.unit.contracts.riverside import replace

from peckham.contracts.api import case, heads, rules, why_not_yet
from peckham.contracts.domain.facts import Stamp
from peckham.contracts.domain.kinds import kinds
from peckham.infra import reference
from peckham.interfaces.cli.commands import contracts_publish
from peckham.kernel.parameters import parameters

HOW_TO = CHECKOUT / "docs" / "how-to"


def examples(page):
    """Give the indented blocks of a page."""
    text = (HOW_TO / page).read_text(encoding="utf-8")
    blocks = re.findall(r"(?:^(?: {4,}.*)?\n)+", text, re.MULTILINE)
    return [textwrap.dedent(block).strip() for block in blocks if block.strip()]


FIGURE, KIND = examples("change-a-contract-kind.md")


def test_a_dated_figure_is_changed_without_code():
    table = reference.table("parameters/award.toml")
    (added,) = tomllib.loads(FIGURE)["standstill_working_days"]["values"]
    first = added["from"]
    name = "standstill_working_days"
    changed = table | {name: table[name] | {"values": [*table[name]["values"], added]}}
    before, after = parameters({"award": table}), parameters({"award": changed})
    asked = f"award.{name}"
    assert after.number(asked, first) == added["value"] != before.number(asked, first)
    yesterday = first - timedelta(days=1)
    assert after.number(asked, yesterday) == before.number(asked, yesterday)
    # The rule answers by it: a notice of that year stands still for longer.
    told = Stamp(date(2027, 6, 1), datetime(2027, 6, 1, 12, tzinfo=UTC))
    notice = replace(riverside.WHOLE.notices[0], stamp=told)
    working_days = case(riverside.WHOLE, on=first).working_days
    sooner, later = (
        heads.award_from(notice, parameters=by, working_days=working_days) for by in (before, after)
    )
    assert sooner < later


def test_a_kind_is_added_without_code():
    table = tomllib.loads(KIND)
    (code,) = table
    known = kinds(reference.table("contract_kinds.toml") | table)
    draft = riverside.contract(kind=code, holders=(riverside.holder("charity"),))
    asked = replace(case(riverside.whole(contract=draft), on=riverside.LIVE), kinds=known)
    found = {one.rule.identifier: one.answer.status for one in why_not_yet(asked, rules())}
    assert found["holder.kind"] == "holds"
    assert {"commissioners.shares", "contract.nesting", "holder.kind"} <= set(found)
    assert not known.kind(code).may_be_held_by("private")


def test_the_command_of_the_page_is_one_that_there_is():
    (command,) = examples("publish-a-contract.md")
    words = shlex.split(command)
    assert words[:3] == ["./peckham", "contracts", "publish"]
    parser = argparse.ArgumentParser(exit_on_error=False)
    contracts_publish.add_arguments(parser)
    assert parser.parse_args(words[3:]).site == "https://care.example"
