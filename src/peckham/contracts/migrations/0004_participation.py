"""How practices take part, their patients told and moved; their work; subcontracts."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0003_partnerships"),
        ("organisations", "0007_contract_roles"),
        ("people", "0008_lists"),
        ("places", "0005_growth"),
    ]

    operations = [
        migrations.CreateModel(
            name="ParticipationStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField()),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("join partly", "join partly"),
                            ("join as new", "join as new"),
                            ("give notice", "give notice"),
                            ("write to patients", "write to patients"),
                            ("take notice back", "take notice back"),
                            ("suspend", "suspend"),
                            ("give notice of return", "give notice of return"),
                            ("reactivate", "reactivate"),
                            ("end the core contract", "end the core contract"),
                            ("leave", "leave"),
                        ]
                    ),
                ),
                ("intended_on", models.DateField(null=True)),
                ("agreement", models.TextField(default="")),
                ("mode", models.TextField()),
                ("core", models.TextField()),
                ("returns_by_default", models.BooleanField(null=True)),
                ("patients", models.IntegerField(null=True)),
                ("list_digest", models.TextField(default="")),
                ("account_id", models.BigIntegerField(null=True)),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
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
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.practice",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["practice", "id"], name="participation_by_practice"),
                    models.Index(fields=["contract", "on_day"], name="participation_by_contract"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                (
                                    "join partly",
                                    "join as new",
                                    "give notice",
                                    "write to patients",
                                    "take notice back",
                                    "suspend",
                                    "give notice of return",
                                    "reactivate",
                                    "end the core contract",
                                    "leave",
                                ),
                            )
                        ),
                        name="participation_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mode__in", ("none", "partial", "full", "new_practice")),
                            (
                                "core__in",
                                (
                                    "none",
                                    "active",
                                    "notified",
                                    "patients_written",
                                    "suspended",
                                    "return_notified",
                                    "ended",
                                ),
                            ),
                        ),
                        name="participation_pair_of_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "join partly"), _negated=True),
                            models.Q(("agreement", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="participation_partial_has_agreement",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ("give notice", "give notice of return")),
                                _negated=True,
                            ),
                            ("intended_on__gt", models.F("on_day")),
                            _connector="OR",
                        ),
                        name="participation_notice_names_a_later_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "reactivate"), ("returns_by_default__isnull", False)),
                            models.Q(
                                models.Q(("kind", "reactivate"), _negated=True),
                                ("returns_by_default__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="participation_return_says_its_default",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ListMovement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("with_provider", models.BooleanField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.participationstep",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("step", "person"), name="moved_once_by_a_step")
                ],
            },
        ),
        migrations.CreateModel(
            name="PatientChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                (
                    "choice",
                    models.TextField(
                        choices=[("opt out", "opt out"), ("return", "return"), ("stay", "stay")]
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.participationstep",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["step", "person"], name="patient_choice_by_step")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("choice__in", ("opt out", "return", "stay"))),
                        name="patient_choice_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PatientLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                (
                    "way",
                    models.TextField(
                        choices=[
                            ("post", "post"),
                            ("phone", "phone"),
                            ("in person", "in person"),
                            ("through somebody else", "through somebody else"),
                        ]
                    ),
                ),
                ("batch", models.UUIDField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.participationstep",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("step", "person"), name="letter_once_for_a_notice"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("way__in", ("post", "phone", "in person", "through somebody else"))
                        ),
                        name="letter_way_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Subcontract",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("reference", models.TextField(unique=True)),
                (
                    "regime",
                    models.TextField(choices=[("consent", "consent"), ("notice", "notice")]),
                ),
                (
                    "services",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField()),
                ),
                ("address", models.TextField()),
                ("premises", models.TextField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "lies_in",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.subcontract",
                    ),
                ),
                (
                    "subcontractor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["contract"], name="subcontract_by_contract")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("regime__in", ("consent", "notice"))),
                        name="subcontract_regime_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("services__len__gte", 1),
                            models.Q(("address", ""), _negated=True),
                            models.Q(("premises", ""), _negated=True),
                        ),
                        name="subcontract_says_what_and_where",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gt", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="subcontract_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("subcontractor")), _negated=True),
                        name="subcontract_to_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubcontractStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("ask", "ask"),
                            ("permit", "permit"),
                            ("refuse", "refuse"),
                            ("start", "start"),
                            ("withdraw", "withdraw"),
                            ("end", "end"),
                            ("notify", "notify"),
                            ("object", "object"),
                        ]
                    ),
                ),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("proposed", "proposed"),
                            ("asked", "asked"),
                            ("permitted", "permitted"),
                            ("refused", "refused"),
                            ("notified", "notified"),
                            ("objected", "objected"),
                            ("active", "active"),
                            ("ended", "ended"),
                            ("withdrawn", "withdrawn"),
                        ]
                    ),
                ),
                ("on_day", models.DateField()),
                ("objection_until", models.DateField(null=True)),
                ("decision", models.TextField(default="")),
                ("ground", models.TextField(default="")),
                ("reason", models.TextField(default="")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "subcontract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="contracts.subcontract",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subcontract", "id"], name="subcontract_steps_in_order")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                (
                                    "ask",
                                    "permit",
                                    "refuse",
                                    "start",
                                    "withdraw",
                                    "end",
                                    "notify",
                                    "object",
                                ),
                            ),
                            (
                                "state__in",
                                (
                                    "proposed",
                                    "asked",
                                    "permitted",
                                    "refused",
                                    "notified",
                                    "objected",
                                    "active",
                                    "ended",
                                    "withdrawn",
                                ),
                            ),
                        ),
                        name="subcontract_step_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "permit"), _negated=True),
                            models.Q(("decision", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="subcontract_permission_is_found",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ("refuse", "object")), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="subcontract_refusal_gives_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "object"), _negated=True),
                            ("ground__in", ("serious risk to safety", "material financial loss")),
                            _connector="OR",
                        ),
                        name="subcontract_objection_has_a_ground",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "notify"), ("objection_until__gt", models.F("on_day"))
                            ),
                            models.Q(
                                models.Q(("kind", "notify"), _negated=True),
                                ("objection_until__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="subcontract_notice_counts_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkTransfer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("to_practice", models.BooleanField()),
                ("what", models.TextField()),
                ("starts_on", models.DateField()),
                ("hours_per_week", models.IntegerField()),
                ("funded_pence_per_year", models.BigIntegerField(null=True)),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.practice",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["practice"], name="work_transfer_by_practice")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hours_per_week__gte", 0), models.Q(("what", ""), _negated=True)
                        ),
                        name="work_transfer_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("funded_pence_per_year__isnull", True),
                            ("funded_pence_per_year__gte", 0),
                            _connector="OR",
                        ),
                        name="work_transfer_money_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TransferReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("reply", models.TextField(choices=[("agreed", "agreed"), ("refused", "refused")])),
                ("hours_per_week", models.IntegerField()),
                ("words", models.TextField()),
                ("on_day", models.DateField()),
                (
                    "transfer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="contracts.worktransfer",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hours_per_week__gte", 0), ("reply__in", ("agreed", "refused"))
                        ),
                        name="transfer_reply_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HubSwitch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("category", models.TextField()),
                ("is_on", models.BooleanField()),
                ("from_on", models.DateField()),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.practice",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["practice", "category"], name="hub_switch_by_practice")
                ],
            },
        ),
        sql_file(__file__, "participation_law.sql"),
        sql_file(__file__, "participation_writing.sql"),
        sql_file(__file__, "subcontract_law.sql"),
    ]
