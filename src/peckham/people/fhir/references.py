"""Who is meant: references within a file, between files, to what was sent before, by identifier."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from peckham.people.fhir.files import Sent, SentFile

NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"
ODS_CODE = "https://fhir.nhs.uk/Id/ods-organization-code"


@dataclass(frozen=True, slots=True)
class Meant:
    """What a reference means.

    Args:
        sent: The resource that it names, where that is among these files.
        identities: Sender's identities to look for among what was sent before.
        identifier: (system, value) that it names instead, or None.
        refused_because: Why the resource that it names was refused, or "".
        contained: Whether it names a fragment inside the resource itself.
    """

    sent: Sent | None = None
    identities: tuple[str, ...] = ()
    identifier: tuple[str, str] | None = None
    refused_because: str = ""
    contained: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is named."""
        return not (self.sent or self.identities or self.identifier or self.contained)


@dataclass(slots=True)
class References:
    """Everything that these files name, by file first and then in all of them."""

    _by_file: dict[str, dict[str, list[Sent]]] = field(default_factory=dict)
    _anywhere: dict[str, list[Sent]] = field(default_factory=dict)
    _refused: dict[str, str] = field(default_factory=dict)

    def add(self, files: Iterable[SentFile]) -> None:
        """Index the resources of some files, and the names of what was refused in them."""
        for file in files:
            mine = self._by_file.setdefault(file.label, {})
            for sent in file.resources:
                for name in sent.names:
                    mine.setdefault(name, []).append(sent)
                    self._anywhere.setdefault(name, []).append(sent)
            self._refused |= file.refused

    def refuse(self, sent: Sent, reason: str) -> None:
        """Remember that a resource was refused after all, for those that point at it."""
        self._refused |= dict.fromkeys((sent.identity, *sent.names), reason)

    def meant(self, reference: Mapping[str, Any] | None, by: Sent) -> Meant:
        """Resolve a Reference element as the standard says: absolute, relative, logical.

        Args:
            reference: The element, or None.
            by: The resource that holds it.
        """
        if reference is None:
            return Meant()
        identifier = _identifier(reference.get("identifier"))
        text = reference.get("reference")
        if not isinstance(text, str) or not text:
            return Meant(identifier=identifier)
        if text.startswith("#"):
            return Meant(contained=True, identifier=identifier)
        if "?" in text:
            return Meant(identifier=_searched(text) or identifier)
        name = text.split("/_history/")[0]
        names = tuple(dict.fromkeys((f"{by.base}{name}", name) if by.base else (name,)))
        for where in (self._by_file.get(by.file, {}), self._anywhere):
            for candidate in names:
                found = {sent.identity: sent for sent in where.get(candidate, ())}
                if len(found) == 1:
                    sent = next(iter(found.values()))
                    because = self._refused.get(sent.identity, "")
                    return Meant(sent, (sent.identity,), identifier, because)
        because = next((self._refused[one] for one in names if one in self._refused), "")
        return Meant(identities=names, identifier=identifier, refused_because=because)


def _identifier(element: Any) -> tuple[str, str] | None:
    if not isinstance(element, dict):
        return None
    system, value = element.get("system"), element.get("value")
    return (system, value) if system and value else None


def _searched(text: str) -> tuple[str, str] | None:
    """Read a conditional reference: Patient?identifier=system|value."""
    asked = parse_qs(text.split("?", 1)[1]).get("identifier", [""])[0]
    system, _, value = asked.partition("|")
    return (system, value) if system and value else None
