"""Addresses of the pages about activity, its prices and statements."""

from django.urls import path

from peckham.interfaces.staff.views.money import activity, events, statements

PATHS = [
    path("money/statements", statements.own, name="own_statements"),
    path("money/contracts/<uuid:public_id>/statements", statements.months, name="statements"),
    path(
        "money/contracts/<uuid:public_id>/statements.<slug:kind>",
        statements.months_as,
        name="statements_as",
    ),
    path("money/contracts/<uuid:public_id>/state-month", statements.state, name="state_month"),
    path("money/statement-runs/<uuid:public_id>", statements.run, name="statement_run"),
    path("money/statements/<uuid:public_id>", statements.statement, name="statement"),
    path(
        "money/statements/<uuid:public_id>/statement.<slug:kind>",
        statements.statement_as,
        name="statement_as",
    ),
    path("money/statements/<uuid:public_id>/changes", statements.changes, name="statement_changes"),
    path(
        "money/statements/<uuid:public_id>/changes.csv",
        statements.changes_as_csv,
        name="statement_changes_csv",
    ),
    path("money/statements/<uuid:public_id>/<int:number>", events.line, name="statement_line"),
    path(
        "money/statements/<uuid:public_id>/<int:number>/events.csv",
        events.line_as_csv,
        name="statement_line_csv",
    ),
    path(
        "money/contracts/<uuid:public_id>/events/<str:source>/<str:source_event>",
        events.event,
        name="activity_event",
    ),
    path("money/contracts/<uuid:public_id>/activity", activity.imports, name="activity_imports"),
    path(
        "money/contracts/<uuid:public_id>/activity/needs-book",
        activity.of_needs,
        name="activity_of_needs",
    ),
    path("money/activity/<uuid:public_id>", activity.batch, name="activity_batch"),
    path("money/contracts/<uuid:public_id>/prices", activity.prices, name="prices"),
]
