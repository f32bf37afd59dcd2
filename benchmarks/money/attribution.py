"""Attribution: a large contract's year divided exactly, and 2,000 years that might have been."""

from benchmarks.money.bench import Bench
from benchmarks.money.section import Section, Table, Target

ASKED_SECONDS = 5.0


def measure(bench: Bench) -> Section:
    """Divide an invented year in a process of its own, beside a loop of the exact function."""
    found = bench.run("dividing", *(["small"] if bench.small else []))
    taken = found["by_neighbourhood"]["seconds"] + found["resampled"]["seconds"]
    taken_cpu = found["by_neighbourhood"]["cpu_seconds"] + found["resampled"]["cpu_seconds"]
    each = found["loop"]["seconds"] / found["looped"]
    each_cpu = found["loop"]["cpu_seconds"] / found["looped"]
    times = each_cpu * found["draws"] / found["resampled"]["cpu_seconds"]
    size = "{bands} bands x {lines} lines x {neighbourhoods} neighbourhoods".format(**found)
    return Section(
        title="Attribution of a year, with bands of chance",
        words=(
            f"An invented year of {size}, {found['cells']:,} cells. What is paid is divided"
            " exactly, in rationals, by neighbourhood; the contract's parts are the sums. The bands"
            " of chance come from"
            f" {found['draws']:,} years whose counts are drawn anew as Poisson, in floating point."
            " Beside it the same by a plain loop of the exact function:"
            f" {found['looped']} years were looped and the rest is extrapolated.",
        ),
        targets=(
            Target(
                f"attribution of {size} with {found['draws']:,} resamples in < 5 s",
                f"{taken:.2f} s on the clock, {taken_cpu:.2f} s of a processor",
                taken < ASKED_SECONDS,
            ),
        ),
        tables=(
            Table(
                ("step", "seconds", "processor seconds"),
                (
                    _row("position from baseline, lists and counts", found["making"]),
                    _row("parts of each neighbourhood, exact", found["by_neighbourhood"]),
                    _row("parts of the contract alone, exact", found["exact"]),
                    _row(f"{found['draws']:,} resamples", found["resampled"]),
                    (
                        f"the same by a plain loop (extrapolated from {found['looped']})",
                        f"{each * found['draws']:,.0f}",
                        f"{each_cpu * found['draws']:,.0f}",
                    ),
                    ("the loop's processor time, times ours", "", f"{times:,.0f}"),
                    (
                        "greatest difference of a part in floating point from the exact one,"
                        " as a part of the year's cost",
                        "",
                        f"{found['difference']:.1e}",
                    ),
                ),
            ),
        ),
        facts=found,
    )


def _row(words: str, took: dict[str, float]) -> tuple[str, str, str]:
    return words, f"{took['seconds']:.2f}", f"{took['cpu_seconds']:.2f}"
