"""DuckDB reads the files and groups them with the same rounding: `events_peer DIRECTORY`."""

import json
import sys

import duckdb

from benchmarks.money.events import clock
from benchmarks.money.events_files import SERVICES

_SQL = """
SELECT provider, service, date_trunc('month', occurred_on) AS month, count(*) AS events,
    sum(round_even(CAST(price.pence * weight AS DECIMAL(18, 4)), 0)) AS pence
FROM read_csv('{files}', header = true, columns = {{'event_id': 'VARCHAR', 'occurred_on': 'DATE',
    'provider': 'VARCHAR', 'service': 'VARCHAR', 'patient': 'VARCHAR', 'band': 'VARCHAR',
    'practice': 'VARCHAR', 'neighbourhood': 'VARCHAR', 'weight': 'DECIMAL(9, 4)',
    'status': 'VARCHAR'}})
JOIN price USING (service) GROUP BY ALL
"""


def main() -> None:
    """Group, with both processors, and say how long it took."""
    session = duckdb.connect()
    session.execute("SET threads = 2")
    session.execute("CREATE TABLE price (service VARCHAR, pence INTEGER)")
    prices = [(code, 1_000 + 37 * number) for number, code in enumerate(SERVICES)]
    session.executemany("INSERT INTO price VALUES (?, ?)", prices)
    before = clock()
    rows = session.execute(_SQL.format(files=f"{sys.argv[1]}/*.csv")).fetchall()
    after = clock()
    print(
        json.dumps(
            {
                "seconds": after[0] - before[0],
                "cpu_seconds": after[1] - before[1],
                "groups": len(rows),
                "pence": int(sum(row[4] for row in rows)),
            }
        )
    )


if __name__ == "__main__":
    main()
