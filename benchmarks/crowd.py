"""Many users at once, with or without a pause between what they do."""

import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

# What one user does once, pausing where it calls what it is given: gives the measured seconds by
# the name of the step.
Pause = Callable[[], None]
Act = Callable[[Pause], dict[str, float]]


@dataclass
class Crowd:
    """What a crowd measured.

    Args:
        seconds: Step -> how long each took.
        elapsed: Length of the run in seconds.
        failures: What went wrong, first few.
    """

    seconds: dict[str, list[float]] = field(default_factory=dict)
    elapsed: float = 0.0
    failures: list[str] = field(default_factory=list)


def let_act(acts: Sequence[Act], *, seconds: float, think_seconds: float, seed: int = 1) -> Crowd:
    """Let every user act again and again until the time is over.

    Args:
        acts: One for each user.
        seconds: How long.
        think_seconds: Mean pause between two acts (exponential, as people's are); 0 for none.
        seed: Of the pauses.
    """
    sys.setswitchinterval(0.0005)
    crowd = Crowd()
    lock = threading.Lock()
    started = time.perf_counter()

    def user(act: Act, random: Random) -> None:
        mine: dict[str, list[float]] = {}

        def pause() -> None:
            if think_seconds:
                time.sleep(random.expovariate(1 / think_seconds))

        # Users do not all begin at the same moment.
        time.sleep(random.random() * think_seconds)
        try:
            while time.perf_counter() - started < seconds:
                for step, taken in act(pause).items():
                    mine.setdefault(step, []).append(taken)
                pause()
        except Exception as problem:
            with lock:
                crowd.failures.append(f"{type(problem).__name__}: {problem}")
        finally:
            with lock:
                for step, taken in mine.items():
                    crowd.seconds.setdefault(step, []).extend(taken)

    threads = [
        threading.Thread(target=user, args=(act, Random(f"{seed} {number}")))
        for number, act in enumerate(acts)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    crowd.elapsed = time.perf_counter() - started
    return crowd
