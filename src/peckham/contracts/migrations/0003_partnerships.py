"""Places, their partnerships and integrators, promises and offers, and the law of them."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0001_contracts"),
        ("organisations", "0007_contract_roles"),
        ("places", "0005_growth"),
    ]

    operations = [
        migrations.CreateModel(
            name="Body",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField(null=True)),
                ("source", models.TextField()),
                ("quotation", models.TextField(default="")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.TextField(unique=True)),
                ("kinds", django.contrib.postgres.fields.ArrayField(base_field=models.TextField())),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
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
                            (
                                "kinds__contained_by",
                                [
                                    "primary_care_organisation",
                                    "community_provider",
                                    "nhs_trust",
                                    "nhs_foundation_trust",
                                    "local_authority",
                                    "voluntary_sector",
                                    "commissioner",
                                    "primary_care_network",
                                    "partnership",
                                ],
                            )
                        ),
                        name="contracts_body_kinds_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("name", ""), _negated=True),
                        ),
                        name="contracts_body_has_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContractPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField(null=True)),
                ("source", models.TextField()),
                ("quotation", models.TextField(default="")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.TextField(unique=True)),
                ("board", models.TextField(default="")),
                ("scheme", models.TextField(default="")),
                (
                    "place",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.place",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("name", ""), _negated=True),
                        ),
                        name="contracts_place_has_words",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField(null=True)),
                ("source", models.TextField()),
                ("quotation", models.TextField(default="")),
                ("purpose", models.TextField()),
                ("words", models.TextField()),
                ("amount_pence", models.BigIntegerField()),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="contracts.contractplace",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_pence__gt", 0)),
                        name="contracts_commitment_above_nothing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("purpose", ""), _negated=True),
                            models.Q(("words", ""), _negated=True),
                        ),
                        name="contracts_commitment_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_day__isnull", False),
                            models.Q(("quotation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contracts_commitment_dated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FundingStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField(null=True)),
                ("source", models.TextField()),
                ("quotation", models.TextField(default="")),
                ("purpose", models.TextField()),
                ("found", models.TextField(default="")),
                ("amount_pence", models.BigIntegerField(null=True)),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fundings",
                        to="contracts.contractplace",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("purpose", ""), _negated=True),
                        ),
                        name="contracts_funding_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount_pence__isnull", True), ("amount_pence__gt", 0), _connector="OR"
                        ),
                        name="contracts_funding_above_nothing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_day__isnull", False),
                            models.Q(("quotation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contracts_funding_dated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Integrator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField(null=True)),
                ("source", models.TextField()),
                ("quotation", models.TextField(default="")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.TextField()),
                (
                    "place",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="integrator",
                        to="contracts.contractplace",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HoldingStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField(null=True)),
                ("source", models.TextField()),
                ("quotation", models.TextField(default="")),
                ("holds", models.TextField()),
                ("words", models.TextField()),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.body",
                    ),
                ),
                (
                    "integrator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="contracts.integrator",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("holds__in", ("yes", "no", "unknown"))),
                        name="contracts_holds_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("words", ""), _negated=True),
                        ),
                        name="contracts_holds_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_day__isnull", False),
                            models.Q(("quotation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contracts_holds_dated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IntegratorDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField(null=True)),
                ("source", models.TextField()),
                ("quotation", models.TextField(default="")),
                ("decided_by", models.TextField()),
                ("outcome", models.TextField()),
                ("reference", models.TextField(default="")),
                (
                    "integrator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="contracts.integrator",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ("approved", "refused"))),
                        name="contracts_integrator_outcome_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("decided_by", ""), _negated=True),
                        ),
                        name="contracts_integrator_decision_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_day__isnull", False),
                            models.Q(("quotation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contracts_integrator_decision_dated",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reference", ""), _negated=True),
                            models.Q(("quotation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contracts_integrator_decision_on_record",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IntegratorMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField(null=True)),
                ("source", models.TextField()),
                ("quotation", models.TextField(default="")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.body",
                    ),
                ),
                (
                    "integrator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="contracts.integrator",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("integrator", "body"), name="contracts_integrator_member_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_day__isnull", False),
                            models.Q(("quotation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contracts_integrator_member_dated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HostScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField(null=True)),
                ("source", models.TextField()),
                ("quotation", models.TextField(default="")),
                ("criterion", models.TextField()),
                ("score", models.SmallIntegerField()),
                ("reason", models.TextField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="contracts.integratormember",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("criterion__in", ("size", "scale", "maturity", "local footprint"))
                        ),
                        name="contracts_score_criterion_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="contracts_score_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_day__isnull", False),
                            models.Q(("quotation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contracts_score_dated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HostChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField(null=True)),
                ("source", models.TextField()),
                ("quotation", models.TextField(default="")),
                ("reason", models.TextField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.integratormember",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="contracts_host_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_day__isnull", False),
                            models.Q(("quotation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contracts_host_dated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FunctionOwner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField(null=True)),
                ("source", models.TextField()),
                ("quotation", models.TextField(default="")),
                ("function", models.TextField()),
                ("named", models.TextField(default="")),
                (
                    "integrator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="functions",
                        to="contracts.integrator",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.integratormember",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("member__isnull", True), ("named", "")),
                            models.Q(
                                ("member__isnull", False), models.Q(("named", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="contracts_function_owned_or_a_gap",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("function", ""), _negated=True),
                        ),
                        name="contracts_function_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_day__isnull", False),
                            models.Q(("quotation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contracts_function_dated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MemberDeparture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField(null=True)),
                ("source", models.TextField()),
                ("quotation", models.TextField(default="")),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="departure",
                        to="contracts.integratormember",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_day__isnull", False),
                            models.Q(("quotation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contracts_departure_dated",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField(null=True)),
                ("source", models.TextField()),
                ("quotation", models.TextField(default="")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("words", models.TextField()),
                ("due_on", models.DateField()),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="milestones",
                        to="contracts.contractplace",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("words", ""), _negated=True),
                        ),
                        name="contracts_milestone_has_words",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MilestoneState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField(null=True)),
                ("source", models.TextField()),
                ("quotation", models.TextField(default="")),
                ("state", models.TextField()),
                (
                    "milestone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="states",
                        to="contracts.milestone",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("under way", "done", "will be late", "given up"))
                        ),
                        name="contracts_milestone_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="contracts_milestone_state_has_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_day__isnull", False),
                            models.Q(("quotation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contracts_milestone_state_dated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OversightEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField(null=True)),
                ("source", models.TextField()),
                ("quotation", models.TextField(default="")),
                ("kind", models.TextField()),
                ("words", models.TextField()),
                (
                    "integrator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="oversight",
                        to="contracts.integrator",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("body", "priority", "report"))),
                        name="contracts_oversight_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("words", ""), _negated=True),
                        ),
                        name="contracts_oversight_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_day__isnull", False),
                            models.Q(("quotation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contracts_oversight_dated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlaceFact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField(null=True)),
                ("source", models.TextField()),
                ("quotation", models.TextField(default="")),
                ("topic", models.TextField()),
                ("words", models.TextField()),
                ("body", models.TextField(default="")),
                ("reference", models.TextField(default="")),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="contracts.contractplace",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "topic__in",
                                (
                                    "programme",
                                    "given",
                                    "decided",
                                    "condition",
                                    "offered",
                                    "holder",
                                    "people",
                                    "open question",
                                ),
                            )
                        ),
                        name="contracts_fact_topic_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("words", ""), _negated=True),
                        ),
                        name="contracts_fact_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_day__isnull", False),
                            models.Q(("quotation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contracts_fact_dated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlacePartnership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField(null=True)),
                ("source", models.TextField()),
                ("quotation", models.TextField(default="")),
                ("name", models.TextField(default="")),
                (
                    "place",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnership",
                        to="contracts.contractplace",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="contracts_partnership_has_source",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="integrator",
            name="accountable_to",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="contracts.placepartnership",
            ),
        ),
        migrations.CreateModel(
            name="PracticeOffer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField(null=True)),
                ("source", models.TextField()),
                ("quotation", models.TextField(default="")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("offered_to", models.TextField()),
                ("answer_by", models.DateField()),
                ("amount_pence", models.BigIntegerField()),
                ("words", models.TextField()),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer_by__gt", models.F("on_day"))),
                        name="contracts_offer_allows_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_pence__gte", 0)),
                        name="contracts_offer_money_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("offered_to", ""), _negated=True),
                            models.Q(("words", ""), _negated=True),
                        ),
                        name="contracts_offer_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_day__isnull", False),
                            models.Q(("quotation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contracts_offer_dated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfferReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField(null=True)),
                ("source", models.TextField()),
                ("quotation", models.TextField(default="")),
                ("practice", models.TextField()),
                ("answer", models.TextField()),
                ("words", models.TextField(default="")),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="contracts.practiceoffer",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer__in", ("accepts", "accepts in part", "declines", "no reply"))
                        ),
                        name="contracts_reply_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("practice", ""), _negated=True),
                        ),
                        name="contracts_reply_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_day__isnull", False),
                            models.Q(("quotation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contracts_reply_dated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Promise",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField(null=True)),
                ("source", models.TextField()),
                ("quotation", models.TextField(default="")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("words", models.TextField()),
                ("owner", models.TextField(default="")),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="contracts.contractplace",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("words", ""), _negated=True),
                        ),
                        name="contracts_promise_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("owner", ""), _negated=True),
                            models.Q(("quotation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contracts_promise_has_an_owner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_day__isnull", False),
                            models.Q(("quotation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contracts_promise_dated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PromiseEvidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField(null=True)),
                ("source", models.TextField()),
                ("quotation", models.TextField(default="")),
                ("words", models.TextField()),
                ("is_kept", models.BooleanField(null=True)),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="contracts.promise",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("words", ""), _negated=True),
                        ),
                        name="contracts_evidence_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_day__isnull", False),
                            models.Q(("quotation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contracts_evidence_dated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProviderPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField(null=True)),
                ("source", models.TextField()),
                ("quotation", models.TextField(default="")),
                ("provider", models.TextField()),
                ("state", models.TextField()),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="provider_plans",
                        to="contracts.contractplace",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ("requested", "received", "agreed", "in practice", "refused"),
                            )
                        ),
                        name="contracts_provider_plan_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("provider", ""), _negated=True),
                        ),
                        name="contracts_provider_plan_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_day__isnull", False),
                            models.Q(("quotation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contracts_provider_plan_dated",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="integrator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", ""), _negated=True), models.Q(("name", ""), _negated=True)
                ),
                name="contracts_integrator_has_words",
            ),
        ),
        sql_file(__file__, "partnerships_law.sql"),
    ]
