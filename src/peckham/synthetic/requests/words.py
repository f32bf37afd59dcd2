"""What people wrote when they asked, who they said they were, and why teams did what they did."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.almanac import Almanac
from peckham.synthetic.people.batch import text
from peckham.synthetic.requests.askers import Askers
from peckham.synthetic.requests.asking import ONLINE, Asked
from peckham.synthetic.requests.menu import Menu

Whole = NDArray[np.int64]
Text = NDArray[np.object_]

_NUMBERS_IN_RANGE = 1_000
_ADULT_YEARS = (1960, 2000)
_CHILD_BANDS = 2
_ASKERS_FEMALE = 0.65


class Wording:
    """Draws texts from the almanac's phrases."""

    def __init__(self, almanac: Almanac, menu: Menu) -> None:
        self.almanac = almanac
        self.menu = menu
        self.phrases = almanac.phrases
        self.asked = [
            self.phrases["asked"].get(category.code, self.phrases["asked"]["general"])
            for category in menu.categories
        ]

    def words(self, asked: Asked, generator: np.random.Generator) -> Text:
        """Write what was asked."""
        since = self.phrases["since"]
        one, other = generator.random(len(asked)), generator.random(len(asked))
        return text(
            [
                self._phrase(category, first).replace("{since}", since[int(second * len(since))])
                for category, first, second in zip(
                    asked.category.tolist(), one.tolist(), other.tolist(), strict=True
                )
            ]
        )

    def _phrase(self, category: int, chance: float) -> str:
        phrases = self.asked[category]
        return str(phrases[int(chance * len(phrases))])

    def pick(self, group: str, name: str, count: int, generator: np.random.Generator) -> Text:
        """Pick one phrase of a list for each of so many."""
        phrases = text(self.phrases[group][name])
        return np.asarray(phrases[generator.integers(len(phrases), size=count)])

    def told(self, outcomes: Text, generator: np.random.Generator) -> Text:
        """Write what people were told of each outcome."""
        chance = generator.random(len(outcomes)).tolist()
        told = self.phrases["told"]
        return text(
            [
                told[code][int(one * len(told[code]))]
                for code, one in zip(outcomes.tolist(), chance, strict=True)
            ]
        )

    def claims(self, asked: Asked, askers: Askers, generator: np.random.Generator) -> Text:
        """Write who those who asked online said it was about; None for the others."""
        incomplete = self.almanac.demand["asking"]["incomplete_percent"]
        chance = generator.random((len(asked), 2)) * 100 < incomplete
        numbers = generator.integers(_NUMBERS_IN_RANGE, size=len(asked)).tolist()
        claimed = text([None] * len(asked))
        for row in np.flatnonzero(asked.channel == ONLINE).tolist():
            claimed[row] = _claim(askers, int(asked.asker[row]), chance[row], numbers[row])
        return claimed

    def askers(
        self, asked: Asked, askers: Askers, band: Whole, generator: np.random.Generator
    ) -> Text:
        """Write who asks for somebody else; None where people ask for themselves."""
        is_female = generator.random(len(asked)) < _ASKERS_FEMALE
        given = self.almanac.given_names.draw(
            np.full(len(asked), self.almanac.cultures.names.index("british")),
            is_female,
            generator.integers(*_ADULT_YEARS, len(asked)),
            generator.random(len(asked)),
        )
        chance = generator.random(len(asked)).tolist()
        numbers = generator.integers(_NUMBERS_IN_RANGE, size=len(asked)).tolist()
        relationships: dict[str, list[list[str]]] = self.phrases["other"]["relationships"]
        who = text([None] * len(asked))
        for row in np.flatnonzero(asked.for_other).tolist():
            choices = relationships["child" if band[row] < _CHILD_BANDS else "adult"]
            who[row] = {
                "name": f"{given[row]} {askers.family_name[asked.asker[row]]}",
                "relationship": choices[int(chance[row] * len(choices))][1 - int(is_female[row])],
                "telephone": f"07700900{numbers[row]:03d}",
            }
        return who


def _claim(askers: Askers, row: int, leaves_out: NDArray[np.bool_], number: int) -> dict[str, Any]:
    claim = {
        "family_name": str(askers.family_name[row]),
        "given_name": str(askers.given_name[row]),
        "birth_date": "" if leaves_out[0] else str(askers.born_on[row]),
        "postcode": "" if leaves_out[1] else str(askers.postcode[row]),
        "telephone": f"07700900{number:03d}",
    }
    return {name: value for name, value in claim.items() if value}
