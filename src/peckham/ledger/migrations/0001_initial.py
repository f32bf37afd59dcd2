"""The Money book: accounts, funds, journals, and the law that holds them."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("organisations", "0007_contract_roles"),
        ("sharing", "0010_run_readings"),
    ]

    operations = [
        migrations.CreateModel(
            name='Fund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.TextField()),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('code', models.TextField(unique=True)),
                ('name', models.TextField()),
                ('purpose', models.TextField()),
                ('beneficial_owner', models.TextField()),
                ('is_restricted', models.BooleanField()),
                ('ratified_by_min', models.PositiveSmallIntegerField(default=0)),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Principle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.TextField()),
                ('words', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.TextField()),
                ('code', models.TextField()),
                ('name', models.TextField()),
                ('kind', models.TextField(choices=[('asset', 'Asset'), ('liability', 'Liability'), ('income', 'Income'), ('expense', 'Expense')])),
                ('ring', models.TextField(blank=True, default='')),
                ('books', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='FundBalance',
            fields=[
                ('fund', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='balance', serialize=False, to='ledger.fund')),
                ('is_restricted', models.BooleanField()),
                ('posted_pence', models.BigIntegerField(default=0)),
                ('pending_pence', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='FundParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.TextField()),
                ('fund', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='ledger.fund')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Journal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.TextField()),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('key', models.TextField()),
                ('body_sha256', models.CharField(max_length=64)),
                ('origin', models.TextField(choices=[('commissioner', 'Commissioner'), ('provider', 'Provider'), ('integrator', 'Integrator'), ('neighbourhood', 'Neighbourhood'), ('practice', 'Practice')])),
                ('occurred_on', models.DateField()),
                ('words', models.TextField()),
                ('voucher', models.TextField(blank=True, default='')),
                ('transaction_id', models.BigIntegerField()),
                ('books', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('reverses', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='ledger.journal')),
            ],
        ),
        migrations.CreateModel(
            name='JournalOutcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.TextField()),
                ('what', models.TextField(choices=[('posted', 'Posted'), ('void', 'Void')])),
                ('approved_for', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('journal', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='outcome', to='ledger.journal')),
            ],
        ),
        migrations.CreateModel(
            name='PeriodClose',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.TextField()),
                ('through_on', models.DateField()),
                ('books', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveSmallIntegerField()),
                ('pence', models.BigIntegerField()),
                ('contract', models.TextField(blank=True, default='')),
                ('service_line', models.TextField(blank=True, default='')),
                ('neighbourhood_code', models.TextField(blank=True, default='')),
                ('recipient', models.TextField(blank=True, default='')),
                ('recipient_sector', models.TextField(blank=True, default='')),
                ('priority', models.TextField(blank=True, default='')),
                ('account', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.account')),
                ('fund', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.fund')),
                ('journal', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='ledger.journal')),
                ('principle', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.principle')),
            ],
        ),
        migrations.CreateModel(
            name='PrinciplesVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.TextField()),
                ('number', models.PositiveSmallIntegerField()),
                ('fund', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.fund')),
            ],
        ),
        migrations.AddField(
            model_name='principle',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='principles', to='ledger.principlesversion'),
        ),
        migrations.CreateModel(
            name='Ratification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.TextField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratifications', to='ledger.principlesversion')),
            ],
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.UniqueConstraint(fields=('books', 'code'), name='ledger_account_code'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('name', ''), _negated=True)), name='ledger_account_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ('asset', 'liability', 'income', 'expense'))), name='ledger_account_kind'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('ring__in', ('', 'gp_core'))), name='ledger_account_ring'),
        ),
        migrations.AddConstraint(
            model_name='fundbalance',
            constraint=models.CheckConstraint(condition=models.Q(('pending_pence__gte', 0)), name='ledger_pending_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='fundbalance',
            constraint=models.CheckConstraint(condition=models.Q(('is_restricted', False), ('posted_pence__gte', models.F('pending_pence')), _connector='OR'), name='ledger_restricted_fund_not_below_zero'),
        ),
        migrations.AddConstraint(
            model_name='fund',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('purpose', ''), _negated=True), models.Q(('beneficial_owner', ''), _negated=True)), name='ledger_fund_says_what_for_and_whose'),
        ),
        migrations.AddConstraint(
            model_name='fundparty',
            constraint=models.UniqueConstraint(fields=('fund', 'organisation'), name='ledger_party_once'),
        ),
        migrations.AddConstraint(
            model_name='journal',
            constraint=models.UniqueConstraint(fields=('books', 'key'), name='ledger_journal_key'),
        ),
        migrations.AddConstraint(
            model_name='journal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('key', ''), _negated=True), models.Q(('words', ''), _negated=True)), name='ledger_journal_says_what'),
        ),
        migrations.AddConstraint(
            model_name='journal',
            constraint=models.CheckConstraint(condition=models.Q(('origin__in', ('commissioner', 'provider', 'integrator', 'neighbourhood', 'practice'))), name='ledger_journal_origin'),
        ),
        migrations.AddConstraint(
            model_name='journaloutcome',
            constraint=models.CheckConstraint(condition=models.Q(('what__in', ('posted', 'void'))), name='ledger_outcome_is_one_of_two'),
        ),
        migrations.AddConstraint(
            model_name='periodclose',
            constraint=models.UniqueConstraint(fields=('books', 'through_on'), name='ledger_close_once'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.UniqueConstraint(fields=('journal', 'line'), name='ledger_posting_line'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(('pence', 0), _negated=True), name='ledger_posting_moves_something'),
        ),
        migrations.AddConstraint(
            model_name='principlesversion',
            constraint=models.UniqueConstraint(fields=('fund', 'number'), name='ledger_version_number'),
        ),
        migrations.AddConstraint(
            model_name='principle',
            constraint=models.UniqueConstraint(fields=('version', 'code'), name='ledger_principle_code'),
        ),
        migrations.AddConstraint(
            model_name='principle',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('words', ''), _negated=True)), name='ledger_principle_has_words'),
        ),
        migrations.AddConstraint(
            model_name='ratification',
            constraint=models.UniqueConstraint(fields=('version', 'organisation'), name='ledger_ratified_once'),
        ),
        sql_file(__file__, "law.sql"),
        sql_file(__file__, "writing.sql"),
    ]
