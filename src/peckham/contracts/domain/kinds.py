"""Kinds of contract as data: who may hold one, in what it nests, in which tier it lies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

from peckham.kernel import Refused

type Subcontracts = Literal["consent", "notice"]
type RelationToGms = Literal["layered", "replaces", "itself", "unknown"]

_CHOICES = {
    "subcontracts": get_args(Subcontracts.__value__),
    "relation_to_gms": get_args(RelationToGms.__value__),
}


class BadKind(Refused):
    """A kind of contract is written in a way that cannot be read."""


class UnknownKind(Refused):
    """No kind of contract has this code."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of contract.

    Args:
        code: Its short name, as contracts cite it.
        name: Its name in words.
        about: What a reader should know of it.
        family: What rules ask for: "icp", "apms", "core", and so on.
        tier: Within a tier one contract covers the same service, people and days (rule 7); a kind
            of the tier "" competes with none.
        excludes_tiers: Tiers of which no active contract may stand beside it.
        holders: Kinds of organisation that may hold it, or "any" (rules 22, 55 and 60).
        nests_in: Codes of kinds that may be its parent; a contract may also have none.
        subcontracts: Under which regime it subcontracts: consent first, or notice and objection.
        relation_to_gms: Whether it lies upon GMS or replaces it; unknown is allowed (rule 56).
        compared_with: Forms that an appraisal of options sets beside it (rule 72).
        template_years: The term that a new draft begins with, in years; 0 is without end.
        source: Where this is from.
        verified: Whether the source's own text was read.
    """

    code: str
    name: str
    about: str
    family: str
    tier: str
    excludes_tiers: tuple[str, ...]
    holders: tuple[str, ...]
    nests_in: tuple[str, ...]
    subcontracts: Subcontracts
    relation_to_gms: RelationToGms
    compared_with: tuple[str, ...]
    template_years: int
    source: str
    verified: bool

    def may_be_held_by(self, organisation_kind: str) -> bool:
        """Say whether an organisation of a kind may hold such a contract (rules 22 and 60)."""
        return "any" in self.holders or organisation_kind in self.holders


@dataclass(frozen=True, slots=True)
class Kinds:
    """All kinds of contract, by code."""

    by_code: Mapping[str, Kind]

    def kind(self, code: str) -> Kind:
        """Find a kind.

        Raises:
            UnknownKind: If none has the code.
        """
        if code not in self.by_code:
            raise UnknownKind(
                f"No kind of contract is called {code}.", remedy="See data/contract_kinds.toml."
            )
        return self.by_code[code]


def kinds(tables: Mapping[str, Mapping[str, Any]]) -> Kinds:
    """Read kinds as TOML has them.

    Raises:
        BadKind: If a part is missing, misspelt or not one of its choices, or if a kind nests in
            one that is not there, or in itself.
    """
    found = {code: _kind(code, entry) for code, entry in tables.items()}
    for kind in found.values():
        for parent in kind.nests_in:
            if parent not in found or _ancestors(found, parent) & {kind.code}:
                raise BadKind(f"{kind.code} cannot nest in {parent}.")
    return Kinds(found)


def _ancestors(found: Mapping[str, Kind], code: str) -> set[str]:
    reached: set[str] = set()
    waiting = [code]
    while waiting:
        code = waiting.pop()
        if code in found and code not in reached:
            reached.add(code)
            waiting.extend(found[code].nests_in)
    return reached


def _kind(code: str, entry: Mapping[str, Any]) -> Kind:
    wanted = {field.name for field in fields(Kind)} - {"code"}
    if set(entry) != wanted:
        wrong = ", ".join(sorted(wanted ^ set(entry)))
        raise BadKind(f"{code}: these parts are missing or not known: {wrong}.")
    for part, choices in _CHOICES.items():
        if entry[part] not in choices:
            raise BadKind(f"{code}: {part} is one of {', '.join(choices)}, not {entry[part]}.")
    if not entry["holders"]:
        raise BadKind(f"{code} can be held by nobody.", remedy='Name kinds of holder, or "any".')
    return Kind(code, **{part: _frozen(value) for part, value in entry.items()})


def _frozen(value: Any) -> Any:
    return tuple(_words(value)) if isinstance(value, list) else value


def _words(value: Iterable[object]) -> Iterable[str]:
    return (str(word) for word in value)
