"""Reading an amount of money that somebody wrote."""

from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from peckham.interfaces.pages.forms import Form

POUNDS_MAX = 10**10


def pence(form: Form, name: str, *, required: str = "") -> int | None:
    """Read pounds and pence, above zero; None where nothing was written or it cannot be read.

    >>> form = Form({"amount": "£1,234.56", "odd": "12.345", "none": ""})
    >>> pence(form, "amount"), pence(form, "none")
    (123456, None)
    >>> pence(form, "odd"), form.errors["odd"]
    (None, '12.345 is not in whole pence. Write £12.34 as 12.34.')
    """
    said = form.line(name, required=required)
    if not said:
        return None
    try:
        found = Decimal(said.replace("£", "").replace(",", "").replace(" ", "")) * 100
    except InvalidOperation:
        form.fail(name, _("Write an amount in pounds and pence, like 1,234.56."))
        return None
    if not found.is_finite() or not 0 < found < POUNDS_MAX * 100:
        form.fail(name, _("Write an amount above zero, in pounds and pence, like 1,234.56."))
    elif found != found.to_integral_value():
        form.fail(
            name, _("%s is not in whole pence. Write £12.34 as 12.34.") % said.removeprefix("£")
        )
    else:
        return int(found)
    return None
