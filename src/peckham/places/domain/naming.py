"""Carrying the codes and names of neighbourhoods from one plan to the next.

A hub serves a neighbourhood by its code, so a neighbourhood that goes on keeps its code.
"""

from collections.abc import Mapping


def carried_over(
    labels: Mapping[str, str],
    standing: Mapping[str, str],
    residents: Mapping[str, int],
) -> dict[str, str]:
    """Give each new label the standing code with which it shares most residents.

    The largest overlaps are matched first, each code once; a label that is left over gets the
    next free number, so that no two neighbourhoods share a code.

    Args:
        labels: Label by area code, of the new plan.
        standing: Neighbourhood code by area code, of the plan that it was drafted from.
        residents: Residents by area code; areas without a count weigh nothing.

    Returns:
        Neighbourhood code by label.

    >>> carried_over({"a": "x", "b": "y"}, {"a": "N1", "b": "N1"}, {"a": 5, "b": 9})
    {'y': 'N1', 'x': 'N2'}
    """
    shared: dict[tuple[str, str], int] = {}
    for area, label in labels.items():
        if area in standing:
            key = label, standing[area]
            shared[key] = shared.get(key, 0) + residents.get(area, 0)
    found: dict[str, str] = {}
    for label, code in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if label not in found and code not in found.values():
            found[label] = code
    taken = {*standing.values(), *found.values()}
    number = 1
    for label in sorted(set(labels.values()) - set(found)):
        while f"N{number}" in taken:
            number += 1
        found[label] = f"N{number}"
        taken.add(found[label])
    return found
