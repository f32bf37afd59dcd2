"""Every tier that covers a small area, nearest first, from facts given (rule 57)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from peckham.places.domain.records import (
    AreaView,
    HubView,
    NeighbourhoodView,
    RegisteredCount,
    Tier,
    TierKind,
)

# Shown by name: enough for a reader to find theirs; the rest are counted, never dropped.
_PRACTICES_SHOWN = 5
_NETWORKS_SHOWN = 5
# Fewer people than this have no line of their own; they are counted among the others.
_PATIENTS_SHOWN_MIN = 5


@dataclass(frozen=True, slots=True)
class Board:
    """An integrated care board: code and name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class AreaFacts:
    """What is known about a small area on a day; None and "" are for what is not known.

    Args:
        registered: Patients who live in the area by practice, whichever network each is in.
        sources: By tier kind, the publication or decision that says so, and as of when.
    """

    area: AreaView
    ward: tuple[str, str] | None
    place_name: str
    neighbourhood: NeighbourhoodView | None
    hub: HubView | None
    board: Board | None
    registered: Sequence[RegisteredCount]
    sources: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Words:
    """What a kind of tier is called and what it decides, from data/tiers.toml."""

    words: str
    decides: str


def tiers_of(facts: AreaFacts, words: Mapping[str, Words]) -> tuple[Tier, ...]:
    """List every tier that covers an area, nearest first.

    Networks and practices come by the share of the area's registered patients that they hold:
    they cover people by list, not by address, and both are shown so that the two are not confused.
    """
    return tuple(
        [
            *_territories_near(facts, words),
            *_networks(facts, words),
            *_practices(facts, words),
            *_territories_far(facts, words),
        ]
    )


def _tier(
    kind: TierKind,
    code: str,
    name: str,
    facts: AreaFacts,
    words: Mapping[str, Words],
    *,
    note: str = "",
    share: float | None = None,
    patients: int | None = None,
) -> Tier:
    source, as_of = facts.sources[kind]
    return Tier(
        kind=kind,
        kind_words=words[kind].words,
        code=code,
        name=name,
        decides=words[kind].decides,
        source=source,
        as_of=as_of,
        share=share,
        patients=patients,
        note=note,
    )


def _territories_near(facts: AreaFacts, words: Mapping[str, Words]) -> Iterable[Tier]:
    area, home, hub = facts.area, facts.neighbourhood, facts.hub
    yield _tier("small_area", area.code, area.name, facts, words, note=_residents(area))
    if facts.ward is not None:
        yield _tier("ward", *facts.ward, facts, words)
    if home is not None:
        yield _tier("neighbourhood", home.code, home.name, facts, words, note=_plan(home))
    if hub is not None:
        yield _tier("hub", "", hub.name, facts, words, note=_telephone(hub))


def _territories_far(facts: AreaFacts, words: Mapping[str, Words]) -> Iterable[Tier]:
    area, board = facts.area, facts.board
    yield _tier("borough", area.borough_code, area.borough_name, facts, words)
    if facts.place_name != area.borough_name:
        yield _tier("place", "", facts.place_name, facts, words)
    if board is not None:
        yield _tier("integrated_care_board", board.code, board.name, facts, words)


def _residents(area: AreaView) -> str:
    return "" if area.population is None else f"{area.population:,} residents"


def _plan(home: NeighbourhoodView) -> str:
    if home.is_provisional:
        return "Provisional: made by arithmetic from residents and boundaries; nobody decided it."
    return f"Adopted: {home.plan_name}."


def _telephone(hub: HubView) -> str:
    return f"Telephone {hub.telephone}" if hub.telephone else ""


def _networks(facts: AreaFacts, words: Mapping[str, Words]) -> Iterable[Tier]:
    sums: dict[tuple[str, str], int] = {}
    for row in facts.registered:
        key = (row.pcn_code, row.pcn_name)
        sums[key] = sums.get(key, 0) + row.patients
    alone = sums.pop(("", ""), 0)
    total = sum(sums.values()) + alone
    ranked = sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    for (code, name), patients in ranked[:_NETWORKS_SHOWN]:
        yield _tier("network", code, name, facts, words, share=patients / total, patients=patients)
    rest = ranked[_NETWORKS_SHOWN:]
    if 0 < alone < _PATIENTS_SHOWN_MIN:
        rest, alone = [*rest, (("", "No network"), alone)], 0
    yield from _others("network", rest, total, facts, words)
    if alone:
        yield _tier("network", "", "No network", facts, words, share=alone / total, patients=alone)


def _practices(facts: AreaFacts, words: Mapping[str, Words]) -> Iterable[Tier]:
    total = sum(row.patients for row in facts.registered)
    ranked = sorted(
        (((row.practice_code, row.practice_name), row.patients) for row in facts.registered),
        key=lambda item: (-item[1], item[0]),
    )
    for (code, name), patients in ranked[:_PRACTICES_SHOWN]:
        yield _tier("practice", code, name, facts, words, share=patients / total, patients=patients)
    yield from _others("practice", ranked[_PRACTICES_SHOWN:], total, facts, words)


def _others(
    kind: TierKind,
    rest: Sequence[tuple[tuple[str, str], int]],
    total: int,
    facts: AreaFacts,
    words: Mapping[str, Words],
) -> Iterable[Tier]:
    """Sum up those too small to name: they cover people here too."""
    if rest:
        patients = sum(count for _, count in rest)
        named = sum(bool(code) for (code, _), _ in rest)
        name = _counted(named, f"other {kind}") if named else "Others"
        name += " or none" if 0 < named < len(rest) else ""
        yield _tier(kind, "", name, facts, words, share=patients / total, patients=patients)


def mismatch(facts: AreaFacts, network_of_home: str) -> str:
    """Say in one sentence how far lists and this neighbourhood differ here (rule 34).

    Args:
        facts: What is known about the area.
        network_of_home: Code of the network with most registered patients in the whole
            neighbourhood, or "" when not known.

    Returns:
        "" where nobody is registered or no neighbourhood is known.
    """
    home = facts.neighbourhood
    total = sum(row.patients for row in facts.registered)
    if home is None or not total or not network_of_home:
        return ""
    inside = [row for row in facts.registered if row.pcn_code == network_of_home]
    patients = sum(row.patients for row in inside)
    name = inside[0].pcn_name if inside else network_of_home
    left = total - patients
    codes = {row.pcn_code for row in facts.registered} - {network_of_home}
    others = [_counted(len(codes - {""}), "other network")] if codes - {""} else []
    with_whom = " or ".join([*others, *(["no network"] if "" in codes else [])])
    rest = f"; the other {left:,} are with {with_whom}" if left else ""
    return (
        f"Of {total:,} registered patients who live in this small area, {patients:,}"
        f" ({patients / total:.0%}) are with {name}, the network with most patients in"
        f" {home.name}{rest}."
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
