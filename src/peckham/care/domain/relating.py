"""Which teams may read a person's record because of an open request."""


def teams_that_may_read(
    holder_team_id: int, offered_team_id: int | None, reception_team_id: int
) -> frozenset[int]:
    """Give the holder, the team asked to take it, and the reception that answers for the hub.

    >>> sorted(teams_that_may_read(7, None, 3))
    [3, 7]
    """
    asked = frozenset() if offered_team_id is None else frozenset({offered_team_id})
    return frozenset({holder_team_id, reception_team_id}) | asked
