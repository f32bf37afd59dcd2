"""The predicates of the pack, by the name of their rule."""

from collections.abc import Mapping
from typing import Final

from peckham.contracts.domain.predicates import decisions, forms, offers, readiness, scope
from peckham.contracts.domain.rules import Predicate

__all__ = ["PREDICATES"]

PREDICATES: Final[Mapping[str, Predicate]] = {
    "commissioners.shares": forms.shares_sum_to_one,
    "icp.entered_on": forms.entered_late_enough,
    "icp.parties": forms.parties_are_public,
    "icp.services": forms.services_are_joined,
    "icp.not_apms": forms.is_not_apms,
    "contract.nesting": scope.nests,
    "contract.single": scope.is_the_only_one,
    "contract.options": forms.options_are_appraised,
    "approval.each_commissioner": decisions.each_commissioner_approved,
    "approval.condition": decisions.no_condition_is_open,
    "approval.start": decisions.starts_after_approval,
    "assurance.ee": decisions.early_engagement,
    "assurance.cp1": decisions.first_checkpoint,
    "assurance.reviewers": decisions.is_reviewed,
    "holder.kind": forms.holders_are_allowed,
    "assurance.cp2": decisions.second_checkpoint,
    "award.assessment": decisions.award_considered_the_assessment,
    "award.standstill": decisions.standstill_is_over,
    "award.offered_first": offers.practices_were_offered_it,
    "functions.kept": readiness.functions_are_kept,
    "holder.vat": readiness.vat_is_settled,
    "holder.guarantee": readiness.is_guaranteed,
    "baseline.reconciled": readiness.baseline_is_reconciled,
    "assurance.cp3": decisions.third_checkpoint,
    "scope.covered": scope.lines_are_delivered_once,
    "partners.each_area": readiness.has_a_partner_in_each_area,
    "leadership.votes": readiness.gps_lead,
    "readiness.run": readiness.can_analyse_need,
}
