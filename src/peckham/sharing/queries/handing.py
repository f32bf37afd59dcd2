"""Whether a request may go from one team to another."""

from datetime import datetime

from django.db import connection

_MAY = """
SELECT peckham.may_hand_over(giver.organisation_id, receiver.organisation_id, %(at)s)
FROM organisations_team giver, organisations_team receiver
WHERE giver.id = %(giver)s AND receiver.id = %(receiver)s
"""


def may_hand_over(giver_team_id: int, receiver_team_id: int, *, at: datetime) -> bool:
    """Say whether a team may hand a request to another: as their organisations agreed.

    Within one organisation it always may.

    Args:
        giver_team_id: The team that holds it.
        receiver_team_id: The team that would be asked.
        at: When.
    """
    with connection.cursor() as cursor:
        cursor.execute(_MAY, {"giver": giver_team_id, "receiver": receiver_team_id, "at": at})
        found = cursor.fetchone()
        return found is not None and bool(found[0])
