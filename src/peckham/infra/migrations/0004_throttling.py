"""Failures to sign in are counted in the database, by account and by address."""

from typing import ClassVar

from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("infra", "0003_resident_scope")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="SignInTry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account", models.TextField()),
                ("address", models.TextField()),
                ("at", models.DateTimeField()),
                ("succeeded", models.BooleanField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["account", "at"], name="sign_in_by_account"),
                    models.Index(fields=["address", "at"], name="sign_in_by_address"),
                ],
            },
        ),
        sql_file(__file__, "throttling.sql"),
    ]
