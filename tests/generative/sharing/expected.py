"""What each path should give, as the oracle says."""

from typing import Any

from tests.generative.sharing.oracle import JOBS, Oracle, Reader
from tests.generative.sharing.paths import HISTORY, TABLES, Rows
from tests.generative.sharing.worlds import Fact, Person, Request, public
from tests.generative.sharing.writing import FAMILY_NAME

from peckham.care.domain.reference import reference_of

OF_A_PERSON = ("identity", "requests", "health_record", "care_plan")


class Expected:
    """What one reader should be given of one world."""

    def __init__(self, oracle: Oracle, reader: Reader) -> None:
        self.oracle, self.world, self.reader = oracle, oracle.world, reader
        self.requests = [r for r in self.world.requests if oracle.sees_request(reader, r)]

    def may(self, person: int, *categories: str) -> bool:
        return self.oracle.may_read(self.reader, person, *categories)

    def sees_fact(self, fact: Fact) -> bool:
        if fact.table != "recordentry":
            return self.may(fact.person, "identity")
        kind = "care_plan" if fact.kind == "care_plan" else "health_record"
        return self.may(fact.person, *filter(None, (kind, fact.sensitivity)))

    def rows(self) -> Rows:
        world, reader = self.world, self.reader
        found: dict[str, list[int]] = {table: [] for table in TABLES}
        found["people_person"] = [p.key for p in world.people if self.may(p.key, "identity")]
        for fact in world.facts:
            if self.sees_fact(fact):
                found[f"people_{fact.table}"].append(fact.key)
        found["people_registration"] = [
            r.source
            for r in self.oracle.relationships
            if r.kind == "registration" and self.may(r.person, "identity")
        ]
        found["people_merge"] = [
            m.key
            for m in world.merges
            if self.may(m.survivor, "identity") and self.may(m.duplicate, "identity")
        ]
        for table in ("care_request", "care_requestevent", "care_requestmessage"):
            found[table] = [r.key for r in self.requests]
        found["care_offer"] = [
            o.key for r in world.requests for o in r.offers if self.oracle.sees_offer(reader, r, o)
        ]
        found["care_contact"] = [
            c.key
            for c in world.contacts
            if not self.oracle.is_own_record(reader, c.person)
            and ((reader.cares and c.team in reader.teams) or self.may(c.person, "requests"))
        ]
        # Keys alone: that there is a relationship of one's own team or organisation.
        found["sharing_relationship"] = [
            r.source
            for r in self.oracle.relationships
            if reader.cares
            and (
                (r.team is not None and r.team in reader.teams)
                or (r.organisation is not None and r.organisation == reader.organisation)
            )
        ]
        return {table: sorted(keys) for table, keys in found.items() if keys}

    def history(self) -> Rows:
        gone = {fact.key for fact in self.world.facts if fact.is_superseded}
        found = {
            table: [key for key in keys if key in gone]
            for table, keys in self.rows().items()
            if table in HISTORY
        }
        return {table: keys for table, keys in found.items() if keys}

    def counts(self) -> dict[str, int]:
        found = self.rows()
        return {table: len(found.get(table, [])) for table in TABLES}

    def page(self, person: Person) -> dict[str, Any] | None:
        """A page is the page of the record that goes on, with the facts of all of them."""
        if not self.may(person.key, "identity"):
            return None
        group = self.oracle.records_of(person.key)
        facts = [
            f
            for f in self.world.facts
            if f.person in group and not f.is_superseded and self.sees_fact(f)
        ]

        def keys(table: str, words: str) -> list[str]:
            return sorted(words.format(f.key) for f in facts if f.table == table)

        root = self.oracle.root(person.key)
        return {
            "id": root,
            "shown": {category for category in OF_A_PERSON if self.may(person.key, category)},
            "identifiers": keys("identifier", "{}"),
            "other names": sorted(f"Alias{f.key} (alias)" for f in facts if f.table == "othername"),
            # Of somebody with several records, the home of the one that goes on.
            "spells": sorted(
                f"Address {f.key}" for f in facts if f.table == "addressspell" and f.person == root
            ),
            "needs": keys("communicationneed", "{}"),
            "contacts": keys("contactpoint", "{}@example.org"),
            "proxies": keys("proxy", "Proxy {}"),
            "record": keys("recordentry", "Entry {}"),
            "merged": sorted(str(public(2, key)) for key in group - {root}),
        }

    def search(self) -> dict[int, tuple[bool, bool]] | None:
        """Whom a search gives, to open or withheld; None where the role may not search."""
        if not self.oracle.searches(self.reader):
            return None
        roots = {self.oracle.root(person.key) for person in self.world.people}
        found = {
            root: (self.may(root, "identity"), self.oracle.is_withheld(self.reader, root))
            for root in roots
        }
        if self.oracle.traces(self.reader):
            return found
        return {root: line for root, line in found.items() if line[0]}

    def summaries(self) -> set[int]:
        return {p.key for p in self.world.people if self.may(p.key, "identity")}

    def worklist(self) -> list[int]:
        return sorted(r.key for r in self._held())

    def _held(self) -> list[Request]:
        return [r for r in self.requests if r.is_open and r.holder in self.reader.teams]

    def offers(self) -> dict[str, list[int]]:
        pending = [r.pending for r in self.requests if r.pending]
        return {
            "to": sorted(o.key for o in pending if o.receiver in self.reader.teams),
            "sent": sorted(o.key for o in pending if o.sender in self.reader.teams),
        }

    def story(self, request: Request) -> dict[str, Any] | None:
        if request not in self.requests:
            return None
        return {
            "events": 1,
            "messages": 1,
            "offer": request.pending.key if request.pending else None,
        }

    def open_requests(self, person: Person) -> list[int]:
        return sorted(r.key for r in self.requests if r.is_open and r.person == person.key)

    def export(self) -> list[tuple[str, str]]:
        """A line says who it is about where that may be read, else that it is about somebody."""
        return sorted((reference_of(r.key), self._name(r)) for r in self._held())

    def _name(self, request: Request) -> str:
        if request.person is None:
            return f"Said Name{request.key}"
        if not self.may(request.person, "identity"):
            return "Linked to a person"
        return f"Given{chr(97 + request.person % 26)} {FAMILY_NAME}"

    def lapsing(self) -> int:
        """A job that is listed for requests finds every offer whose time is over."""
        if "requests" not in JOBS.get((self.reader.name, self.reader.purpose), set()):
            return 0
        pending = [r.pending for r in self.world.requests if r.pending]
        return sum(offer.expires_at <= self.reader.at for offer in pending)

    def json_person(self, person: Person) -> dict[str, Any] | int:
        """The API says what the page shows, less where the person lived before."""
        shown = self.page(person)
        if shown is None:
            return 404
        return {key: said for key, said in shown.items() if key not in ("id", "spells")}

    def json_search(self) -> dict[str, tuple[bool, bool]]:
        found = self.search() or {}
        return {str(public(2, key)): line for key, line in found.items()}

    def json_worklist(self) -> list[str]:
        return sorted(str(request.public_id) for request in self._held())

    def json_request(self, request: Request) -> tuple[int, int] | int:
        told = self.story(request)
        return 404 if told is None else (told["events"], told["messages"])
