"""The door's form: reading what a navigator wrote into the one form of all three channels."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peckham.care import api as care
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.staff import words
from peckham.kernel import NhsNumber, Postcode, Refused
from peckham.kernel.london import day_of
from peckham.services import api as services

CHANNELS = {"phone": gettext_lazy("By phone"), "desk": gettext_lazy("At the desk")}
FOR_WHOM = {"self": gettext_lazy("Themselves"), "other": gettext_lazy("Somebody else")}


@dataclass(frozen=True, slots=True)
class Menu:
    """The answers that the door's form offers."""

    categories: dict[str, str]
    red_flags: dict[str, str]


def menu() -> Menu:
    """Give what may be asked about and the signs of danger: the same as on every channel."""
    return Menu(
        {entry.code: entry.words for entry in services.categories()},
        {flag.code: flag.words for flag in services.red_flags()},
    )


def read_asked(form: Form, person_id: int | None, *, at: datetime) -> care.Asked:
    """Read the door's form, noting on it what is wrong.

    Args:
        form: What was posted.
        person_id: The resident who was found, or None for somebody as claimed.
        at: The moment of reading, by which a birth date must lie in the past.
    """
    offered = menu()
    red_flags = form.choices("red_flags", offered.red_flags)
    # Somebody is handed over live with what is known by then: nothing else is waited for.
    live = bool(red_flags)
    needed = partial(_needed, live=live)
    for_whom = form.choice("for_whom", FOR_WHOM, required=needed(_("Say who asks."))) or "self"
    said = form.passage("words", required=needed(_("Write what they say, in their words.")))
    category = form.choice(
        "category", offered.categories, required=needed(_("Choose what it is about."))
    )
    mode = form.choice(
        "contact_mode", words.MODES, required=needed(_("Say how to tell them what happens."))
    )
    return care.Asked(
        words=said or _("Ticked: %s") % "; ".join(offered.red_flags[flag] for flag in red_flags),
        category=category or ("something_else" if live else ""),
        channel=form.choice("channel", CHANNELS, required=_("Say how they came.")),  # type: ignore[arg-type]
        contact_mode=mode or "in_person",  # type: ignore[arg-type]
        for_whom=for_whom,  # type: ignore[arg-type]
        person_id=person_id,
        claimed=_claimed(form, at, live=live) if person_id is None else None,
        asker=_asker(form, live=live) if for_whom == "other" else None,
        red_flags=red_flags,
    )


def _needed(message: str, *, live: bool) -> str:
    return "" if live else message


def _asker(form: Form, *, live: bool) -> care.Asker:
    return care.Asker(
        name=form.line(
            "asker_name", required=_needed(_("Write who is asking."), live=live), longest=120
        ),
        relationship=form.line("asker_relationship", longest=80),
        telephone=form.line("asker_telephone", longest=30),
    )


def _claimed(form: Form, at: datetime, *, live: bool) -> care.Claimed:
    required = _needed(_("Write a name."), live=live)
    family_name = form.line("family_name", required=required, longest=80)
    nhs_number, postcode = form.line("nhs_number", longest=20), form.line("postcode", longest=12)
    try:
        nhs_number = NhsNumber.parse(nhs_number).digits if nhs_number else ""
    except Refused as refusal:
        form.fail("nhs_number", f"{refusal.what} {refusal.remedy}")
    try:
        postcode = Postcode.parse(postcode).code if postcode else ""
    except Refused as refusal:
        form.fail("postcode", f"{refusal.what} {refusal.remedy}")
    return care.Claimed(
        given_name=form.line("given_name", longest=80),
        family_name=family_name or _("Name not known yet"),
        birth_date=form.day("born", today=day_of(at)),
        nhs_number=nhs_number,
        postcode=postcode,
        telephone=form.line("telephone", longest=30),
        language=form.line("language", longest=60),
        needs=form.line("needs", longest=200),
    )


def glimpsed(category: str, red_flags: Iterable[str], person_id: int | None) -> care.Asked:
    """Make enough of a form to ask where it would go: the words are not needed for that."""
    known = menu()
    return care.Asked(
        words="",
        category=category,
        channel="phone",
        contact_mode="phone",
        person_id=person_id,
        red_flags=tuple(flag for flag in red_flags if flag in known.red_flags),
    )
