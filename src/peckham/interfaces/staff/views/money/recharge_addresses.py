"""Addresses of the pages about staff lent and borrowed."""

from django.urls import path

from peckham.interfaces.staff.views.money import lending, recharge

PATHS = [
    path("money/recharge", recharge.months, name="recharges"),
    path("money/recharge/hubs/<uuid:public_id>", lending.lend, name="lend_staff"),
    path("money/recharge/<uuid:public_id>", recharge.month, name="recharge"),
    path("money/recharge/<uuid:public_id>/month.csv", recharge.month_as_csv, name="recharge_csv"),
    path("money/recharge/<uuid:public_id>/agree", recharge.agree, name="agree_recharge"),
]
