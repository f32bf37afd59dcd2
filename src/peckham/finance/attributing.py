"""Attribution: a year's position, and what its difference from the contract is put down to.

The api gives it as one name. It is a door of its own as well: it needs no books and no Django, so
that a difference can be taken apart on a laptop from a file.

`read_position` turns what JSON holds into a year's position, and `read_order` a contract's own
order; `attribute` divides the difference, `shapley` and `activity_band` are shown beside it.
"""

from peckham.finance.domain.attribution import Owner, Part, Term, attribute, shapley
from peckham.finance.domain.cost import Factor, cost
from peckham.finance.domain.local import of_band, of_line, of_neighbourhood, parts_by
from peckham.finance.domain.noise import activity_band
from peckham.finance.domain.position import Cell, Pair, Position, ServiceLine
from peckham.finance.domain.reading import NotReadable
from peckham.finance.domain.reading import order as read_order
from peckham.finance.domain.reading import position as read_position
from peckham.finance.reading import usual_order

__all__ = [
    "Cell",
    "Factor",
    "NotReadable",
    "Owner",
    "Pair",
    "Part",
    "Position",
    "ServiceLine",
    "Term",
    "activity_band",
    "attribute",
    "cost",
    "of_band",
    "of_line",
    "of_neighbourhood",
    "parts_by",
    "read_order",
    "read_position",
    "shapley",
    "usual_order",
]
