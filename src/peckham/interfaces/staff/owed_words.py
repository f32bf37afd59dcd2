"""What staff read of complaints and travel claims: states, and a sentence for each event."""

from django.utils.translation import gettext_lazy as _

COMPLAINT_STATES = {
    "received": _("To be acknowledged"),
    "acknowledged": _("Acknowledged; how and by when is to be agreed"),
    "investigating": _("Looked into; a day for the answer is agreed"),
    "explained": _("Late; the person was written to why"),
    "settled": _("Settled at once"),
    "answered": _("Answered"),
    "ombudsman": _("With the Ombudsman"),
    "withdrawn": _("Taken back"),
    "declined": _("Not looked into"),
}
CLAIM_STATES = {
    "received": _("To be decided"),
    "allowed": _("Allowed, to be paid"),
    "refused": _("Refused"),
    "paid": _("Paid"),
    "withdrawn": _("Taken back"),
}
COMPLAINT_SENTENCES = {
    "received": _("It came to %(lead)s; the first day due is %(due)s."),
    "assigned": _("%(handler)s handles this for %(lead)s."),
    "body_named": _("%(body)s is concerned too: %(words)s"),
    "consent_recorded": _("About consent: %(words)s"),
    "lead_supported": _("%(by_body)s agrees that %(new_lead)s leads."),
    "lead_agreed": _("All that are concerned agree: %(lead)s leads. Still due: %(due)s."),
    "settled": _("Settled by the end of the next working day: %(words)s"),
    "acknowledged": _("%(lead)s acknowledged it, and offered to discuss how and by when."),
    "waived": _("Taken though it came late: %(words)s"),
    "period_agreed": _("How it is handled: %(words)s The answer is due on %(due)s."),
    "contributed": _("%(by_body)s said for the response: %(words)s"),
    "explained": _("%(lead)s wrote why there is no answer yet. It is due on %(due)s."),
    "answered": _("Answered, signed by %(signed_by)s, %(position)s."),
    "went_to_ombudsman": _("The person went to the Ombudsman: %(words)s"),
    "withdrawn": _("The person took it back: %(words)s"),
    "declined": _("Not looked into: %(words)s"),
    "raised": _("Overdue: it was due on %(due)s."),
}
CLAIM_SENTENCES = {
    "received": _("It came to %(lead)s; a decision is due on %(due)s."),
    "checked": _("Checked: %(words)s"),
    "allowed": _("Allowed: %(amount)s. %(words)s"),
    "refused": _("Refused. %(words)s"),
    "paid": _("Paid."),
    "withdrawn": _("The person took it back: %(words)s"),
    "raised": _("Overdue: it was due on %(due)s."),
}
# What each act's button says.
LABELS = {
    "assigned": _("I handle this"),
    "body_named": _("Name another body that is concerned"),
    "consent_recorded": _("Write down a consent"),
    "lead_supported": _("Agree on another lead"),
    "settled": _("Settled at once"),
    "acknowledged": _("Acknowledge"),
    "waived": _("Take it though it is late"),
    "period_agreed": _("Agree how and by when"),
    "contributed": _("Add our part to the response"),
    "explained": _("Explain why it is late"),
    "answered": _("Answer"),
    "went_to_ombudsman": _("The person went to the Ombudsman"),
    "withdrawn": _("The person takes it back"),
    "declined": _("Decline"),
    "checked": _("Write down what was checked"),
    "allowed": _("Allow"),
    "refused": _("Refuse"),
    "paid": _("Paid"),
}
CONSENTS = {
    "not needed": _("not needed"),
    "not asked": _("not asked"),
    "asked": _("asked, no answer yet"),
    "given": _("given"),
    "refused": _("refused"),
    "cannot consent": _("the person cannot say"),
}
LIMBS = {
    "health": _("Health"),
    "adult_social_care": _("Adult social care"),
    "both": _("Health and adult social care"),
}
STATUSES = {
    "allowed": _("met"),
    "refused": _("not met"),
    "not known": _("not known"),
}
