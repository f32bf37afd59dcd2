"""Checking a certificate from its words and the published files alone.

The plan is measured anew, every base, borough and wish is looked at, and every case of the proof
is added up with whole numbers. No solver and nothing of the search is imported; a test holds that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from peckham.places.domain.design.problem import Integers, Problem
from peckham.places.domain.design.proof.cases import Adding, Ground, split_bound
from peckham.places.domain.design.proof.claims import Claim, RegionClaim, claim_of
from peckham.places.domain.design.proof.doubts import (
    BoundDiffers,
    CasesMissing,
    NotACertificate,
    OtherInputs,
    OtherPlan,
    PlanBreaksLimits,
    ValueDiffers,
)
from peckham.places.domain.design.proof.fingerprints import gap_percent, input_hash, plan_hash


@dataclass(frozen=True, slots=True)
class Verified:
    """What a certificate was found to show.

    Args:
        aligned: Registrations that the plan aligns.
        of: All registrations of core networks.
        bound: No plan that keeps the limits aligns more.
        gap_percent: What a better plan could add at most, in per cent of this one.
        neighbourhoods: How many there are.
        cases: Cases that were added up.
        regions: Region, neighbourhoods and bound, in order.
    """

    aligned: int
    of: int
    bound: int
    gap_percent: float
    neighbourhoods: int
    cases: int
    regions: tuple[tuple[str, int, int], ...]


def verify(certificate: object, problem: Problem, labels: Integers) -> Verified:
    """Check everything that a certificate says of a plan.

    Args:
        certificate: Its JSON.
        problem: The problem, read anew from its files as the certificate's question says.
        labels: n canonical labels of the plan.

    Raises:
        CertificateRefused: One of its kinds, naming the first thing that does not hold.
    """
    claim = claim_of(certificate)
    if claim.input_sha256 != input_hash(problem) or not _is_asked(claim, problem):
        raise OtherInputs(
            "The certificate was made for other areas, lists, bounds or wishes than these.",
            remedy="Give the very files that the plan was designed on.",
        )
    if claim.plan_sha256 != plan_hash(problem, labels):
        raise OtherPlan(
            "The certificate was made for another plan.",
            remedy="Give the plan that was written with it, unchanged.",
        )
    _check_plan(problem, labels, claim.neighbourhoods)
    _check_value(claim, problem, labels)
    regions = _regions(claim, problem)
    bounds = {key: region.bound for key, region in regions.items()}
    for key, region in regions.items():
        Adding(region, _ground(problem, region, key[0]), claim.scale).check()
    bound = split_bound(bounds, claim.neighbourhoods)
    if bound != claim.bound or bound < claim.aligned:
        raise BoundDiffers(f"The regions' bounds add up to {bound:,}, not to {claim.bound:,}.")
    return Verified(
        claim.aligned,
        claim.of,
        bound,
        claim.gap_percent,
        claim.neighbourhoods,
        sum(len(region.cases) for region in regions.values()),
        tuple((name, count, region.bound) for (name, count), region in sorted(regions.items())),
    )


def _is_asked(claim: Claim, problem: Problem) -> bool:
    """Say whether the question in the certificate is the problem's; the hash holds the rest."""
    asked, limits = claim.question, problem.limits
    return (
        asked.bases == problem.bases
        and (asked.minimum, asked.maximum) == (limits.minimum, limits.maximum)
        and (asked.count, asked.nest) == (limits.count, limits.nest)
        and asked.is_small_kept == limits.is_small_kept
    )


def _check_plan(problem: Problem, labels: Integers, count: int) -> None:
    """Measure the plan anew: pieces, borough, bounds on every base, wishes and number."""
    members: dict[int, list[int]] = {}
    for area, home in enumerate(labels.tolist()):
        members.setdefault(home, []).append(area)
    asked = problem.limits.count
    if len(members) != count or (asked is not None and asked != count):
        _breaks(f"it has {len(members)} neighbourhoods, not {asked or count}")
    zone = problem.zone.tolist()
    for _, areas in sorted(members.items()):
        name = f"the neighbourhood of {problem.codes[areas[0]]}"
        if len({zone[area] for area in areas}) > 1:
            _breaks(f"{name} crosses boroughs")
        if not _hangs_together(problem, areas):
            _breaks(f"{name} is in pieces")
        _check_residents(problem, zone[areas[0]], areas, name)
        inside = set(areas)
        if any((one in inside) != (other in inside) for one, other in problem.together):
            _breaks(f"{name} parts areas that must stay together")
        if any(one in inside and other in inside for one, other in problem.apart):
            _breaks(f"{name} joins areas that must be apart")


def _check_residents(problem: Problem, zone: int, areas: list[int], name: str) -> None:
    low, high = _bounds(problem, zone)
    for base, people in zip(
        problem.bases, problem.residents[areas].sum(axis=0).tolist(), strict=True
    ):
        if not low <= people <= high:
            _breaks(f"{name} has {people:,} residents ({base}), outside {low:,} to {high:,}")


def _bounds(problem: Problem, zone: int) -> tuple[int, int]:
    """Bounds in a zone; one that is too small for a neighbourhood and kept whole has its own."""
    limits = problem.limits
    totals = problem.residents[problem.zone == zone].sum(axis=0).tolist()
    if limits.is_small_kept and min(totals) < limits.minimum and max(totals) <= limits.maximum:
        return min(totals), max(totals)
    return limits.minimum, limits.maximum


def _hangs_together(problem: Problem, areas: list[int]) -> bool:
    inside, reached, waiting = set(areas), {areas[0]}, [areas[0]]
    while waiting:
        area = waiting.pop()
        for other in problem.neighbours[problem.offsets[area] : problem.offsets[area + 1]].tolist():
            if other in inside and other not in reached:
                reached.add(other)
                waiting.append(other)
    return len(reached) == len(inside)


def _check_value(claim: Claim, problem: Problem, labels: Integers) -> None:
    """Count again the patients who live in their network's home neighbourhood."""
    sums: dict[int, list[int]] = {}
    for home, patients in zip(labels.tolist(), problem.registrations.tolist(), strict=True):
        so_far = sums.setdefault(home, [0] * len(patients))
        sums[home] = [one + more for one, more in zip(so_far, patients, strict=True)]
    aligned = sum(max(column) for column in zip(*sums.values(), strict=True))
    everything = sum(sum(row) for row in sums.values())
    said = (claim.aligned, claim.of, claim.gap_percent)
    found = (aligned, everything, gap_percent(aligned, claim.bound))
    if said != found:
        raise ValueDiffers(
            f"The plan aligns {aligned:,} of {everything:,} registrations, with {found[2]} per cent"
            f" to the bound; the certificate says {said[0]:,} of {said[1]:,} and {said[2]}."
        )


def _regions(claim: Claim, problem: Problem) -> Mapping[tuple[str, int], RegionClaim]:
    """Look that every split of the count is covered and that each network is somewhere once."""
    found = {(region.name, region.count): region for region in claim.regions}
    if len(found) != len(claim.regions):
        raise NotACertificate("The certificate speaks of one region and count twice.")
    missing = _wanted(problem, claim.neighbourhoods) - set(found)
    if missing:
        name, count = min(missing)
        raise CasesMissing(f"Nothing is said of {name} in {count} neighbourhoods.")
    unknown = {name for name, _ in found} - set(problem.zone_names)
    if unknown:
        raise CasesMissing(f"{min(unknown)} is no region of this problem.")
    networks: dict[str, tuple[str, ...]] = {}
    for (name, _), region in sorted(found.items()):
        if networks.setdefault(name, region.networks) != region.networks:
            raise CasesMissing(f"{name} has other networks from one count to the next.")
        if len(region.caps) != len(region.networks):
            raise NotACertificate(f"{name} has not one cap for each network.")
    if sorted(code for codes in networks.values() for code in codes) != sorted(problem.networks):
        raise CasesMissing("The networks of the regions are not those of the lists, each once.")
    return found


def _wanted(problem: Problem, total: int) -> set[tuple[str, int]]:
    """Regions and counts in any split of the total that residents allow."""
    ranges = {}
    for zone, name in enumerate(problem.zone_names):
        low, high = _bounds(problem, zone)
        inside = problem.zone == zone
        totals = problem.residents[inside].sum(axis=0).tolist()
        least = max(1, *(-(-people // high) for people in totals))
        most = min(int(inside.sum()), *(people // low if low else total for people in totals))
        ranges[name] = range(least, most + 1)
    lowest = sum(counts.start for counts in ranges.values())
    highest = sum(counts.stop - 1 for counts in ranges.values())
    return {
        (name, count)
        for name, counts in ranges.items()
        for count in counts
        if lowest - counts.start + count <= total <= highest - counts.stop + 1 + count
    }


def _ground(problem: Problem, region: RegionClaim, name: str) -> Ground:
    """Gather the facts of one region from the problem."""
    zone = problem.zone_names.index(name)
    areas = [area for area, place in enumerate(problem.zone.tolist()) if place == zone]
    local = {area: number for number, area in enumerate(areas)}
    columns = [problem.networks.index(code) for code in region.networks]
    patients = problem.registrations.tolist()
    living: dict[int, list[int]] = {}
    for place, row in zip(problem.zone.tolist(), patients, strict=True):
        so_far = living.setdefault(place, [0] * len(row))
        living[place] = [one + more for one, more in zip(so_far, row, strict=True)]
    others = [sums for place, sums in living.items() if place != zone]
    low, high = _bounds(problem, zone)
    beside = problem.neighbours.tolist()
    offsets = problem.offsets.tolist()
    return Ground(
        residents=[problem.residents[area].tolist() for area in areas],
        patients=[[patients[area][column] for column in columns] for area in areas],
        elsewhere=[max((sums[column] for sums in others), default=0) for column in columns],
        neighbours=[
            [local[other] for other in beside[offsets[area] : offsets[area + 1]] if other in local]
            for area in areas
        ],
        minimum=low,
        maximum=high,
        together=_local(problem.together, local),
        apart=_local(problem.apart, local),
    )


def _local(
    pairs: tuple[tuple[int, int], ...], local: Mapping[int, int]
) -> frozenset[tuple[int, int]]:
    found = {(local[a], local[b]) for a, b in pairs if a in local and b in local}
    return frozenset((min(pair), max(pair)) for pair in found)


def _breaks(what: str) -> NoReturn:
    raise PlanBreaksLimits(
        f"The plan does not keep what was asked: {what}.",
        rule=30,
        remedy="Only a plan that keeps every limit can be certified.",
    )
