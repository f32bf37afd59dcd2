"""What everybody may read of a fund without signing in."""

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [sql_file(__file__, "published.sql")]
