"""Makes a copy of somebody's own record, part by part, so that it can say how far it is."""

import json
from typing import Any
from uuid import UUID

from peckham.infra import clock
from peckham.infra.scope import Scope, open_scope, resident_scope
from peckham.interfaces.residents.own_copy import FORMAT
from peckham.interfaces.residents.own_copy.building import LEFT_OUT, PARTS
from peckham.sharing import api as sharing


def make(export_id: int, *, person_id: int, public_id: UUID) -> None:
    """Make one copy, as the person whose record it is would read it.

    Args:
        export_id: Which copy was asked for.
        person_id: Whose record.
        public_id: Public id of the same person.
    """

    def own_scope() -> Scope:
        return _own_scope(person_id, public_id)

    try:
        made: dict[str, Any] = {"format": FORMAT, "made_at": clock.now().isoformat()}
        for done, part in enumerate(PARTS):
            with open_scope(own_scope()):
                sharing.exports.say_progress(export_id, done=done, of=len(PARTS))
            with open_scope(own_scope()):
                made |= part(public_id, sharing.log.own_records())
        made["left_out"] = list(LEFT_OUT)
        with open_scope(own_scope()):
            sharing.exports.say_progress(export_id, done=len(PARTS), of=len(PARTS))
            sharing.exports.finish(export_id, json.dumps(made, ensure_ascii=False, indent=1))
    except Exception:
        give_up(export_id, person_id=person_id, public_id=public_id)
        raise


def give_up(export_id: int, *, person_id: int, public_id: UUID) -> None:
    """Say of a copy that it could not be made."""
    with open_scope(_own_scope(person_id, public_id)):
        sharing.exports.fail(export_id)


def _own_scope(person_id: int, public_id: UUID) -> Scope:
    return resident_scope(
        person_id=person_id, public_id=str(public_id), name="A resident", at=clock.now()
    )
