"""The page on neighbourhoods: what is missed is said, and so is what others do better."""

from typing import Any

from benchmarks.machine import Machine
from benchmarks.places.questions import QUESTIONS
from benchmarks.places.report import plot_of, render

MACHINE = Machine("a processor", 2, 8.0, "a system", "3.13", "abc")


def score(**changes: float) -> dict[str, Any]:
    plain = {"K": 25, "noncontig": 0, "outside_bounds": 0, "maxdev_pct": 30.0, "cross_borough": 0,
        "aligned_pct": 75.0, "cut_km": 250.0, "pp_mean": 0.3, "pcn_split_nodes": 34,
        "hub_mean_km": 1.46}  # fmt: skip
    return plain | changes


def answer(question: dict[str, Any], **changes: Any) -> dict[str, Any]:
    plain = {"question": question, "score": score(), "outside": 0, "seconds": 20.0,
        "bound": 75.1, "gap": 0.1, "loose": (75.4, 0.5), "verified": "Verified",
        "verify_seconds": 2.0}  # fmt: skip
    return plain | changes


def facts(*answers: dict[str, Any]) -> dict[str, Any]:
    return {
        "on": "2026-11-22",
        "small": False,
        "cores": 2,
        "load_average": {"designs": 1.0},
        "answers": list(answers),
        "others": [{"tool": "ReCom, even", "seconds": 120.0, "score": score(maxdev_pct=0.5,
            cross_borough=19, aligned_pct=56.4, hub_mean_km=1.5)}],
        "england": {"seconds": 70.0, "gib": 0.3, "authorities": 326, "small": 6, "bridges": 12,
            "neighbourhoods": 710, "in_pieces": 0, "outside": 6},
        "costs": [{"kind": "areas", "areas": 173, "neighbourhoods": 4, "seconds": 9.0,
            "gap": None}],
    }  # fmt: skip


def asked(name: str) -> dict[str, Any]:
    found = next(question for question in QUESTIONS if question.name == name)
    return {key: getattr(found, key) for key in found.__dataclass_fields__}


def test_a_target_that_is_missed_says_so() -> None:
    met = render(facts(answer(asked("in-120-seconds"))), MACHINE, "plot.svg")
    assert "**missed**" not in met
    assert "| in-120-seconds (50,000 to 100,000) | gap at most 0.5 % | 0.100 % | met |" in met
    missed = answer(asked("in-120-seconds"), score=score(aligned_pct=74.6), gap=None, outside=1)
    page = render(facts(missed), MACHINE, "plot.svg")
    assert page.count("**missed**") == 3


def test_where_another_tool_is_ahead_the_page_says_it() -> None:
    page = render(facts(answer(asked("even"))), MACHINE, "plot.svg")
    assert "worst deviation, %: ReCom, even 0.5, our best 30.0" in page
    assert "19 across boroughs" in page
    assert "hub, km: ReCom" not in page


def test_cost_is_drawn() -> None:
    drawn = plot_of(facts()["costs"])
    assert drawn.startswith("<svg")
    assert "173: 9 s" in drawn
