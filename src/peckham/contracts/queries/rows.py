"""Every row about one contract, read once: what is known on a day is chosen from them as values."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from peckham.contracts import models as m


@dataclass(frozen=True)
class Rows:
    """A contract's row and those of its facts; each kind is read when it is first asked."""

    contract: m.Contract

    @cached_property
    def provisions(self) -> list[m.Provision]:
        """What it says, part by part, oldest first."""
        found = m.Provision.objects.filter(contract=self.contract).order_by("number")
        return list(found.select_related("variation__outcome"))

    @cached_property
    def terms(self) -> dict[int, m.Terms]:
        """Terms by provision."""
        found = m.Terms.objects.filter(provision__contract=self.contract).select_related("parent")
        return {row.provision_id: row for row in found.prefetch_related("years", "breaks")}

    @cached_property
    def shares(self) -> dict[int, list[m.CommissionerShare]]:
        """Commissioners by provision."""
        return _by("provision_id", self._within(m.CommissionerShare))

    @cached_property
    def people(self) -> dict[int, list[m.CoveredPeople]]:
        """Codes by provision."""
        return _by("provision_id", self._within(m.CoveredPeople))

    @cached_property
    def lines(self) -> dict[int, list[m.ScopeLine]]:
        """Lines of scope by provision."""
        return _by("provision_id", self._within(m.ScopeLine).prefetch_related("deliveries"))

    @cached_property
    def outcomes(self) -> dict[int, list[m.OutcomeLine]]:
        """Outcomes by provision."""
        return _by("provision_id", self._within(m.OutcomeLine))

    @cached_property
    def passages(self) -> list[m.GatePassage]:
        """Gates that it passed, in order."""
        return list(m.GatePassage.objects.filter(contract=self.contract).order_by("position"))

    @cached_property
    def standing(self) -> list[m.StandingChange]:
        """Suspensions, resumptions and its end."""
        return self._facts(m.StandingChange)

    @cached_property
    def holders(self) -> list[m.HolderStep]:
        """Steps by which somebody came to hold it."""
        return self._facts(m.HolderStep)

    @cached_property
    def decisions(self) -> list[m.CommitteeDecision]:
        """Decisions of committees, with their votes."""
        found = m.CommitteeDecision.objects.filter(contract=self.contract).order_by("pk")
        return list(found.prefetch_related("votes").select_related("variation"))

    @cached_property
    def assessments(self) -> list[m.EqualityAssessment]:
        """Finished equality assessments."""
        return self._facts(m.EqualityAssessment)

    @cached_property
    def reviews(self) -> list[m.BidReview]:
        """Reviews of bids."""
        return self._facts(m.BidReview)

    @cached_property
    def checkpoints(self) -> list[m.AssuranceCheckpoint]:
        """Outcomes of checkpoints."""
        return self._facts(m.AssuranceCheckpoint)

    @cached_property
    def options(self) -> list[m.FormOption]:
        """Forms that were appraised."""
        return self._facts(m.FormOption)

    @cached_property
    def assurances(self) -> list[m.HolderAssurance]:
        """What is known of the holder."""
        return self._facts(m.HolderAssurance)

    @cached_property
    def statements(self) -> list[m.FunctionsStatement]:
        """Statements on functions, with those handed over."""
        found = m.FunctionsStatement.objects.filter(contract=self.contract).order_by("pk")
        return list(found.prefetch_related("functions"))

    @cached_property
    def runs(self) -> list[m.RiskRun]:
        """Risk runs that it rests on."""
        return self._facts(m.RiskRun)

    @cached_property
    def leadership(self) -> list[m.GpLeadership]:
        """GPs' roles, offered and answered."""
        return self._facts(m.GpLeadership)

    @cached_property
    def notices(self) -> list[m.AwardNotice]:
        """Notices of award, with representations and what was decided on them."""
        found = m.AwardNotice.objects.filter(contract=self.contract).order_by("pk")
        return list(found.prefetch_related("representations").select_related("further_decision"))

    @cached_property
    def offers(self) -> list[m.PracticeOffer]:
        """Offers to local general practice, with their replies (rule 54)."""
        found = m.PracticeOffer.objects.filter(contract=self.contract).order_by("pk")
        return list(found.prefetch_related("replies"))

    @cached_property
    def variations(self) -> list[m.Variation]:
        """Changes that were proposed."""
        found = m.Variation.objects.filter(contract=self.contract).order_by("number")
        return list(found.select_related("outcome", "proposed_by").prefetch_related("provisions"))

    def _facts(self, model: Any) -> list[Any]:
        return list(model.objects.filter(contract=self.contract).order_by("pk"))

    def _within(self, model: Any) -> Any:
        return model.objects.filter(provision__contract=self.contract).order_by("pk")


def _by(name: str, rows: Iterable[Any]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, name)].append(row)
    return grouped


def rows_of(contracts: Sequence[m.Contract]) -> tuple[Rows, ...]:
    """Give the rows of some contracts."""
    return tuple(Rows(contract) for contract in contracts)
