"""What one look costs by itself: `pytest -s tests/integration/sharing/cost_of_a_look.py`.

Not collected by a run of everything: a figure is for a quiet machine, never for a busy one.
"""

import sys

import pytest
from tests.databases import as_app
from tests.integration.care import world as worlds
from tests.integration.sharing.test_reading_the_log import meets

pytestmark = pytest.mark.django_db
CALLS = 1000
_TIMED = """
DO $$ DECLARE began timestamptz; BEGIN
    began := clock_timestamp();
    FOR n IN 1..{calls} LOOP PERFORM {call}; END LOOP;
    PERFORM set_config('cost.us',
        (extract(epoch FROM clock_timestamp() - began) * 1000000 / {calls})::text, true);
END $$
"""


def microseconds(cursor, call):
    best = []
    for _ in range(5):
        cursor.execute(_TIMED.format(calls=CALLS, call=call))
        cursor.execute("SELECT current_setting('cost.us')::numeric")
        best.append(float(cursor.fetchone()[0]))
    return min(best)


def test_cost_of_a_look(world):
    meets(world)
    key = world.care.person_id
    with as_app(world.staff("navigator", at=worlds.AT)) as cursor:
        whole = microseconds(
            cursor, f"peckham.look_at_resident({key}, '{{demographics}}', '{{identity}}')"
        )
        asking = microseconds(cursor, f"peckham.may_read_resident({key}, '{{identity}}')")
    sys.stdout.write(f"\na look {whole:.0f} us, asking what allows it {asking:.0f} us\n")
