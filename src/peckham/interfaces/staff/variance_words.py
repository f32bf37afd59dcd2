"""Words of pages about settled years: factors, sides, risks; and numbers read from their forms."""

from decimal import Decimal, InvalidOperation
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peckham.interfaces.pages.forms import Form
from peckham.kernel.money import in_words, pounds

FACTORS = {
    "size": gettext_lazy("Size of the population"),
    "age_mix": gettext_lazy("Ages and need"),
    "price_national": gettext_lazy("National price uplift"),
    "rate": gettext_lazy("Level of activity"),
    "pattern": gettext_lazy("Pattern of use"),
    "case_mix": gettext_lazy("Weight of cases"),
    "price_local": gettext_lazy("Local prices"),
    "efficiency": gettext_lazy("Savings not made"),
    "quality": gettext_lazy("Quality"),
}
MEANS = {
    "size": gettext_lazy("More or fewer people than the contract expects, at its rates."),
    "age_mix": gettext_lazy("Other ages, sexes and deprivation than expected, at its rates."),
    "price_national": gettext_lazy("The published uplift of prices."),
    "rate": gettext_lazy("How many times as much of each service was used by these people."),
    "pattern": gettext_lazy("Which of them used it; services and people that are new."),
    "case_mix": gettext_lazy("What one activity weighed."),
    "price_local": gettext_lazy("How far local prices rose beyond the uplift."),
    "efficiency": gettext_lazy("What was to be saved and was not."),
    "quality": gettext_lazy("Incentives not earned, and remedies."),
}
SIDES = {
    "commissioner": gettext_lazy("the commissioner"),
    "provider": gettext_lazy("the provider"),
}
RISKS = {
    "size": gettext_lazy("Size"),
    "demography": gettext_lazy("Demography"),
    "activity": gettext_lazy("Activity"),
    "usage pattern": gettext_lazy("Usage pattern"),
    "savings": gettext_lazy("Savings"),
    "quality": gettext_lazy("Quality"),
    "prices": gettext_lazy("Prices (an explicit term)"),
}


def per_cent(form: Form, name: str, *, required: str = "") -> Fraction | None:
    """Read a number of per cent as a part of one."""
    said = form.line(name, required=required).removesuffix("%").strip()
    if not said:
        return None
    try:
        return Fraction(Decimal(said)) / 100
    except (InvalidOperation, ValueError, OverflowError):
        form.fail(name, _("Write a number of per cent, like 2.5."))
        return None


def pence(form: Form, name: str, *, required: str = "") -> int | None:
    """Read an amount in pounds as whole pence."""
    said = form.line(name, required=required).replace("£", "").replace(",", "").strip()
    if not said:
        return None
    try:
        found = Fraction(Decimal(said)) * 100
    except (InvalidOperation, ValueError, OverflowError):
        found = Fraction(1, 3)
    if found.denominator != 1:
        form.fail(name, _("Write pounds and pence, like 1250.00."))
        return None
    return found.numerator


def as_per_cent(part: Fraction) -> str:
    """Write a part of one in per cent, without digits that say nothing.

    >>> as_per_cent(Fraction(1, 40)), as_per_cent(Fraction(1, 2))
    ('2.5', '50')
    """
    return f"{float(part * 100):.4f}".rstrip("0").rstrip(".")


def rounded(pence: Fraction) -> str:
    """Write an exact amount of pence as it is read, rounded once.

    >>> rounded(Fraction(41055321, 2))
    '£205,276.60'
    """
    return in_words(round(pence))


def plain(pence: int) -> str:
    """Write an amount as a form takes it.

    >>> plain(-86_172_229)
    '-861722.29'
    """
    return str(pounds(pence))
