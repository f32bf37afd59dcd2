"""All users at the pages, in a process of their own; what each step took and what it cost."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Any

from benchmarks.browser import Browser, expect
from benchmarks.crowd import Act, Crowd, Pause, let_act
from benchmarks.door import sample
from benchmarks.door.stage import Plan, Stage
from benchmarks.door.user import User
from benchmarks.processor_time import processor_seconds
from benchmarks.timings import timings
from peckham.kernel import Refused

PREPARED = 4


class PagesFailed(Refused):
    """The pages answered something that the measurement does not count on."""


def main() -> None:
    """Use the server that the stage names, and write down what it took."""
    stage = Stage.here()
    server, plan = stage.read("server"), stage.plan
    run = _bare if server["bare"] else _pages
    stage.write(
        "bare" if server["bare"] else "pages", {"server": server, **run(stage, plan, server)}
    )


def _bare(stage: Stage, plan: Plan, server: dict[str, Any]) -> dict[str, Any]:
    browsers = [Browser(server["address"]) for _ in range(plan.users)]
    acts = [_one_step("bare", lambda b=b: expect(b.get("/"), 200, what="bare")) for b in browsers]  # type: ignore[misc]
    return {"without_pause": _apart({"bare": acts}, plan, server)}


def _pages(stage: Stage, plan: Plan, server: dict[str, Any]) -> dict[str, Any]:
    asked = [
        question.text
        for question in sample.questions(sample.read(stage.directory / "sample.json"), plan.seed)
        if question.kind != "names alone"
    ]
    accounts = stage.read("accounts")["accounts"]
    users = [
        User(
            server["address"], account, asked[number :: plan.users], Random(f"{plan.seed} {number}")
        )
        for number, account in enumerate(accounts[: plan.users])
    ]
    with ThreadPoolExecutor(len(users)) as together:
        list(together.map(lambda user: user.prepare(PREPARED), users))
    thinking = let_act(
        [user.whole_round for user in users],
        seconds=2 * plan.seconds,
        think_seconds=plan.think_seconds,
    )
    _refuse_failures(thinking)
    steps: dict[str, list[Act]] = {
        "worklist": [_one_step("worklist", user.look_at_work) for user in users],
        "search": [_one_step("search", user.search) for user in users],
        "form": [_one_step("form", user.get_form) for user in users],
        "take": [_one_step("take", user.take_again) for user in users],
    }
    return {
        "thinking": {"steps": _steps(thinking),
            "elapsed": dict.fromkeys(thinking.seconds, round(thinking.elapsed, 1))},
        "without_pause": _apart(steps, plan, server),
    }  # fmt: skip


def _apart(steps: dict[str, list[Act]], plan: Plan, server: dict[str, Any]) -> dict[str, Any]:
    """Do each step on its own, all users without any pause, and read its processor time."""
    found: dict[str, Any] = {"steps": {}, "elapsed": {}, "processor_us": {}}
    for step, acts in steps.items():
        time.sleep(1)  # the step before has come to its end
        before = _processor(server)
        crowd = let_act(acts, seconds=plan.seconds / 3, think_seconds=0)
        after = _processor(server)
        _refuse_failures(crowd)
        count = len(crowd.seconds[step])
        found["steps"] |= _steps(crowd)
        found["elapsed"][step] = round(crowd.elapsed, 1)
        found["processor_us"][step] = {
            part: round((after[part] - before[part]) * 1e6 / count, 1) for part in before
        }
    return found


def _processor(server: dict[str, Any]) -> dict[str, float]:
    return {
        "web": processor_seconds(server["process_id"]),
        "postgresql": processor_seconds(server["postmaster_id"]),
    }


def _one_step(name: str, do: Callable[[], object]) -> Act:
    def act(pause: Pause) -> dict[str, float]:
        started = time.perf_counter()
        do()
        return {name: time.perf_counter() - started}

    return act


def _steps(crowd: Crowd) -> dict[str, Any]:
    found = {step: timings(seconds) for step, seconds in crowd.seconds.items()}
    return {step: timed.as_json() for step, timed in found.items() if timed}


def _refuse_failures(crowd: Crowd) -> None:
    if crowd.failures:
        raise PagesFailed(f"{len(crowd.failures)} users were stopped: {crowd.failures[0]}")


if __name__ == "__main__":
    main()
