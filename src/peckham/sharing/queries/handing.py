"""Whether a request may go from one organisation to another."""

from datetime import datetime

from django.db import connection


def may_hand_over(giver_id: int, receiver_id: int, *, at: datetime) -> bool:
    """Say whether an organisation may hand a request to another: as agreed, or to itself.

    Args:
        giver_id: The organisation that holds it.
        receiver_id: The organisation that would be asked.
        at: When.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.may_hand_over(%s, %s, %s)", [giver_id, receiver_id, at])
        return bool(cursor.fetchone()[0])
