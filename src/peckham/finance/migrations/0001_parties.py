"""Who is a party to the money of a contract: every policy of finance asks it."""

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contracts", "0006_clauses"),
        ("ledger", "0001_initial"),
    ]

    operations = [sql_file(__file__, "parties.sql")]
