"""Contracts from draft to live: what is said, decided, assessed and passed, and the law of it."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


def fill(apps, schema_editor):
    """Write the kinds of contract down; every start of the books does again."""
    from peckham.contracts.actions.keeping_kinds import keep_kinds

    keep_kinds()


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0007_contract_roles"),
        ("places", "0005_growth"),
        ("sharing", "0010_run_readings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KindOfContract",
            fields=[
                ("code", models.TextField(primary_key=True, serialize=False)),
                ("family", models.TextField()),
                ("tier", models.TextField()),
                (
                    "excludes_tiers",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField()),
                ),
                (
                    "holders",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField()),
                ),
                (
                    "nests_in",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField()),
                ),
                ("needs_committees", models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name="Contract",
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
                ("title", models.TextField()),
                ("author", models.TextField()),
                ("entered_on", models.DateField(null=True)),
                ("source", models.TextField(default="")),
                (
                    "kept_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.place",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.kindofcontract",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reference", ""), _negated=True),
                            models.Q(("title", ""), _negated=True),
                            models.Q(("author", ""), _negated=True),
                        ),
                        name="contracts_contract_is_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("entered_on__isnull", True), ("source", "")),
                            models.Q(
                                ("entered_on__isnull", False),
                                models.Q(("source", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="contracts_stood_before_with_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AwardNotice",
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
                ("route", models.TextField()),
                ("reasons", models.TextField()),
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
                        condition=models.Q(
                            models.Q(("route", ""), _negated=True),
                            models.Q(("reasons", ""), _negated=True),
                        ),
                        name="contracts_notice_has_reasons",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AssuranceCheckpoint",
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
                ("code", models.TextField()),
                ("passed", models.BooleanField()),
                ("finding", models.TextField()),
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
                        condition=models.Q(("code__in", ("EE", "CP1", "CP2", "CP3"))),
                        name="contracts_checkpoint_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EqualityAssessment",
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
                ("reference", models.TextField()),
                ("finding", models.TextField()),
                ("approved_by", models.TextField()),
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
                    models.UniqueConstraint(
                        fields=("contract", "reference"), name="contracts_assessment_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reference", ""), _negated=True),
                            models.Q(("finding", ""), _negated=True),
                            models.Q(("approved_by", ""), _negated=True),
                        ),
                        name="contracts_assessment_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormOption",
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
                ("form", models.TextField()),
                ("expected", models.JSONField()),
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
                        condition=models.Q(("form", ""), _negated=True),
                        name="contracts_option_is_named",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FunctionsStatement",
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AssignedFunction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("function", models.TextField()),
                ("to", models.TextField()),
                ("instrument", models.TextField(default="")),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="functions",
                        to="contracts.functionsstatement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("statement", "function"), name="contracts_function_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("function", ""), _negated=True),
                            models.Q(("to", ""), _negated=True),
                        ),
                        name="contracts_function_is_named",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FurtherDecision",
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
                ("decided", models.TextField()),
                (
                    "notice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="further_decision",
                        to="contracts.awardnotice",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GatePassage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("gate", models.TextField()),
                ("position", models.SmallIntegerField()),
                ("on_day", models.DateField()),
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
                    models.UniqueConstraint(
                        fields=("contract", "gate"), name="contracts_gate_once"
                    ),
                    models.UniqueConstraint(
                        fields=("contract", "position"), name="contracts_gate_order"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GpLeadership",
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
                ("gp", models.TextField()),
                ("employed_by", models.TextField(default="")),
                ("seat", models.TextField(default="")),
                ("votes", models.SmallIntegerField(default=0)),
                ("accepted", models.BooleanField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                        condition=models.Q(("votes__gte", 0), models.Q(("gp", ""), _negated=True)),
                        name="contracts_gp_votes_not_negative",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HolderAssurance",
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
                ("vat", models.TextField(null=True)),
                ("guarantee", models.TextField(null=True)),
                ("reconciled", models.BooleanField(null=True)),
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
                        condition=models.Q(
                            ("vat__isnull", True),
                            (
                                "vat__in",
                                ("recoverable", "not_recoverable_but_priced", "not_recoverable"),
                            ),
                            _connector="OR",
                        ),
                        name="contracts_vat_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HolderStep",
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
                ("event", models.TextField()),
                ("name", models.TextField()),
                ("kind", models.TextField()),
                ("controlled_by", models.TextField(null=True)),
                ("formed_by", models.TextField(default="existing")),
                ("formed_from", models.TextField(default="")),
                ("formed_on", models.DateField(null=True)),
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
                                "event__in",
                                ("pre_qualification", "award", "novation", "change_of_control"),
                            )
                        ),
                        name="contracts_holder_event",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("formed_by", "existing"),
                                ("formed_from", ""),
                                ("formed_on__isnull", True),
                            ),
                            models.Q(("formed_by", "new"), ("formed_from", "")),
                            models.Q(
                                ("formed_by", "demerger"),
                                models.Q(("formed_from", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="contracts_holder_formed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("event", "pre_qualification"),
                            ("formed_by", "existing"),
                            models.Q(
                                ("formed_on__isnull", False), ("formed_on__lte", models.F("on_day"))
                            ),
                            _connector="OR",
                        ),
                        name="contracts_holder_exists",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlaceProgramme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("programme", models.TextField()),
                ("from_on", models.DateField()),
                ("source", models.TextField()),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.place",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place", "programme"), name="contracts_programme_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("programme", ""), _negated=True),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="contracts_programme_is_sourced",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Provision",
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
                ("part", models.TextField()),
                ("number", models.SmallIntegerField()),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OutcomeLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField()),
                ("measure", models.TextField()),
                ("source", models.TextField()),
                ("unit", models.TextField()),
                ("baseline", models.DecimalField(decimal_places=4, max_digits=16)),
                ("baseline_on", models.DateField()),
                ("target", models.DecimalField(decimal_places=4, max_digits=16)),
                ("target_on", models.DateField()),
                (
                    "provision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="contracts.provision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("provision", "name"), name="contracts_outcome_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("measure", ""), _negated=True),
                            models.Q(("source", ""), _negated=True),
                            models.Q(("unit", ""), _negated=True),
                        ),
                        name="contracts_outcome_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CoveredPeople",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.TextField()),
                ("area", models.TextField()),
                (
                    "provision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="contracts.provision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("provision", "code"), name="contracts_covered_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", ""), _negated=True),
                            models.Q(("area", ""), _negated=True),
                        ),
                        name="contracts_covered_is_named",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommissionerShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField()),
                ("kind", models.TextField()),
                ("numerator", models.IntegerField(null=True)),
                ("denominator", models.IntegerField(null=True)),
                ("co_ordinates", models.BooleanField(default=False)),
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
                    "provision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commissioners",
                        to="contracts.provision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("provision", "name"), name="contracts_share_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("denominator__isnull", True), ("numerator__isnull", True)),
                            models.Q(
                                ("denominator__gte", models.F("numerator")), ("numerator__gt", 0)
                            ),
                            _connector="OR",
                        ),
                        name="contracts_share_is_a_fraction",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Representation",
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
                ("of", models.TextField()),
                ("said", models.TextField()),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="representations",
                        to="contracts.awardnotice",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RiskRun",
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
                ("run", models.UUIDField()),
                ("purpose", models.TextField()),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField()),
                ),
                (
                    "controllers",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField()),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
                (
                    "runs_for",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ScopeLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("service", models.TextField()),
                ("group", models.TextField()),
                ("status", models.TextField()),
                (
                    "provision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="contracts.provision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("provision", "service"), name="contracts_line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ("in", "optional", "out"))),
                        name="contracts_line_status",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.TextField()),
                ("mode", models.TextField()),
                ("by", models.TextField()),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="contracts.scopeline",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mode__in", ("own", "subcontract", "integration_agreement"))
                        ),
                        name="contracts_delivery_mode",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("by", ""), _negated=True),
                            ("during__isempty", False),
                            ("during__lower_inf", False),
                        ),
                        name="contracts_delivery_has_days",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("line", "="), ("code", "="), ("during", "&&")],
                        name="contracts_delivered_in_one_way",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandingChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("what", models.TextField()),
                ("on_day", models.DateField()),
                ("from_on", models.DateField()),
                ("reason", models.TextField()),
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
                        condition=models.Q(("what__in", ("suspended", "resumed", "terminated"))),
                        name="contracts_standing_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_on__gte", models.F("on_day")),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="contracts_standing_not_backdated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Terms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("gp_votes_min", models.SmallIntegerField(null=True)),
                ("total_pence", models.BigIntegerField(null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
                (
                    "provision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="contracts.provision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gt", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="contracts_term_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gp_votes_min__isnull", True),
                            ("gp_votes_min__gte", 0),
                            _connector="OR",
                        ),
                        name="contracts_votes_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("total_pence__isnull", True), ("total_pence__gte", 0), _connector="OR"
                        ),
                        name="contracts_value_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BreakPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("breaks_on", models.DateField()),
                ("notice_by", models.DateField()),
                (
                    "terms",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="breaks",
                        to="contracts.terms",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("terms", "breaks_on"), name="contracts_break_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("notice_by__lt", models.F("breaks_on"))),
                        name="contracts_notice_before_break",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Variation",
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
                ("number", models.SmallIntegerField()),
                ("proposer", models.TextField()),
                ("what", models.TextField()),
                ("why", models.TextField()),
                ("from_on", models.DateField()),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
                (
                    "proposed_by",
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
                        fields=("contract", "number"), name="contracts_variation_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("what", ""), _negated=True),
                            models.Q(("why", ""), _negated=True),
                        ),
                        name="contracts_variation_says_why",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="provision",
            name="variation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="provisions",
                to="contracts.variation",
            ),
        ),
        migrations.CreateModel(
            name="CommitteeDecision",
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
                ("about", models.TextField()),
                ("commissioner", models.TextField()),
                ("body", models.TextField()),
                ("outcome", models.TextField()),
                ("quorum", models.SmallIntegerField()),
                (
                    "conditions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list
                    ),
                ),
                (
                    "considered",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list
                    ),
                ),
                ("could_refuse", models.BooleanField(null=True)),
                ("reference", models.TextField()),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
                (
                    "variation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="contracts.variation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("about", "variation"), ("variation__isnull", False)),
                            models.Q(
                                ("about__in", ("approval", "award")), ("variation__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="contracts_decision_about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("conditions__len", 0), ("outcome__in", ("approved", "refused"))
                            ),
                            models.Q(
                                ("conditions__len__gte", 1), ("outcome", "approved_subject_to")
                            ),
                            _connector="OR",
                        ),
                        name="contracts_decision_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quorum__gte", 1),
                            models.Q(("body", ""), _negated=True),
                            models.Q(("reference", ""), _negated=True),
                        ),
                        name="contracts_decision_is_minuted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VariationOutcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("is_agreed", models.BooleanField()),
                ("on_day", models.DateField()),
                (
                    "variation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome",
                        to="contracts.variation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="YearValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_on", models.DateField()),
                ("pence", models.BigIntegerField()),
                (
                    "terms",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="years",
                        to="contracts.terms",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("terms", "from_on"), name="contracts_year_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pence__gte", 0)),
                        name="contracts_year_value_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitteeVote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("member", models.TextField()),
                ("choice", models.TextField()),
                ("interest", models.TextField(null=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="contracts.committeedecision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decision", "member"), name="contracts_vote_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("choice__in", ("for", "against", "abstained")),
                            models.Q(("member", ""), _negated=True),
                        ),
                        name="contracts_vote_choice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("interest__isnull", True),
                            ("interest__in", ("none", "noted", "stays_without_vote", "leaves")),
                            _connector="OR",
                        ),
                        name="contracts_vote_interest",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BidReview",
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
                ("reviewer", models.TextField()),
                ("capacity", models.TextField()),
                ("declared", models.BooleanField()),
                ("finding", models.TextField()),
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
                        condition=models.Q(
                            ("capacity__in", ("clinical", "nhs")),
                            models.Q(("reviewer", ""), _negated=True),
                        ),
                        name="contracts_review_capacity",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.UniqueConstraint(
                fields=("contract", "part", "number"), name="contracts_provision_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("part__in", ("terms", "commissioners", "people", "scope", "outcomes"))
                ),
                name="contracts_part_known",
            ),
        ),
        sql_file(__file__, "heads_law.sql"),
        sql_file(__file__, "heads_writing.sql"),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
