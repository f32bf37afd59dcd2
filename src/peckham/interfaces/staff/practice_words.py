"""What the pages call the ways in which a practice takes part, its steps, and subcontracts."""

from django.utils.translation import gettext_lazy as _

MODES = {
    "none": _("We take no part"),
    "partial": _("We take part partly, by an integration agreement"),
    "full": _("We take part fully"),
    "new_practice": _("We take part as a new practice"),
}
MODES_OF_OTHERS = {
    "none": _("takes no part"),
    "partial": _("partly"),
    "full": _("fully"),
    "new_practice": _("as a new practice"),
}
CORES = {
    "none": _("There is no core contract."),
    "active": _("The core contract is active."),
    "notified": _("Notice of suspension is given: patients are being written to."),
    "patients_written": _("Every patient is written to: the commissioner suspends on the day."),
    "suspended": _("The core contract is suspended."),
    "return_notified": _("The core contract is suspended; notice of its return is given."),
    "ended": _("The core contract has ended."),
}
# By the name in addresses: the step, what the page is called, what it does.
STEPS = {
    "join-partly": (
        "join partly",
        _("Take part partly"),
        _("Your core contract stays active, with its funding. You sign an integration agreement."),
    ),
    "join-as-new": (
        "join as new",
        _("Take part as a new practice"),
        _("A practice without a core contract has none to suspend (rule 9)."),
    ),
    "give-notice": (
        "give notice",
        _("Give notice to take part fully"),
        _(
            "On the day that you name your core contract is suspended and your list goes to the "
            "provider's, but for patients who opt out. Every registered patient is written to "
            "first. You can take the notice back until that day."
        ),
    ),
    "write-to-patients": (
        "write to patients",
        _("Write to your patients"),
        _("Nobody is moved who has not been told. This list is the one of today."),
    ),
    "take-notice-back": (
        "take notice back",
        _("Take the notice back"),
        _("Everything stays as it is now. Tell the patients who had a letter."),
    ),
    "give-notice-of-return": (
        "give notice of return",
        _("Give notice to return"),
        _("On the day that you name your core contract is active again."),
    ),
    "end-the-core-contract": (
        "end the core contract",
        _("End the core contract"),
        _("It does not come back. Your patients stay with the provider."),
    ),
    "leave": (
        "leave",
        _("Leave"),
        _("From today you take no part. Payment is priced anew from today (rule 67)."),
    ),
}
COMPLETED = {
    "suspend": _("Suspend the core contract and move the list"),
    "reactivate": _("Make the core contract active again and divide the list"),
}
HAPPENED = {
    "join partly": _("Joined partly"),
    "join as new": _("Joined as a new practice"),
    "give notice": _("Gave notice to take part fully"),
    "write to patients": _("Every patient was written to"),
    "take notice back": _("Took the notice back"),
    "suspend": _("Core contract suspended, list moved"),
    "give notice of return": _("Gave notice to return"),
    "reactivate": _("Core contract active again, list divided"),
    "end the core contract": _("Core contract ended"),
    "leave": _("Left"),
}
WAYS = {
    "phone": _("By phone"),
    "in person": _("In person"),
    "through somebody else": _("Through their carer"),
}
CHOICES = {
    "opt out": _("Opts out: does not go to the provider"),
    "return": _("Asks to return to the practice"),
    "stay": _("Asks to stay with the provider"),
}
REPLIES = {"agreed": _("Agreed"), "refused": _("Refused")}

SUBCONTRACT_STATES = {
    "proposed": _("Proposed"),
    "asked": _("Permission asked"),
    "permitted": _("Permitted, not started"),
    "refused": _("Refused"),
    "notified": _("Notice given"),
    "objected": _("Objected to"),
    "active": _("Active"),
    "ended": _("Ended"),
    "withdrawn": _("Withdrawn"),
}
REGIMES = {
    "consent": _("The commissioner permits it before it starts"),
    "notice": _("The commissioner has notice, and some days to object"),
}
SUBCONTRACT_ACTS = {
    "ask": _("Ask for permission"),
    "permit": _("Permit"),
    "refuse": _("Refuse"),
    "notify": _("Give notice"),
    "object": _("Object"),
    "start": _("Start"),
    "withdraw": _("Withdraw"),
    "end": _("End"),
}
SUBCONTRACT_HAPPENED = {
    "ask": _("Permission was asked for"),
    "permit": _("Permitted"),
    "refuse": _("Refused"),
    "notify": _("Notice was given"),
    "object": _("Objected to"),
    "start": _("Started"),
    "withdraw": _("Withdrawn"),
    "end": _("Ended"),
}
GROUNDS = {
    "serious risk to safety": _("A serious risk to somebody's safety"),
    "material financial loss": _("A material financial loss to the commissioner"),
}
COVERED = {
    "covered": _("Covered"),
    "not covered": _("Not covered: nobody has it today"),
    "covered twice": _("Covered twice"),
    "not to be subcontracted": _("The contract does not say that it is subcontracted"),
}
