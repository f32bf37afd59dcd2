"""Residents drawn from the loaded books, and what somebody would type to find each of them."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from random import Random

from benchmarks.door.typos import KINDS, with_typo

DRAW = """
    SELECT p.id, p.family_name, p.given_name, p.birth_date, i.value, s.postcode
    FROM people_person p
    JOIN people_identifier i ON i.person_id = p.id AND i.system = 'nhs_number'
        AND i.superseded_at IS NULL
    JOIN people_addressspell s ON s.person_id = p.id AND s.superseded_at IS NULL
        AND upper_inf(s.during) AND s.postcode <> ''
    WHERE p.id = ANY (%s) AND p.birth_date IS NOT NULL AND p.merged_into_id IS NULL
        AND p.family_name <> '' AND p.given_name <> ''
"""


@dataclass(frozen=True, slots=True)
class Resident:
    """What is known of a drawn resident."""

    id: int
    family_name: str
    given_name: str
    birth_date: str
    nhs_number: str
    postcode: str

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def born(self) -> str:
        """The birth date as somebody types it."""
        return date.fromisoformat(self.birth_date).strftime("%d/%m/%Y")


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed to find one resident, and what sort of search it is.

    `name` and `birth_date` are its parts, for the peer that knows no search language.
    """

    kind: str
    text: str
    person_id: int
    name: str
    birth_date: str


def draw(cursor, count: int, seed: int) -> list[Resident]:  # type: ignore[no-untyped-def]
    """Draw residents with a whole name, birth date, NHS number and postcode, evenly."""
    cursor.execute("SELECT min(id), max(id) FROM people_person")
    lowest, highest = cursor.fetchone()
    random = Random(seed)
    found: dict[int, Resident] = {}
    for _ in range(20):
        wanted = [random.randint(lowest, highest) for _ in range(count * 2)]
        cursor.execute(DRAW, [wanted])
        for key, family, given, born, number, postcode in cursor.fetchall():
            found[key] = Resident(key, family, given, born.isoformat(), number, postcode)
        if len(found) >= count:
            break
    drawn = [found[key] for key in sorted(found)]
    random.shuffle(drawn)
    return drawn[:count]


def questions(residents: list[Resident], seed: int) -> Iterator[Question]:
    """Ask for each resident in every way: exactly, and with one slip in one of the two names."""
    random = Random(seed)
    for number, person in enumerate(residents):
        yield _ask(person, "NHS number", person.nhs_number, person.name)
        for known, given_too in (("birth date", person.born), ("postcode", person.postcode)):
            yield _ask(person, f"names as written, {known}", f"{person.name} {given_too}",
                       person.name)  # fmt: skip
            slip = _slip(person, KINDS[number % len(KINDS)], random)
            if slip is not None:
                kind, name = slip
                yield _ask(person, f"{kind}, {known}", f"{name} {given_too}", name)
        yield _ask(person, "names alone", person.name, person.name)


def _slip(person: Resident, kind: str, random: Random) -> tuple[str, str] | None:
    """Make one slip in the family or the given name, whichever is drawn and has room for it."""
    sides = ["family", "given"]
    random.shuffle(sides)
    for side in sides:
        whole = person.family_name if side == "family" else person.given_name
        slipped = with_typo(whole, kind, random)
        if slipped is not None:
            parts = (person.given_name, slipped) if side == "family" else (slipped,
                     person.family_name)  # fmt: skip
            return kind, " ".join(parts)
    return None


def _ask(person: Resident, kind: str, text: str, name: str) -> Question:
    return Question(kind, text, person.id, name, person.birth_date)


def write(path: Path, residents: list[Resident]) -> None:
    path.write_text(json.dumps([asdict(resident) for resident in residents]))


def read(path: Path) -> list[Resident]:
    return [Resident(**known) for known in json.loads(path.read_text())]
