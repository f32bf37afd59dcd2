"""What the pages say about what narrows a record: marks, objections, emergencies, hidden parts."""

from django.utils.translation import gettext_lazy as _

SENSITIVE = {
    "sexual_health": _("Sexual health"),
    "domestic_abuse": _("Domestic abuse"),
    "adoption": _("Adoption"),
    "staff_as_patient": _("A member of staff as a patient"),
}
MARK_REASONS = {
    "asked_by_person": _("The person asked for it"),
    "clinical_judgement": _("Clinical judgement"),
    "safeguarding": _("Safeguarding"),
    "member_of_staff": _("They work here"),
    "legal_duty": _("A legal duty"),
    "": _("As its sender labelled it"),
}
MARK_END_REASONS = {
    "asked_by_person": _("The person asked for it"),
    "no_longer_sensitive": _("It is not sensitive any more"),
    "entered_in_error": _("It was marked by mistake"),
}
SAID_HOW = {
    "in_person": _("In person"),
    "by_phone": _("By phone"),
    "in_writing": _("In writing"),
    "by_proxy": _("Somebody who may decide for them said it"),
    "": _("As other data said"),
}
OUTCOMES = {"justified": _("Justified"), "not_justified": _("Not justified")}

# What a part of the person page is called in a sentence.
PARTS = {
    "requests": _("Requests that other teams hold"),
    "health_record": _("The health record"),
    "care_plan": _("The care plan"),
}

# Why a part is not shown, and who could change that. Nothing here says what the part holds.
WHY = {
    "purpose": _("Your purpose of access does not include it."),
    "other purpose": _(
        "The organisations agreed to share it for another purpose than the one for which you act."
    ),
    "no agreement": _(
        "No agreement between the practice that keeps it and your organisation includes it."
    ),
    "refused": _("The person has refused to share it beyond their own practice."),
    "sensitive": _("It is marked as sensitive, and your organisation has no agreement on that."),
    "no relationship": _("Nothing connects your team with this person now."),
    "own record": _("Nobody opens their own record at work. Ask your own practice."),
}
