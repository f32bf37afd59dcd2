"""The form of a draft agreement: reading what was written, and filling it from a version."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from peckham.interfaces.pages import access_words
from peckham.interfaces.pages.forms import Form
from peckham.kernel.london import day_of, moment
from peckham.organisations import api as organisations
from peckham.sharing import api as sharing

# What an organisation does in an agreement: whether it supplies, and whether it receives.
PARTS: Mapping[str, tuple[bool, bool]] = {
    "both": (True, True),
    "supplies": (True, False),
    "receives": (False, True),
}
_LONGEST_SUMMARY = 2000
_AN_INSTANT = timedelta(microseconds=1)


def read_terms(
    form: Form, known: Sequence[organisations.views.OrganisationView], *, at: datetime
) -> sharing.agreed.Terms:
    """Read the terms, noting on the form what is wrong with a box; the book judges the rest.

    Args:
        form: What was posted.
        known: The organisations on the page.
        at: Now: from when it may bind, where no day is given.
    """
    starts_on, ends_on = form.day("starts_at", today=None), form.day("ends_at", today=None)
    return sharing.agreed.Terms(
        purposes=form.choices(
            "purposes", access_words.PURPOSES, required=_("Tick at least one purpose.")
        ),
        categories=form.choices(
            "categories", access_words.CATEGORIES, required=_("Tick what is shared.")
        ),
        article_6=form.choice(
            "article_6", access_words.ARTICLE_6, required=_("Choose the lawful basis.")
        ),
        article_9=form.choice(
            "article_9", access_words.ARTICLE_9, required=_("Choose the condition.")
        ),
        confidentiality_basis=form.choice(
            "confidentiality_basis",
            access_words.CONFIDENTIALITY,
            required=_("Choose how the duty of confidence is met."),
        ),
        impact_assessment_reference=form.line(
            "impact_assessment_reference",
            required=_("Write the reference of the impact assessment."),
        ),
        summary=form.passage(
            "summary",
            required=_("Say in plain words what is shared and why."),
            longest=_LONGEST_SUMMARY,
        ),
        starts_at=_midnight(starts_on) if starts_on else at,
        ends_at=_midnight(ends_on + timedelta(days=1)) if ends_on else None,
        parties=_read_parties(form, known),
        section_251_reference=form.line("section_251_reference"),
        section_251_expires_on=form.day("section_251_expires_on", today=None),
    )


def _midnight(day: date) -> datetime:
    return moment(day, time.min)


def _read_parties(
    form: Form, known: Sequence[organisations.views.OrganisationView]
) -> tuple[sharing.agreed.Party, ...]:
    parties = []
    for organisation in known:
        part = form.value(f"part_{organisation.public_id}")
        if part in PARTS:
            role = form.value(f"role_{organisation.public_id}")
            supplies, receives = PARTS[part]
            parties.append(sharing.agreed.Party(organisation.id, role, supplies, receives))
        elif part:
            form.fail("parties", _("Choose one of the answers on the page."))
    if len(parties) < 2:
        form.fail("parties", _("Choose two organisations or more."))
    return tuple(parties)


def filled_from(
    terms: sharing.agreed.Terms, known: Sequence[organisations.views.OrganisationView]
) -> Form:
    """Fill the form with what a version says, for the next one to be drafted from."""
    data: dict[str, object] = {
        "purposes": list(terms.purposes),
        "categories": list(terms.categories),
        "article_6": terms.article_6,
        "article_9": terms.article_9,
        "confidentiality_basis": terms.confidentiality_basis,
        "impact_assessment_reference": terms.impact_assessment_reference,
        "summary": terms.summary,
        "section_251_reference": terms.section_251_reference,
        **_boxes("section_251_expires_on", terms.section_251_expires_on),
        **_boxes("ends_at", day_of(terms.ends_at - _AN_INSTANT) if terms.ends_at else None),
    }
    keys = {organisation.id: organisation.public_id for organisation in known}
    for party in terms.parties:
        here = (party.supplies, party.receives)
        part = next(name for name, does in PARTS.items() if does == here)
        data[f"part_{keys[party.organisation_id]}"] = part
        data[f"role_{keys[party.organisation_id]}"] = party.role
    return Form(data)


def _boxes(name: str, day: date | None) -> dict[str, object]:
    if day is None:
        return {}
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
