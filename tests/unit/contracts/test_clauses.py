"""Clauses are judged by what was measured: kept, not kept, or not measurable yet, with evidence."""

from dataclasses import replace
from datetime import date

import pytest

from peckham.contracts import reading
from peckham.contracts.api import clauses as c
from peckham.infra import reference

TABLE = reference.table("clauses.toml")
DAY = date(2026, 11, 22)
FIGURES = {"clauses.window_days": 28, "clauses.answered_in_time_percent_min": 95}
WHOLE = c.Measured(
    day=DAY,
    figures=FIGURES,
    hubs=(c.HubServices("Mill hub", ()),),
    answers=c.Answers(20, 1, 2),
    told=(c.Told("phone", False, 3), c.Told("post", None, 4)),
    begun=(c.Begun("S-1", date(2026, 9, 1), date(2026, 8, 1)),),
    routed_by=("category", "red_flags", "hub", "at"),
)


def verdict(name, **changes):
    return c.TESTS[name](replace(WHOLE, **changes))


def test_what_is_kept_says_by_how_much_and_by_which_evidence():
    assert {name: (found.status, found.share) for name, found in judged().items()} == {
        "ten_services": ("kept", (1, 1)),
        "needs_met": ("kept", (3, 3)),
        "permission_first": ("kept", (1, 1)),
        "answered_in_time": ("kept", (19, 20)),
        "no_wrong_door": ("kept", None),
        "alternatives_offered": ("not measurable yet", None),
        "core_hours": ("not measurable yet", None),
        "work_moved": ("not measurable yet", None),
        "needs_known": ("not measurable yet", None),
    }


def judged():
    found = c.judged(reading.clauses(), c.TESTS, WHOLE)
    return {clause.identifier: said for clause, said in found}


@pytest.mark.parametrize(
    ("name", "changes", "evidence"),
    [
        (
            "ten_services",
            {"hubs": (c.HubServices("Mill hub", ("Dentistry",)), *WHOLE.hubs)},
            ("Mill hub", "Dentistry"),
        ),
        (
            "needs_met",
            {"told": (*WHOLE.told, c.Told("phone", True, 1), c.Told("phone", True, 1))},
            ("ruled out, by phone", "2"),
        ),
        (
            "permission_first",
            {"begun": (c.Begun("S-2", DAY, None),)},
            ("S-2", "began 22 November 2026, permitted never"),
        ),
        (
            "permission_first",
            {"begun": (c.Begun("S-3", DAY, date(2026, 11, 23)),)},
            ("S-3", "began 22 November 2026, permitted 23 November 2026"),
        ),
        ("answered_in_time", {"answers": c.Answers(20, 2, 0)}, ("dealt with late", "2")),
        (
            "no_wrong_door",
            {"routed_by": ("category", "channel")},
            ("it is given", "category, channel"),
        ),
    ],
)
def test_what_is_not_kept_names_what_was_found(name, changes, evidence):
    found = verdict(name, **changes)
    assert found.status == "not kept"
    assert evidence in found.evidence


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("ten_services", {"hubs": None}),
        ("ten_services", {"hubs": ()}),
        ("needs_met", {"told": (c.Told("phone", None, 9),)}),
        ("answered_in_time", {"answers": None}),
        ("answered_in_time", {"answers": c.Answers(0, 0, 3)}),
    ],
)
def test_what_cannot_be_measured_is_not_taken_for_kept(name, changes):
    found = verdict(name, **changes)
    assert (found.status, found.share) == ("not measurable yet", None)
    assert found.why


def test_nothing_begun_breaks_no_promise():
    assert verdict("permission_first", begun=()).status == "kept"


def test_a_clause_that_is_not_measurable_says_what_is_missing():
    missing = judged()["alternatives_offered"]
    assert missing.why == "The front door does not write down yet which alternatives were " + (
        "offered and which was taken."
    )


@pytest.mark.parametrize(
    "change",
    [
        {"own": {"words": "x", "source": "x", "measures": "x"}},
        {"ten_services": TABLE["ten_services"] | {"missing": "everything"}},
        {"own": {"words": "x", "missing": "x"}},
        {"own": {"words": "x", "source": "x", "measures": "x", "missing": "x", "colour": "x"}},
    ],
)
def test_a_clause_without_its_test_or_its_parts_is_refused(change):
    with pytest.raises(c.BadClause):
        c.clauses(TABLE | change, c.TESTS)


def test_a_clause_that_waits_for_something_needs_no_code():
    own = {"own": {"words": "x", "source": "x", "measures": "x", "missing": "a counter"}}
    assert c.clauses(TABLE | own, c.TESTS)[-1].missing == "a counter"
