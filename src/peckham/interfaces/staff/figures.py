"""A plan's measures as lines of a page: what it is, how much, and how much it was before."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from peckham.places import api as places

Measured = places.planning.MeasuredPlan


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure.

    Args:
        words: What is measured, with its unit.
        about: How it is defined, one sentence.
        now: The figure as it is read.
        before: The figure of the plan that this is set against, or "".
        change: The difference, signed, or "" where there is none or it has no size.
    """

    words: str
    about: str
    now: str
    before: str = ""
    change: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether it reads differently than before."""
        return bool(self.change) or self.now != self.before


def figures_of(plan: Measured, before: Measured | None = None) -> list[Figure]:
    """Give every measure of a plan, beside that of the plan that it is set against."""
    earlier = {words: (text, size) for words, _about, text, size in _all(before)} if before else {}
    found = []
    for words, about, text, size in _all(plan):
        old_text, old_size = earlier.get(words, ("", None))
        change = ""
        if size is not None and old_size is not None and round(size - old_size, 2):
            change = f"{round(size - old_size, 2):+,.2f}".rstrip("0").rstrip(".")
        found.append(Figure(words, about, text, old_text, change))
    return found


def with_bound(figures: list[Figure], bound: float | None) -> list[Figure]:
    """Put what no plan can pass under what this one aligns, where it was proven."""
    if bound is None:
        return figures
    line = Figure(
        _("No plan can align more than, %"),
        _("Proven when this was drafted, for the same bounds, count and locks: its certificate."),
        f"{100 * bound:.2f}",
    )
    at = next((n for n, each in enumerate(figures, start=1) if each.words == _aligned()), 0)
    return [*figures[:at], line, *figures[at:]]


def _aligned() -> str:
    return _("Aligned registrations, %")


# What it is, how it is defined, the figure in words, and its size where sizes are compared.
Line = tuple[str, str, str, float | None]


def _all(plan: Measured | None) -> Iterator[Line]:
    if plan is not None:
        yield from _kept(plan)
        yield from _alignment(plan)
        yield from _sizes(plan)
        yield from _shape(plan)
        yield from _hub(plan)
        yield from _change(plan)


def _kept(plan: Measured) -> Iterator[Line]:
    found = plan.measures
    for base in found.bases:
        yield (
            _("Outside the bounds, %(base)s") % {"base": base.base},
            _("Neighbourhoods with fewer than %(least)s or more than %(most)s residents.")
            % {"least": f"{plan.minimum:,}", "most": f"{plan.maximum:,}"},
            str(base.outside),
            base.outside,
        )
    yield (
        _("In pieces"),
        _("Neighbourhoods that do not hang together."),
        str(found.in_pieces),
        found.in_pieces,
    )
    yield (
        _("Borough crossings"),
        _("Neighbourhoods that touch more than one borough."),
        str(found.crossings),
        found.crossings,
    )


def _sizes(plan: Measured) -> Iterator[Line]:
    found = plan.measures
    for base in found.bases:
        yield (
            _("Smallest, residents, %(base)s") % {"base": base.base},
            _("Residents of the smallest neighbourhood, as published."),
            f"{base.least:,}",
            base.least,
        )
        yield (
            _("Largest, residents, %(base)s") % {"base": base.base},
            _("Residents of the largest neighbourhood, as published."),
            f"{base.most:,}",
            base.most,
        )
    yield (
        _("Furthest from the mean, %"),
        _("How far the neighbourhood furthest from the mean size is from it, on the worst base."),
        f"{found.worst_deviation_percent:.1f}",
        found.worst_deviation_percent,
    )
    if found.registered:
        least, most = found.registered
        yield (
            _("Registered patients, least and most"),
            _("Patients of any practice who live in a neighbourhood: more than its residents."),
            _("%(least)s to %(most)s") % {"least": f"{least:,}", "most": f"{most:,}"},
            None,
        )


def _alignment(plan: Measured) -> Iterator[Line]:
    found = plan.measures.alignment
    if found is None:
        return
    yield (
        _aligned(),
        _("Patients of the place's networks who live in their network's home neighbourhood."),
        f"{found.percent:.2f}",
        found.percent,
    )
    yield (
        _("Aligned registrations, patients"),
        _("The same as a count, of %(all)s; %(others)s patients of other networks are left out.")
        % {"all": f"{found.registrations:,}", "others": f"{found.excluded_registrations:,}"},
        f"{found.aligned:,}",
        found.aligned,
    )
    yield (
        _("Networks at home"),
        _("Networks with 70 %% or more of their patients in one neighbourhood, of %(all)s.")
        % {"all": found.networks},
        str(found.at_home_70),
        found.at_home_70,
    )
    yield (
        _("Neighbourhoods per network, in effect"),
        _("Mean over networks of 1 divided by the sum of squared shares of their patients."),
        f"{found.effective:.2f}",
        found.effective,
    )


def _shape(plan: Measured) -> Iterator[Line]:
    found = plan.measures
    yield (
        _("Border between neighbourhoods, km"),
        _("Length of the boundary that two neighbourhoods share, summed."),
        f"{found.cut_km:.1f}",
        found.cut_km,
    )
    if found.compactness:
        yield (
            _("Compactness, mean"),
            _("Polsby-Popper: 1 is a circle, near 0 a ribbon."),
            f"{found.compactness[0]:.2f}",
            found.compactness[0],
        )


def _hub(plan: Measured) -> Iterator[Line]:
    hub = plan.measures.hub
    if hub is None:
        return
    about = _("Straight line, no travel time, to a hub at the best small area of a neighbourhood.")
    yield _("Distance to a hub, mean, km"), about, f"{hub.mean_km:.2f}", hub.mean_km
    yield (
        _("Distance to a hub, 95 % of residents within, km"),
        about,
        f"{hub.percentile_95_km:.2f}",
        hub.percentile_95_km,
    )
    if hub.by_fifth_km:
        most, *_between, least = hub.by_fifth_km
        yield _("The same, most deprived fifth, mean, km"), about, f"{most:.2f}", most
        yield _("The same, least deprived fifth, mean, km"), about, f"{least:.2f}", least


def _change(plan: Measured) -> Iterator[Line]:
    change = plan.measures.change
    if change is None:
        return
    about = _("Against the plan in force: who would be in another neighbourhood than now.")
    yield _("Small areas that change"), about, f"{change.areas:,}", change.areas
    yield _("Residents who change"), about, f"{change.residents:,}", change.residents
    yield _("Registered patients who change"), about, f"{change.patients:,}", change.patients
