"""One slip of the finger, drawn uniformly: the four kinds of Damerau (1964)."""

from random import Random

KINDS = ("insert", "delete", "substitute", "transpose")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def with_typo(name: str, kind: str, random: Random) -> str | None:
    """Give a name with one slip, or None where the name has no place for one of that kind.

    The slip always changes what a reader of letters sees: case is not counted.

    >>> with_typo("Ann", "transpose", Random(1))
    'nAn'
    >>> with_typo("Oo", "transpose", Random(1)) is None
    True
    """
    places = [place for place in range(len(name) + 1) if _fits(name, place, kind)]
    if not places:
        return None
    place = random.choice(places)
    if kind == "insert":
        return name[:place] + random.choice(LETTERS) + name[place:]
    if kind == "delete":
        return name[:place] + name[place + 1 :]
    if kind == "substitute":
        other = [letter for letter in LETTERS if letter != name[place].lower()]
        return name[:place] + random.choice(other) + name[place + 1 :]
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def _fits(name: str, place: int, kind: str) -> bool:
    if kind == "insert":
        return True
    if place >= len(name) or not name[place].isalpha():
        return False
    if kind == "substitute":
        return True
    if kind == "delete":
        return len(name) > 1
    following = name[place + 1 : place + 2]
    return following.isalpha() and following.lower() != name[place].lower()
