"""What is asked of each tool, and what the page holds the answers to. Data, no code to speak of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One design on one instance.

    Args:
        name: Short name, also of its files.
        area: Name of the instance: `nwl` or `bhr`.
        count: Neighbourhoods.
        minimum: Residents at least.
        maximum: Residents at most.
        bases: Populations to hold the bounds on.
        seconds: Time that our command may take.
        aligned: Per cent of registrations that must be aligned, or None.
        gap: Per cent that may be left unproven, or None.
        compactness: Mean Polsby-Popper score that must be reached, or None.
        options: Further options of our command.
    """

    name: str
    area: str
    count: int
    minimum: int
    maximum: int
    bases: tuple[str, ...] = ("pop",)
    seconds: int = 30
    aligned: float | None = None
    gap: float | None = None
    compactness: float | None = None
    options: tuple[str, ...] = ()


QUESTIONS = (
    Question("in-30-seconds", "nwl", 25, 50_000, 100_000, aligned=74.5),
    Question("in-120-seconds", "nwl", 25, 50_000, 100_000, seconds=120, aligned=74.7, gap=0.5),
    Question("the-others-band", "nwl", 25, 69_300, 99_700, aligned=73.2),
    Question("even", "nwl", 25, 75_000, 94_000, aligned=71.3),
    Question(
        "two-populations",
        "nwl",
        25,
        50_000,
        100_000,
        bases=("pop", "pop_census21"),
        aligned=73.5,
    ),
    Question(
        "compact",
        "nwl",
        25,
        50_000,
        100_000,
        aligned=72.0,
        compactness=0.46,
        options=("--give", "boundary=2.8"),
    ),
    Question("three-boroughs", "bhr", 10, 50_000, 100_000, aligned=76.2, gap=0.5),
)

# Of ReCom: the widest tolerance around the mean of 84,459 that keeps 50,000 to 100,000.
RECOM_TOLERANCE = 0.18
RECOM_EVEN_TOLERANCE = 0.02
REGIONS = ("Ward", "RegionKMeans", "SKATER", "MaxP", "AZP")
QUICK_REGIONS = ("Ward",)
