"""What both sites call purposes, categories of data, legal bases and objections."""

from collections.abc import Iterable

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

PURPOSES = {
    "direct care": _("A person's own care"),
    "navigation": _("Answering at the front door"),
    "population planning": _("Planning care for many people"),
    "payment": _("Paying for care"),
    "evaluation": _("Finding out whether care works"),
    "safety": _("Looking into harm"),
}
CATEGORIES = {
    "identity": _("Who somebody is, and how to reach and talk with them"),
    "requests": _("What somebody asked for"),
    "health_record": _("Health record that other systems sent"),
    "care_plan": _("Care plans"),
    "sexual_health": _("Sexual health"),
    "domestic_abuse": _("Domestic abuse"),
    "adoption": _("Adoption"),
    "staff_as_patient": _("Staff who are patients themselves"),
}
ARTICLE_6 = {
    "6(1)(a)": _("Article 6(1)(a): consent"),
    "6(1)(c)": _("Article 6(1)(c): a legal obligation"),
    "6(1)(d)": _("Article 6(1)(d): to protect a life"),
    "6(1)(e)": _("Article 6(1)(e): a task in the public interest or official authority"),
    "6(1)(f)": _("Article 6(1)(f): legitimate interests"),
}
ARTICLE_9 = {
    "9(2)(a)": _("Article 9(2)(a): explicit consent"),
    "9(2)(b)": _("Article 9(2)(b): social security and social protection law"),
    "9(2)(c)": _("Article 9(2)(c): to protect a life"),
    "9(2)(g)": _("Article 9(2)(g): substantial public interest"),
    "9(2)(h)": _("Article 9(2)(h): health or social care"),
    "9(2)(i)": _("Article 9(2)(i): public health"),
    "9(2)(j)": _("Article 9(2)(j): archiving, research and statistics"),
}
CONFIDENTIALITY = {
    "implied consent": _("Implied consent: people expect it for their own care"),
    "consent": _("Consent: each person has agreed"),
    "section 251": _("Support under section 251 of the NHS Act 2006"),
    "pseudonymised": _("Pseudonymised: names and numbers are taken out"),
}
PARTY_ROLES = {
    "controller": _("Controller"),
    "joint controller": _("Joint controller"),
    "processor": _("Processor"),
}
OBJECTIONS = {
    "national_data_opt_out": _("National data opt-out"),
    "refusal_to_share": _("A person's refusal to share"),
}


def listed(names: Iterable[str], *, most: int = 3) -> str:
    """Say some names, and how many more there are.

    >>> listed(["A", "B", "C", "D", "E"])
    'A, B and 3 others'
    """
    known = list(names)
    if len(known) > most:
        rest = len(known) - (most - 1)
        tail = ngettext("%d other", "%d others", rest) % rest
        known = [*known[: most - 1], tail]
    if len(known) < 2:
        return "".join(known)
    return gettext("%(first)s and %(last)s") % {"first": ", ".join(known[:-1]), "last": known[-1]}
