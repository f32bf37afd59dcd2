"""What may be written down about a contract: for each kind, the fields of its form and the call."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peckham.contracts.api import heads
from peckham.interfaces.staff.contract_forms import Box, FactForm
from peckham.interfaces.staff.contracting import ABOUT, KINDS_OF_BODY, ROUTES
from peckham.organisations import api as organisations
from peckham.sharing import api as sharing

type Options = Mapping[str, str | Promise]
type View = heads.views.ContractView
type Values = dict[str, Any]

_N = gettext_lazy


def _given(options: Options) -> Callable[[View], Options]:
    return lambda view: options


def _commissioners(view: View) -> Options:
    return {share.name: share.name for share in view.shares}


def _abouts(view: View) -> Options:
    waiting = {
        f"variation:{one.id}": _("Variation %(number)s: %(what)s")
        % {"number": one.number, "what": one.what}
        for one in view.variations
        if one.is_agreed is None
    }
    return {"approval": _("Approval of the proposal"), "award": _("The award"), **waiting}


def _assessments(view: View) -> Options:
    return {one.detail: one.detail for one in view.timeline if one.kind == "assessment"}


def _forms(view: View) -> Options:
    return {code: code for code in (view.line.kind.code, *view.line.kind.compared_with)}


def _bodies(view: View) -> Options:
    return {str(one.id): one.name for one in organisations.directory()}


def _runs(view: View) -> Options:
    return {str(one.public_id): one.what_for for one in sharing.runs.runs_governed()}


def _decision(view: View, values: Values) -> Values:
    about, _colon, key = values["about"].partition(":")
    could = values["could_refuse"]
    return values | {
        "about": about,
        "variation_id": int(key) if key else None,
        "could_refuse": None if could is None else could,
        "conditions": tuple(values["conditions"]),
    }


def _option(view: View, values: Values) -> Values:
    pairs = (line.partition(":") for line in values["expected"])
    return values | {"expected": {name.strip(): words.strip() for name, _c, words in pairs}}


def _functions(view: View, values: Values) -> Values:
    split = ([part.strip() for part in line.split(";")] for line in values["assigned"])
    return values | {"assigned": tuple((*parts, "", "")[:3] for parts in split)}


def _holder(view: View, values: Values) -> Values:
    key = values["organisation_id"]
    return values | {
        "organisation_id": int(key) if key else None,
        "controlled_by": values["controlled_by"] or None,
    }


def _role(view: View, values: Values) -> Values:
    name = values.pop("username")
    account = get_user_model().objects.filter(username=name.lower()).first() if name else None
    return values | {"account_id": account.pk if account else None}


def _programme(*, contract_id: int, place_id: int | None, **said: Any) -> None:
    if place_id is None:
        raise heads.facts.NotWhole("The contract is for no place.", rule=14)
    heads.name_programme(place_id=place_id, **said)


def _assurance(view: View, values: Values) -> Values:
    return values | {"vat": values["vat"] or None, "guarantee": values["guarantee"] or None}


FORMS: dict[str, FactForm] = {
    "decision": FactForm(
        _N("Record a committee's decision"),
        heads.record_decision,
        (
            Box("about", _N("What was decided"), "choice", options=_abouts),
            Box("commissioner", _N("Whose committee"), "choice", options=_commissioners),
            Box("body", _N("Name of the committee")),
            Box("decided_on", _N("Day of the decision"), "day"),
            Box("outcome", _N("Outcome"), "choice", options=_given({
                "approved": _N("Approved"),
                "approved_subject_to": _N("Approved, subject to a condition"),
                "refused": _N("Refused"),
            })),
            Box("conditions", _N("Conditions, one a line"), "lines", required=False),
            Box("quorum", _N("How many members it needs"), "count"),
            Box("votes", _N("Who was there, and how each voted"), "votes"),
            Box("considered", _N("Assessments that lay before it"), "ticks",
                options=_assessments, required=False),
            Box("could_refuse", _N("Could it still refuse?"), "yes", required=False),
            Box("reference", _N("Where the minute is found")),
        ),
        "record_decisions",
        _decision,
    ),
    "option": FactForm(
        _N("Appraise a form of contract"),
        heads.facts.appraise_form,
        (
            Box("form", _N("Which form"), "choice", options=_forms),
            Box("expected", _N("What is expected of each outcome, one a line"), "lines",
                _N("Outcome: what is expected. Give every form the same outcomes.")),
            Box("appraised_on", _N("Day of the appraisal"), "day"),
        ),
        ready=_option,
    ),
    "assessment": FactForm(
        _N("Record the equality assessment"),
        heads.facts.record_assessment,
        (
            Box("reference", _N("Reference")),
            Box("finding", _N("What it found, and for whom"), "passage"),
            Box("approved_by", _N("Who approved it")),
            Box("finished_on", _N("Day on which it was finished"), "day"),
        ),
    ),
    "checkpoint": FactForm(
        _N("Record a checkpoint"),
        heads.facts.record_checkpoint,
        (
            Box("code", _N("Which checkpoint"), "choice", options=_given({
                "EE": _N("EE: early engagement"),
                "CP1": _N("CP1: before a selection starts"),
                "CP2": _N("CP2: a bidder is preferred"),
                "CP3": _N("CP3: just before service starts"),
            })),
            Box("passed", _N("Was it passed?"), "yes"),
            Box("finding", _N("What was found"), "passage"),
            Box("held_on", _N("Day of the checkpoint"), "day"),
        ),
    ),
    "holder": FactForm(
        _N("Record a bidder or holder"),
        heads.holding.record_holder,
        (
            Box("event", _N("Step"), "choice", options=_given({
                code: ABOUT[code]
                for code in ("pre_qualification", "award", "novation", "change_of_control")
            })),
            Box("name", _N("Who")),
            Box("kind", _N("What kind of body"), "choice", options=_given(KINDS_OF_BODY)),
            Box("controlled_by", _N("What kind of body controls it"), "choice",
                _N("Its own kind where nobody else does. Leave empty while it is not known."),
                _given(KINDS_OF_BODY), required=False),
            Box("organisation_id", _N("Its organisation here, if any"), "choice",
                options=_bodies, required=False),
            Box("formed_by", _N("Where the body comes from"), "choice", options=_given({
                "existing": _N("It existed"),
                "new": _N("It was newly founded"),
                "demerger": _N("It was split off another body"),
            })),
            Box("formed_from", _N("Split off which body"), required=False),
            Box("formed_on", _N("Day on which it was formed"), "day", required=False),
            Box("from_on", _N("Day of the step"), "day"),
        ),
        ready=_holder,
    ),
    "review": FactForm(
        _N("Record a review of the bid"),
        heads.facts.record_review,
        (
            Box("reviewer", _N("Who reviewed")),
            Box("capacity", _N("As what"), "choice", options=_given({
                "clinical": _N("Clinician"), "nhs": _N("NHS reviewer")})),
            Box("declared", _N("Were conflicts of interest declared?"), "yes"),
            Box("finding", _N("What was found"), "passage"),
            Box("reviewed_on", _N("Day of the review"), "day"),
        ),
    ),
    "notice": FactForm(
        _N("Record the notice of award"),
        heads.publish_notice,
        (
            Box("route", _N("Route of award"), "choice", options=_given(ROUTES)),
            Box("reasons", _N("Reasons, as published"), "passage"),
            Box("published_on", _N("Day of the notice"), "day"),
        ),
    ),
    "representation": FactForm(
        _N("Record a representation"),
        heads.record_representation,
        (
            Box("of", _N("Whose")),
            Box("said", _N("What it says"), "passage"),
            Box("received_on", _N("Day on which it came"), "day"),
        ),
    ),
    "further": FactForm(
        _N("Decide on representations"),
        heads.decide_representations,
        (
            Box("decided", _N("What was decided, and why"), "passage"),
            Box("told_on", _N("Day on which it was made known"), "day"),
        ),
    ),
    "functions": FactForm(
        _N("State which functions are handed over"),
        heads.facts.state_functions,
        (
            Box("assigned", _N("Functions, one a line; leave empty for none"), "lines",
                _N("Function; to whom; instrument of its delegation"), required=False),
            Box("stated_on", _N("Day"), "day"),
        ),
        ready=_functions,
    ),
    "assurance": FactForm(
        _N("Record what assures the holder"),
        heads.facts.record_assurance,
        (
            Box("vat", _N("VAT"), "choice", required=False, options=_given({
                "recoverable": _N("The holder recovers it"),
                "not_recoverable_but_priced": _N("It does not, and the price bears it"),
                "not_recoverable": _N("It does not, and no price bears it"),
            })),
            Box("guarantee", _N("Who guarantees, or which reserve bears the risk"),
                required=False),
            Box("reconciled", _N("Does the baseline agree with the ledgers?"), "yes",
                required=False),
            Box("known_on", _N("Day"), "day"),
        ),
        "propose_changes",
        _assurance,
    ),
    "role": FactForm(
        _N("Offer a GP a role"),
        heads.holding.offer_role,
        (
            Box("gp", _N("Which GP")),
            Box("username", _N("The GP's user name here"),
                hint=_N("The GP answers for themselves, and nobody else can.")),
            Box("employed_by", _N("Employed by, if by anybody"), required=False),
            Box("seat", _N("Seat on the governing body, if any"), required=False),
            Box("votes", _N("Votes of that seat"), "count"),
            Box("offered_on", _N("Day of the offer"), "day"),
        ),
        "propose_changes",
        _role,
    ),
    "run": FactForm(
        _N("Name the risk run"),
        heads.holding.record_run,
        (Box("run", _N("Which run of your organisation"), "choice", options=_runs),),
        "propose_changes",
    ),
    "programme": FactForm(
        _N("Name a programme of the place"),
        _programme,
        (
            Box("programme", _N("Programme"), hint=_N("For example, healthy new town.")),
            Box("from_on", _N("Since which day"), "day"),
            Box("source", _N("Where that is published")),
        ),
        ready=lambda view, values: values | {"place_id": view.line.place_id},
    ),
    "standing": FactForm(
        _N("Suspend, resume or terminate"),
        heads.change_standing,
        (
            Box("what", _N("What happens"), "choice", options=_given({
                "suspended": _N("It is suspended"),
                "resumed": _N("It is resumed"),
                "terminated": _N("It is terminated"),
            })),
            Box("reason", _N("Why"), "passage"),
            Box("from_on", _N("From which day"), "later"),
        ),
    ),
}  # fmt: skip
