"""Where the residents' flow meets the rooms: what may be asked about, and sending it."""

from datetime import date, datetime
from functools import cache
from uuid import UUID

from django.utils.translation import gettext as _

from peckham.care import api as care
from peckham.interfaces.pages.filters import grouped, near_moment
from peckham.interfaces.residents import choices
from peckham.interfaces.residents.draft import Draft
from peckham.interfaces.residents.questions import Menu
from peckham.people import api as people
from peckham.services import api as services


@cache
def menu() -> Menu:
    """Give what may be asked about and the signs of danger, as every channel shows them."""
    return Menu(
        categories={entry.code: (entry.words, "") for entry in services.categories()},
        red_flags={flag.code: flag.words for flag in services.red_flags()},
        blocked_by_need={kind.code: kind.blocks for kind in people.support.communication_needs()},
    )


def asked_in(draft: Draft) -> care.Asked:
    """Put a finished draft into the one form that all three channels send (rule 36)."""
    for_other = draft.text("for_whom") == "other"
    reached = _reached(draft)
    born = draft.text("born")
    return care.Asked(
        words=draft.text("words"),
        category=draft.text("category"),
        channel="online",
        # One of choices.REACH; care refuses any other.
        contact_mode=draft.text("reach"),  # type: ignore[arg-type]
        for_whom="other" if for_other else "self",
        claimed=care.Claimed(
            given_name=draft.text("given_name"),
            family_name=draft.text("family_name"),
            birth_date=date.fromisoformat(born) if born else None,
            nhs_number=draft.text("nhs_number"),
            postcode=draft.text("postcode"),
            language=draft.text("spoken_language"),
            needs=_needs(draft),
            **({} if for_other else reached),
        ),
        asker=care.Asker(
            name=draft.text("asker_name"),
            relationship=draft.text("asker_relationship"),
            **reached,
        )
        if for_other
        else None,
        red_flags=draft.several("red_flags"),
    )


def _reached(draft: Draft) -> dict[str, str]:
    field = {"phone": "telephone", "text": "telephone", "email": "email"}.get(draft.text("reach"))
    return {field: draft.text("contact")} if field else {}


def _needs(draft: Draft) -> str:
    needs = [str(choices.NEEDS[code]) for code in draft.several("needs")]
    if draft.text("reach") == "post":
        needs.append(_("Letters to: %s") % ", ".join(draft.text("contact").splitlines()))
    if draft.answers.get("no_fixed_address"):
        needs.append(_("No fixed address"))
    return "; ".join(needs)[:200]


def send(draft: Draft, *, key: UUID, at: datetime) -> dict[str, str]:
    """Send what was asked, and give what the receipt page shows.

    Args:
        draft: A finished draft.
        key: The form's idempotency key, so that a second click gives the same receipt.
        at: The moment of sending.
    """
    receipt = care.ask_without_account(asked_in(draft), key=key, at=at)
    return {
        "reference": grouped(receipt.reference),
        "code": grouped(receipt.code),
        "holder": receipt.holder_team,
        "next_words": receipt.next_words,
        "due_words": near_moment(receipt.due_at, at),
    }
