"""What handlers write when they act on a complaint or a claim: the fields of each act's form."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from peckham.contracts.api import complaints, travel
from peckham.interfaces.pages.owed.claim_steps import KINDS, REFERRERS, YES_NO
from peckham.interfaces.pages.owed.complaint_steps import CONSENTS, SHARING
from peckham.interfaces.pages.owed.fields import Answers, Field, flag, pence

_WHY = _("Write it down, in a few words.")
WORDS = Field("words", _("In a few words"), "passage", longest=2000, required=_WHY)
# Once the others concerned and the person are known: filled in by `fields_of`.
BODY = Field("body", _("Which body"), "radios", required=_("Choose a body."))
LEAD = Field("lead", _("Who should lead"), "radios", required=_("Choose who should lead."))
YES = {"yes": _("Yes")}
ACTING = {**CONSENTS, "refused": _("No, they do not agree")}

COMPLAINT_FIELDS: dict[str, tuple[Field, ...]] = {
    "assigned": (),
    "body_named": (BODY, replace(WORDS, label=_("Why they are concerned"))),
    "consent_recorded": (
        Field("acting", _("The person, about being complained for"), "radios", options=ACTING),
        Field("sharing", _("Passing it on to the provider"), "radios", options=SHARING),
        replace(WORDS, label=_("How and when they said so")),
    ),
    "lead_supported": (LEAD,),
    "settled": (replace(WORDS, label=_("How it was settled")),),
    "acknowledged": (
        replace(WORDS, label=_("What the letter says to them"), longest=5000),
        Field("offers_discussion", _("Does it offer to discuss how it is handled, and by when?"),
              "radios", options=YES),
    ),
    "waived": (replace(WORDS, label=_("The good reason, and how it can still be looked into")),),
    "period_agreed": (
        replace(WORDS, label=_("How it is handled")),
        Field("until", _("By when it is answered"), "coming", required=_("Write the day.")),
        Field("agreed_with_person", _("Is that agreed with the person?"), "radios",
              options={"yes": _("Yes"), "no": _("No")}, required=_("Choose one.")),
    ),
    "contributed": (replace(WORDS, label=_("Our part of the response"), longest=5000),),
    "explained": (
        replace(WORDS, label=_("Why there is no answer yet"), longest=5000),
        Field("until", _("By when they get one"), "coming", required=_("Write the day.")),
    ),
    "answered": (
        Field("explanation", _("How it was looked into"), "passage", longest=5000),
        Field("conclusions", _("What was found"), "passage", longest=5000),
        Field("actions", _("What is done about it, or why nothing is"), "passage", longest=5000),
        Field("signed_by", _("Who signs it")),
        Field("position", _("As what"), hint=_("The chief executive, or whoever signs for them.")),
    ),
    "went_to_ombudsman": (WORDS,),
    "withdrawn": (WORDS,),
    "declined": (replace(WORDS, label=_("Why it is not looked into")),),
}  # fmt: skip
CLAIM_FIELDS: dict[str, tuple[Field, ...]] = {
    "checked": (
        Field("family", _("Is the service provided under an integrated care provider contract?"),
              "radios", options={"icp": _("Yes, by the provider or its subcontractor"),
                                 "other": _("No")},
              hint=_("Choose this only where the contract that is found is not right.")),
        Field("is_subcontract", _("By a subcontractor?"), "radios", options=YES_NO),
        Field("service_group", _("What the visit was for"), "radios", options=KINDS),
        Field("referred_by", _("Who referred"), "radios", options=REFERRERS),
        Field("is_separate", _("A separate visit from the referral?"), "radios", options=YES_NO),
        Field("more_is_met", _("Are the earnings of Universal Credit met?"), "radios",
              options=YES_NO),
        Field("cheapest", _("What the cheapest means would have cost, there and back"), "pounds"),
        Field("needs_this", _("Did the person need the way they came?"), "radios", options=YES_NO),
        Field("is_necessary", _("Was it medically necessary that somebody came along?"), "radios",
              options=YES_NO),
        replace(WORDS, label=_("What was checked, and how")),
    ),
    "allowed": (
        Field("amount", _("What is paid"), "pounds", required=_("Write what is paid.")),
        replace(WORDS, required="", label=_("Why, where the rules say something else")),
    ),
    "refused": (replace(WORDS, required="", label=_("Why, where the rules say something else")),),
    "paid": (),
    "withdrawn": (WORDS,),
}  # fmt: skip


def fields_of(kind: str, story: complaints.ComplaintStory) -> tuple[Field, ...]:
    """Give an act's fields, with the bodies that may be chosen for this complaint."""
    here = {each.id for each in story.subject.bodies}
    others = {str(e.id): e.name for e in complaints.bodies_on_offer() if e.id not in here}
    leads = {str(e.id): e.name for e in story.subject.bodies if e.id != story.subject.lead.id}
    options = {"body": others, "lead": leads}
    return tuple(
        replace(field, options=options[field.name]) if field.name in options else field
        for field in COMPLAINT_FIELDS[kind]
    )


def given(answers: Answers, story: complaints.ComplaintStory) -> complaints.Given:
    """Read a handler's form."""
    said: dict[str, Any] = {"words": str(answers.get("words") or "")}
    for name in ("acting", "sharing"):
        said[name] = answers.get(name) or None
    said["body_id"] = _key(answers.get("body"))
    said["lead_id"] = _key(answers.get("lead"))
    said["offers_discussion"] = bool(flag(answers.get("offers_discussion")))
    said["agreed_with_person"] = bool(flag(answers.get("agreed_with_person")))
    if answers.get("until"):
        said["until"] = date.fromisoformat(str(answers["until"]))
    if "explanation" in answers:
        parts = ("explanation", "conclusions", "actions", "signed_by", "position")
        said["response"] = complaints.Response(
            **{name: str(answers.get(name) or "") for name in parts},
            ombudsman=story.ombudsman.code,
        )
    return complaints.Given(**said)


def _key(answer: object) -> int | None:
    return int(str(answer)) if answer else None


def decided(kind: str, answers: Answers) -> travel.Decided:
    """Read a form about a claim; what was left alone stays as it was claimed."""
    checked: dict[str, Any] = {}
    for name in ("family", "service_group", "referred_by"):
        if answers.get(name):
            checked[name] = answers[name]
    for name in ("is_subcontract", "is_separate", "more_is_met", "needs_this", "is_necessary"):
        if flag(answers.get(name)) is not None:
            checked[name] = flag(answers[name])
    if pence(answers.get("cheapest")) is not None:
        checked["cheapest_pence"] = pence(answers["cheapest"])
    return travel.Decided(
        words=str(answers.get("words") or ""),
        amount_pence=pence(answers.get("amount")) if kind == "allowed" else None,
        checked=checked,
    )
