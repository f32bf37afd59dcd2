"""Tables of the People book. Every one that holds a person has a default-deny row policy."""

from peckham.people.models.belonging import AddressSpell, Registration
from peckham.people.models.persons import Identifier, Merge, OtherName, Person
from peckham.people.models.records import RecordEntry, SentPerson, SourceDocument
from peckham.people.models.search import NameWord, SearchEntry, SearchPair
from peckham.people.models.support import CommunicationNeed, ContactPoint, Proxy

__all__ = [
    "AddressSpell",
    "CommunicationNeed",
    "ContactPoint",
    "Identifier",
    "Merge",
    "NameWord",
    "OtherName",
    "Person",
    "Proxy",
    "RecordEntry",
    "Registration",
    "SearchEntry",
    "SearchPair",
    "SentPerson",
    "SourceDocument",
]
