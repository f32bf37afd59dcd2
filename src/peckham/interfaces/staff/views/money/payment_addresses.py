"""Addresses of the pages about lists and payments."""

from django.urls import path

from peckham.interfaces.staff.views.money import (
    incentives,
    lists,
    paying_terms,
    payment,
    payments,
)

PATHS = [
    path("money/contracts/<uuid:public_id>/payments", payments.payments, name="payments"),
    path(
        "money/contracts/<uuid:public_id>/payments.<str:kind>",
        payments.as_file,
        name="payments_as",
    ),
    path(
        "money/contracts/<uuid:public_id>/payments/<str:year_on>/<int:number>",
        payments.issue,
        name="issue_payment",
    ),
    path(
        "money/contracts/<uuid:public_id>/payments/terms",
        paying_terms.terms,
        name="payment_terms",
    ),
    path(
        "money/contracts/<uuid:public_id>/payments/what-if",
        paying_terms.what_if,
        name="payment_what_if",
    ),
    path("money/contracts/<uuid:public_id>/lists", lists.lists, name="lists"),
    path("money/contracts/<uuid:public_id>/incentives", incentives.incentives, name="incentives"),
    path("money/lists/<uuid:public_id>", lists.one_list, name="list"),
    path("money/lists/<uuid:public_id>.<str:kind>", lists.as_file, name="list_as"),
    path("money/payments/<uuid:public_id>", payment.payment, name="payment"),
    path("money/payments/<uuid:public_id>.<str:kind>", payment.as_file, name="payment_as"),
    path("money/parts/<uuid:public_id>/paid", payment.pay, name="mark_paid"),
    path("money/work/<uuid:public_id>", payments.work, name="payment_work"),
]
