"""What an agreement says: values, and the rules that its text must keep."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from peckham.kernel import Refused
from peckham.sharing.domain.vocabulary import (
    AGREED_PURPOSES,
    ARTICLE_6_BASES,
    ARTICLE_9_BASES,
    CATEGORIES,
    CONFIDENTIALITY_BASES,
    PARTY_ROLES,
    PURPOSES_WITH_A_RELATIONSHIP,
)


class IncompleteAgreement(Refused):
    """The agreement does not say something that it must, or says it in words that nobody keeps."""


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation's part in an agreement.

    Args:
        organisation_id: Which.
        role: "controller", "joint controller" or "processor".
        supplies: Whether records that it keeps are given to the others.
        receives: Whether it is given theirs.
    """

    organisation_id: int
    role: str = "controller"
    supplies: bool = True
    receives: bool = True


@dataclass(frozen=True, slots=True)
class Terms:
    """What a version of an agreement says.

    Args:
        purposes: For what, of AGREED_PURPOSES.
        categories: Which data, of CATEGORIES.
        article_6: UK GDPR lawful basis, such as "6(1)(e)".
        article_9: Condition for special category data, such as "9(2)(h)".
        confidentiality_basis: How the common law duty is met; of CONFIDENTIALITY_BASES.
        impact_assessment_reference: Of the data protection impact assessment.
        summary: What it is about, in plain words that a resident could read.
        starts_at: First moment at which it may bind.
        ends_at: First moment at which it binds no longer, or None.
        parties: Two or more; at least one supplies and at least one receives.
        section_251_reference: Of the support under section 251 of the NHS Act 2006, or "".
        section_251_expires_on: Its last day, or None.
    """

    purposes: tuple[str, ...]
    categories: tuple[str, ...]
    article_6: str
    article_9: str
    confidentiality_basis: str
    impact_assessment_reference: str
    summary: str
    starts_at: datetime
    parties: tuple[Party, ...]
    ends_at: datetime | None = None
    section_251_reference: str = ""
    section_251_expires_on: date | None = None


def check_terms(terms: Terms) -> None:
    """Refuse terms that no agreement may have.

    Raises:
        IncompleteAgreement: Naming the field, and what it needs.
    """
    _among("purposes", terms.purposes, AGREED_PURPOSES)
    _among("categories", terms.categories, CATEGORIES)
    _among("article_6", (terms.article_6,), ARTICLE_6_BASES)
    _among("article_9", (terms.article_9,), ARTICLE_9_BASES)
    _among("confidentiality_basis", (terms.confidentiality_basis,), CONFIDENTIALITY_BASES)
    if not terms.impact_assessment_reference.strip():
        raise _missing("impact_assessment_reference", "Name the data protection impact assessment.")
    if not terms.summary.strip():
        raise _missing("summary", "Say in plain words what is shared and why.")
    _check_section_251(terms)
    if terms.confidentiality_basis == "implied consent" and not set(terms.purposes) <= set(
        PURPOSES_WITH_A_RELATIONSHIP
    ):
        raise _missing(
            "confidentiality_basis",
            "Consent is implied for a person's own care and for nothing else: "
            "choose another basis, or leave the other purposes out.",
        )
    if terms.ends_at is not None and terms.ends_at <= terms.starts_at:
        raise _missing("ends_at", "The agreement has to end after it starts.")
    _check_parties(terms.parties)


def _check_section_251(terms: Terms) -> None:
    given = bool(terms.section_251_reference.strip()), terms.section_251_expires_on is not None
    if terms.confidentiality_basis == "section 251":
        if not all(given):
            raise _missing(
                "section_251_reference",
                "Support under section 251 needs its reference and the day on which it expires.",
            )
    elif any(given):
        raise _missing(
            "section_251_reference",
            "A section 251 reference belongs to an agreement that rests on that support.",
        )


def _check_parties(parties: tuple[Party, ...]) -> None:
    organisations = [party.organisation_id for party in parties]
    if len(set(organisations)) < 2 or len(set(organisations)) != len(organisations):
        raise _missing("parties", "An agreement is between two or more organisations, each once.")
    if not any(party.supplies for party in parties) or not any(p.receives for p in parties):
        raise _missing("parties", "Somebody has to supply records, and somebody to receive them.")
    for party in parties:
        _among("parties", (party.role,), PARTY_ROLES)
        if not (party.supplies or party.receives):
            raise _missing("parties", "Each party supplies, receives, or both.")


def _among(field: str, given: Iterable[str], known: tuple[str, ...]) -> None:
    chosen = tuple(given)
    if not chosen or not set(chosen) <= set(known):
        raise _missing(field, f"Choose from: {', '.join(known)}.")


def _missing(field: str, words: str) -> IncompleteAgreement:
    return IncompleteAgreement(words, field=field)
