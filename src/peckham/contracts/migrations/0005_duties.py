"""Complaints, thanks and travel claims: their tables, their law, who reads them, the way in."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0004_participation"),
        ("organisations", "0007_contract_roles"),
        ("people", "0007_own_records"),
        ("places", "0005_growth"),
    ]

    operations = [
        migrations.CreateModel(
            name="Complaint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("reference", models.TextField(unique=True)),
                ("code_hash", models.TextField()),
                ("claimed", models.JSONField()),
                ("asker", models.JSONField(null=True)),
                ("channel", models.TextField()),
                ("contact_mode", models.TextField()),
                ("state", models.TextField()),
                ("due_on", models.DateField(null=True)),
                ("version", models.IntegerField(default=1)),
                ("received_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("about", models.TextField()),
                ("words", models.TextField()),
                ("wanted", models.TextField(default="")),
                ("limb", models.TextField()),
                ("is_oral", models.BooleanField()),
                ("event_on", models.DateField(null=True)),
                ("knew_on", models.DateField(null=True)),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("due_on__isnull", False)),
                        fields=["due_on"],
                        name="contracts_complaints_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("due_on__isnull", False),
                                (
                                    "state__in",
                                    ("acknowledged", "explained", "investigating", "received"),
                                ),
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "state__in",
                                        ("acknowledged", "explained", "investigating", "received"),
                                    ),
                                    _negated=True,
                                ),
                                ("due_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="contracts_complaint_open_means_due",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    "received",
                                    "acknowledged",
                                    "investigating",
                                    "explained",
                                    "settled",
                                    "answered",
                                    "ombudsman",
                                    "withdrawn",
                                    "declined",
                                ),
                            )
                        ),
                        name="contracts_complaint_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("limb__in", ("health", "adult_social_care", "both")),
                            ("channel__in", ("online", "phone", "desk", "letter", "email")),
                            models.Q(("words", ""), _negated=True),
                        ),
                        name="contracts_complaint_says_what",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ComplaintBody",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("named_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bodies",
                        to="contracts.complaint",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("complaint", "organisation"), name="contracts_complaint_body_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ComplaintEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.IntegerField()),
                ("kind", models.TextField()),
                ("from_state", models.TextField(null=True)),
                ("to_state", models.TextField()),
                ("due_on", models.DateField(null=True)),
                ("on_day", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("actor_kind", models.TextField()),
                ("actor", models.TextField()),
                ("role", models.TextField(default="")),
                ("detail", models.JSONField(default=dict)),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        db_column="subject_id",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="contracts.complaint",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject", "sequence"), name="contracts_complaint_event_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Thanks",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("about", models.TextField()),
                ("words", models.TextField()),
                ("claimed", models.JSONField(default=dict)),
                ("channel", models.TextField()),
                ("given_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("words", ""), _negated=True),
                            ("channel__in", ("online", "phone", "desk", "letter", "email")),
                        ),
                        name="contracts_thanks_say_what",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TravelClaim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("reference", models.TextField(unique=True)),
                ("code_hash", models.TextField()),
                ("claimed", models.JSONField()),
                ("asker", models.JSONField(null=True)),
                ("channel", models.TextField()),
                ("contact_mode", models.TextField()),
                ("state", models.TextField()),
                ("due_on", models.DateField(null=True)),
                ("version", models.IntegerField(default=1)),
                ("received_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("appointment_on", models.DateField()),
                ("visit", models.JSONField()),
                (
                    "hub",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.hub",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("due_on__isnull", False)),
                        fields=["due_on"],
                        name="contracts_claims_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_on__isnull", False), ("state__in", ("received",))),
                            models.Q(
                                models.Q(("state__in", ("received",)), _negated=True),
                                ("due_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="contracts_travelclaim_open_means_due",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("received", "allowed", "refused", "paid", "withdrawn"))
                        ),
                        name="contracts_travelclaim_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("channel__in", ("online", "phone", "desk", "letter", "email"))
                        ),
                        name="contracts_travelclaim_channel",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TravelClaimEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.IntegerField()),
                ("kind", models.TextField()),
                ("from_state", models.TextField(null=True)),
                ("to_state", models.TextField()),
                ("due_on", models.DateField(null=True)),
                ("on_day", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("actor_kind", models.TextField()),
                ("actor", models.TextField()),
                ("role", models.TextField(default="")),
                ("detail", models.JSONField(default=dict)),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        db_column="subject_id",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="contracts.travelclaim",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject", "sequence"), name="contracts_claim_event_once"
                    )
                ],
            },
        ),
        sql_file(__file__, "duties_moves.sql"),
        sql_file(__file__, "duties_law.sql"),
        sql_file(__file__, "duties_access.sql"),
        sql_file(__file__, "duties_taking.sql"),
    ]
