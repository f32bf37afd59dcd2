"""Makes the rows and sentences that the residents' pages print."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from peckham.interfaces.pages.filters import long_day, spaced_nhs_number
from peckham.interfaces.residents import choices
from peckham.interfaces.residents.draft import Draft
from peckham.interfaces.residents.questions import Menu, asked_of


@dataclass(frozen=True, slots=True)
class Row:
    """One answer on the check page, and the question that changes it."""

    key: str
    value: str
    slug: str
    change: str


def check_rows(draft: Draft, menu: Menu) -> list[Row]:
    """List every answer, in the order of the questions."""
    rows: list[Row] = []
    for entry in asked_of(draft):
        for key, value in _answers(draft, menu)[entry.slug]:
            rows.append(Row(key, value, entry.slug, key.lower()))
    return rows


def _answers(draft: Draft, menu: Menu) -> dict[str, list[tuple[str, str]]]:
    born = draft.text("born")
    address = draft.text("postcode") or _("No fixed address")
    flags = [menu.red_flags[flag] for flag in draft.several("red_flags") if flag in menu.red_flags]
    return {
        "for-whom": [(_("Who needs help"), str(choices.FOR_WHOM[draft.text("for_whom")]))],
        "about": [(_("What it is about"), menu.categories[draft.text("category")][0])],
        "words": [(_("In your words"), draft.text("words"))],
        "now": [(_("Happening now"), "\n".join(flags) or _("None of these"))],
        "you": [
            (_("Your name"), draft.text("asker_name")),
            (_("How you know them"), draft.text("asker_relationship")),
        ],
        "person": [
            (_("Name"), f"{draft.text('given_name')} {draft.text('family_name')}".strip()),
            (_("Date of birth"), long_day(date.fromisoformat(born)) if born else ""),
            (_("Postcode"), address),
            (_("NHS number"), spaced_nhs_number(draft.text("nhs_number")) or _("Not given")),
        ],
        "needs": [(_("What helps"), _needs(draft))],
        "reach": [(_("How to reach you"), str(choices.REACH[draft.text("reach")]))],
        "contact": [(_("Number or address"), draft.text("contact"))],
    }


def _needs(draft: Draft) -> str:
    words = [str(choices.NEEDS[need]) for need in draft.several("needs")]
    spoken = draft.text("spoken_language")
    if spoken:
        words.append(_("Language: %s") % spoken)
    return "\n".join(words) or _("Nothing to add")
