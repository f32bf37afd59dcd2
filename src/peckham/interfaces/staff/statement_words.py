"""How statements and activity are said on the pages about money."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peckham.finance import api as finance
from peckham.infra import reference

STANDINGS: dict[str, str | Promise] = {
    "payable": _("payable: paid by activity"),
    "counted": _("counted, not paid by activity"),
    "not permitted": _("not payable: the commissioner has not permitted the subcontract (rule 64)"),
}
STATES: dict[str, str | Promise] = {
    "waiting": _("Waiting for the worker"),
    "working": _("The worker is at it"),
    "done": _("Done"),
    "failed": _("Not done"),
}

# Why a request of the Needs book is no event of a contract.
NOT_TAKEN: dict[str, str | Promise] = {
    "another service": _("answered by a service that is not in the contract's scope"),
    "another team": _("answered by another team than the service's, or by no provider of it"),
    "kept out": _("of people whose objection, or a mark on whose record, keeps them out"),
    "no service": _("answered by none of the services that every hub holds"),
    "nobody": _("nobody knows yet whom it is about"),
    "undone": _("reopened, withdrawn or entered in error since"),
    "unmet": _("ended without the need being met"),
}


def services() -> dict[str, str]:
    """Give the words of services by code (data/service_catalogue.csv)."""
    return {row["code"]: row["words"] for row in reference.rows("service_catalogue.csv")}


def weight(parts: int) -> str:
    """Write a weight as people do, such as "0.85" or "1,204.5"."""
    exact = finance.activity.weight_of(parts)
    return f"{exact.numerator / exact.denominator:,.4f}".rstrip("0").rstrip(".")
