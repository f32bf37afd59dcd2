"""A trust that holds a fund for a partnership of itself and two others, and who acts for each."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count

from django.db.models import Sum
from tests.databases import as_app
from tests.employing import employed

from peckham.infra.scope import Scope
from peckham.kernel import Actor
from peckham.ledger import api as ledger
from peckham.ledger.models import FundBalance, Posting
from peckham.organisations import api as organisations

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = AT.date()
BY = Actor("staff", "ledger", "Test Ledger")
GRANT_PENCE = 25_000_000
NAMES = {
    "trust": ("T1T", "Test trust", "nhs_trust"),
    "federation": ("F1F", "Test federation", "federation"),
    "council": ("C1C", "Test council", "local_authority"),
}
ACCOUNTS = (
    ("1200", "Bank", "asset", ""),
    ("1250", "Petty cash", "asset", ""),
    ("2100", "Due to the partnership", "liability", ""),
    ("4000", "Own income", "income", ""),
    ("5000", "Own expense", "expense", ""),
    ("1900", "Core contract", "asset", "gp_core"),
)
_KEYS = count(1)


@dataclass(frozen=True)
class Books:
    """Keys of organisations and their teams, by name; and the fund's public key."""

    organisations: dict[str, int]
    teams: dict[str, int]
    fund: object
    account_of: dict[str, int] = field(
        default_factory=lambda: {"trust": 41, "federation": 42, "council": 43}
    )

    def scope(self, who, *, role="finance_officer"):
        """Give the scope of who keeps the books of an organisation."""
        actor = Actor("staff", f"{role}-{who}", who.title())
        key, team = self.account_of[who], self.teams[who]
        scope = Scope(actor, "payment", AT, key, role, self.organisations[who], team, (team,))
        return employed(scope)

    def entry(self, *lines, origin="provider", who="trust", **changes):
        """Make an entry in the books of an organisation."""
        given = {
            "books_id": self.organisations[who],
            "key": f"key {next(_KEYS)}",
            "origin": origin,
            "occurred_on": DAY,
            "words": "A test",
            "lines": tuple(lines),
        }
        return ledger.Entry(**given | changes)

    def receipt(self, pence=GRANT_PENCE, **changes):
        """Make the receipt of money for the partnership: cash in, and owed to it."""
        return self.entry(
            ledger.Line("1200", pence, fund="LAMBETH"),
            ledger.Line("2100", -pence, fund="LAMBETH"),
            **changes,
        )

    def spending(self, pence, *, principle=None, sector="primary care", **changes):
        """Make a spending of the fund that cites a principle."""
        told = {"fund": "LAMBETH", "recipient": "Somebody", "recipient_sector": sector}
        return self.entry(
            ledger.Line("2100", pence, **told),
            ledger.Line("1200", -pence, principle_id=principle, **told),
            **changes,
        )

    def post(self, entry, who="trust"):
        """Post it as the finance officer of an organisation would, in the web process."""
        with as_app(self.scope(who)):
            return ledger.post(entry, by=BY, at=AT)

    def reserve(self, entry, who="trust"):
        """Leave it pending, as the finance officer of an organisation would."""
        with as_app(self.scope(who)):
            return ledger.reserve(entry, by=BY, at=AT)

    def settle(self, journal, *, who, posted=True):
        """Settle a pending journal as the finance officer of an organisation would."""
        with as_app(self.scope(who)):
            ledger.settle(journal, posted=posted, by=BY, at=AT)

    def ratified(self, *parties, principles=None):
        """Write principles, have these parties ratify them, and give them by code."""
        words = principles or {"P1": "Spend on what practices ask for."}
        number = ledger.write_principles(self.fund, words, by=BY, at=AT)
        for who in parties:
            with as_app(self.scope(who)):
                key = self.organisations[who]
                ledger.ratify(self.fund, number, organisation_id=key, by=BY, at=AT)
        return ledger.ratified_principles(self.fund)


def make_books(*, ratified_by_min=2):
    """Write the organisations, the trust's accounts and the fund, as the owner."""
    keys, teams = {}, {}
    for name, (code, title, kind) in NAMES.items():
        keys[name] = organisations.create_organisation(
            ods_code=code, name=title, kind=kind, is_synthetic=True, by=BY, at=AT
        )
        teams[name] = organisations.create_team(
            organisation_id=keys[name], name=f"{title} finance", by=BY, at=AT
        )
        for account, words, sort, ring in ACCOUNTS:
            ledger.open_account(
                books_id=keys[name], code=account, name=words, kind=sort, ring=ring, by=BY, at=AT
            )
    fund = ledger.open_fund(
        code="LAMBETH", name="Integrator development", purpose="Early development",
        holder_id=keys["trust"], beneficial_owner="The integrator partnership",
        is_restricted=True, party_ids=(keys["federation"], keys["council"]),
        ratified_by_min=ratified_by_min, by=BY, at=AT,
    )  # fmt: skip
    return Books(keys, teams, fund)


def earlier(days):
    """Give a day so many days before the day of these tests."""
    return date.fromordinal(DAY.toordinal() - days)


def balance_from_postings(fund_id):
    """Work a fund's balance out anew from its postings.

    Returns:
        What is posted and what is pending, in pence, as `FundBalance` keeps them.
    """
    cash = Posting.objects.filter(fund_id=fund_id, account__kind="asset")
    posted = cash.filter(journal__outcome__what="posted").aggregate(Sum("pence"))["pence__sum"]
    open_ones = cash.filter(journal__outcome__isnull=True, pence__lt=0)
    pending = open_ones.aggregate(Sum("pence"))["pence__sum"]
    return posted or 0, -(pending or 0)


def kept_balance(fund_id):
    """Give a fund's balance as it is kept: posted and pending, in pence."""
    row = FundBalance.objects.get(pk=fund_id)
    return row.posted_pence, row.pending_pence
