"""Where the pages of baselines stand, as part of the addresses of the staff site."""

from django.urls import path

from peckham.interfaces.staff.views.money import baseline_acts, baseline_proposing, baselines

PATHS = (
    path("money/contracts/<uuid:public_id>/baselines", baselines.listed, name="baselines"),
    path(
        "money/contracts/<uuid:public_id>/baselines.csv",
        baselines.list_as_csv,
        name="baselines_csv",
    ),
    path(
        "money/contracts/<uuid:public_id>/baselines/propose",
        baseline_proposing.propose,
        name="propose_baseline",
    ),
    path(
        "money/contracts/<uuid:public_id>/budgeting/<uuid:proposal_id>",
        baseline_acts.decide_budgeting,
        name="decide_budgeting",
    ),
    path(
        "money/contracts/<uuid:public_id>/baselines/<slug:what>",
        baseline_acts.act,
        name="act_on_baselines",
    ),
    path("money/baselines/<uuid:public_id>", baselines.version, name="baseline"),
    path(
        "money/baselines/<uuid:public_id>.<slug:kind>",
        baselines.lines_as_file,
        name="baseline_file",
    ),
    path(
        "money/baselines/<uuid:public_id>/beside/<uuid:other_id>",
        baselines.compared,
        name="baselines_compared",
    ),
    path("money/baselines/<uuid:public_id>/decide", baseline_acts.decide, name="decide_baseline"),
    path(
        "money/baselines/<uuid:public_id>/explain", baseline_acts.explain, name="explain_baseline"
    ),
    path(
        "money/baselines/<uuid:public_id>/<slug:part>.csv",
        baselines.part_as_csv,
        name="baseline_part_csv",
    ),
)
