from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies = [("services", "0001_initial"), ("infra", "0002_scope")]
    operations = [sql_file(__file__, "grants.sql")]
