"""Where the pages of settled years and of exposure stand, as part of the staff site's addresses."""

from django.urls import path

from peckham.interfaces.staff.views.money import exposure, settlement, sharing, years

PATHS = (
    path("money/share", sharing.calculator, name="money_share"),
    path("money/contracts/<uuid:public_id>/years", years.years, name="money_years"),
    path("money/contracts/<uuid:public_id>/terms", years.propose_terms, name="money_terms"),
    path(
        "money/contracts/<uuid:public_id>/terms/<uuid:terms>/answer",
        years.answer_terms,
        name="money_terms_answer",
    ),
    path("money/contracts/<uuid:public_id>/settle", years.settle, name="money_settle"),
    path("money/settlements/<uuid:public_id>", settlement.settlement, name="money_settlement"),
    path(
        "money/settlements/<uuid:public_id>/parts.<slug:kind>",
        settlement.taken_as,
        name="money_settlement_as",
    ),
    path(
        "money/settlements/<uuid:public_id>/inputs.json",
        settlement.inputs,
        name="money_settlement_inputs",
    ),
    path(
        "money/settlements/<uuid:public_id>/<slug:kind>",
        settlement.act,
        name="money_settlement_act",
    ),
    path("money/contracts/<uuid:public_id>/exposure", exposure.exposure, name="money_exposure"),
    path(
        "money/contracts/<uuid:public_id>/exposure/keep",
        exposure.keep,
        name="money_exposure_keep",
    ),
    path("money/exposures/<uuid:public_id>", exposure.kept, name="money_exposure_kept"),
    path(
        "money/exposures/<uuid:public_id>/figures.<slug:kind>",
        exposure.kept_as,
        name="money_exposure_as",
    ),
)
