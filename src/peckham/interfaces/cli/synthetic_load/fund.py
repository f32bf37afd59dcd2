"""The invented integrator's £250,000: received, its principles ratified, some of it spent."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from peckham.infra import clock
from peckham.infra.scope import Scope, open_scope
from peckham.interfaces.cli.synthetic_load.finance_officers import Officer
from peckham.kernel.london import day_of
from peckham.ledger import api as ledger
from peckham.synthetic import api as synthetic

CODE, GRANT_PENCE = "SYN-INT", 25_000_000
_PRINCIPLES: Final = {
    "A": "Spend on what practices and neighbourhood teams ask for (synthetic).",
    "B": "Pay people with lived experience for their time (synthetic).",
}
# Days ago, pence, what for, who was paid, their sector, priority, principle; whether approved.
_SPENT: Final = (
    (68, 4_200_000, "Protected time of practices", "Synthetic Federation", "primary care", "A"),
    (41, 1_250_050, "Joint records pilot", "Synthetic Systems Ltd", "private", "A"),
    (27, 36_000, "Time of six residents", "Residents of the panel", "person", "B"),
    (9, 3_100_000, "Community navigators", "Synthetic Neighbours", "voluntary", "A"),
)
_ASKED: Final = (1_800_000, "Discharge nurses", "Synthetic Hospitals", "secondary care", "A")
_PRIORITY: Final = "Children first (synthetic)"


def keep_fund(place: synthetic.SyntheticPlace, officers: Mapping[str, Officer]) -> None:
    """Open the fund in the host's books, and let its partners ratify, ask and approve."""
    now = clock.now()
    host, partner = officers["host-finance"], officers["partner-finance"]
    with open_scope(_scope(host, now)):
        key = ledger.open_fund(
            code=CODE,
            name="Developing the integrator (synthetic)",
            purpose="Early development and implementation of the integrator (synthetic)",
            holder_id=host.organisation_id,
            beneficial_owner=f"{place.name} integrator (synthetic)",
            is_restricted=True,
            party_ids=(partner.organisation_id,),
            ratified_by_min=2,
            by=host.actor,
            at=now,
        )
        sides = (
            ledger.Line("1200", GRANT_PENCE, fund=CODE),
            ledger.Line("2200", -GRANT_PENCE, fund=CODE),
        )
        received = _entry(host, "grant", day_of(now) - timedelta(days=90), "The grant", sides)
        ledger.post(received, by=host.actor, at=now)
        ledger.write_principles(key, _PRINCIPLES, by=host.actor, at=now)
    for officer in (host, partner):
        with open_scope(_scope(officer, now)):
            own = officer.organisation_id
            ledger.ratify(key, 1, organisation_id=own, by=officer.actor, at=now)
    with open_scope(_scope(host, now)):
        cited = ledger.ratified_principles(key)
        asked = [
            ledger.reserve(
                _spending(host, day_of(now) - timedelta(days=ago), cited, rest),
                by=host.actor,
                at=now,
            )
            for ago, *rest in _SPENT
        ]
        pending = _spending(host, day_of(now), cited, _ASKED)
        ledger.reserve(pending, by=host.actor, at=now)
    with open_scope(_scope(partner, now)):
        for journal in asked:
            ledger.settle(journal, posted=True, by=partner.actor, at=now)


def _spending(
    host: Officer, on: date, cited: Mapping[str, int], said: Sequence[object]
) -> ledger.Entry:
    pence, words, recipient, sector, principle = said
    sides = tuple(
        ledger.Line(
            account,
            sign * int(str(pence)),
            fund=CODE,
            principle_id=cited[str(principle)],
            recipient=f"{recipient} (synthetic)",
            recipient_sector=str(sector),
            priority=_PRIORITY,
        )
        for account, sign in (("2200", 1), ("1200", -1))
    )
    return _entry(host, str(words), on, f"{words} (synthetic)", sides)


def _entry(
    host: Officer, key: str, on: date, words: str, sides: tuple[ledger.Line, ...]
) -> ledger.Entry:
    return ledger.Entry(
        books_id=host.organisation_id,
        key=f"synthetic {key}",
        origin="integrator",
        occurred_on=on,
        words=words,
        lines=sides,
        voucher=f"SYN/{on.year}/{key}",
    )


def _scope(officer: Officer, at: datetime) -> Scope:
    return Scope(
        officer.actor, "payment", at, officer.account_id, "finance_officer",
        officer.organisation_id, officer.team_id, (officer.team_id,),
    )  # fmt: skip
