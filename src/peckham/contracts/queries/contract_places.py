"""Reading places as contracts name them: everything that anybody may read of one."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from peckham.contracts.domain import held_views as held
from peckham.contracts.domain import partner_views as views
from peckham.contracts.domain.partners import Scheme, standing_on
from peckham.contracts.models.heads import Contract, PlaceProgramme
from peckham.contracts.models.partners import ContractPlace
from peckham.contracts.models.promises import PracticeOffer
from peckham.contracts.models.quoted import IN_ORDER
from peckham.contracts.queries.integrators import integrator_of, integrators, place_view, told_of
from peckham.contracts.queries.rows import Rows, rows_of
from peckham.contracts.reading import kinds
from peckham.kernel import Refused
from peckham.places import api as places


class NoSuchPlace(Refused):
    """No place has this key."""


def contract_places() -> tuple[views.PlaceView, ...]:
    """List the places that contracts and partnerships name, by name."""
    return tuple(map(place_view, ContractPlace.objects.order_by("name")))


def contract_place_of(place_id: int) -> views.PlaceView | None:
    """Give what contracts call an imported place, or None where they do not name it."""
    row = ContractPlace.objects.filter(place_id=place_id).first()
    return place_view(row) if row else None


def approved_places(scheme: Scheme) -> int:
    """Count the places of a scheme whose integrator is approved: never typed (rule 44)."""
    return sum(one.is_approved and one.place.scheme == scheme.code for one in integrators())


def teams_of(scheme: Scheme, *, on: date) -> int | None:
    """Count the neighbourhoods in force in the places of a scheme (rule 27).

    Returns:
        None where none of its places was imported: unknown is not 0.
    """
    found = ContractPlace.objects.filter(scheme=scheme.code, place__isnull=False)
    keys = list(found.values_list("place_id", flat=True))
    return sum(len(places.neighbourhoods(on, key)) for key in keys) if keys else None


def contracts_in(place_id: int | None) -> tuple[held.ContractLine, ...]:
    """List the contracts of an imported place that are no practice's own, by reference."""
    if place_id is None:
        return ()
    found = Contract.objects.filter(place_id=place_id, entered_on__isnull=True)
    return tuple(map(_line, rows_of(list(found.order_by("reference")))))


def _line(rows: Rows) -> held.ContractLine:
    row = rows.contract
    return held.ContractLine(
        row.pk,
        row.reference,
        row.title,
        kinds().kind(row.kind_id).name,
        rows.holders[-1].name if rows.holders else "",
        tuple(
            held.CommitteeLine(
                one.about, one.commissioner, one.body, one.outcome, one.reference, one.on_day
            )
            for one in rows.decisions
        ),
        tuple(held.NoticeLine(one.route, one.reasons, one.on_day) for one in rows.notices),
    )


def place_page(public_id: UUID, *, on: date) -> views.PlacePage:
    """Give everything that anybody may read about a place.

    Raises:
        NoSuchPlace: If there is none of this key.
    """
    row = ContractPlace.objects.filter(public_id=public_id).first()
    if row is None:
        raise NoSuchPlace("There is no such place.")
    partnership = getattr(row, "partnership", None)
    return views.PlacePage(
        place=place_view(row),
        partnership=partnership.name if partnership else None,
        partnership_told=told_of(partnership) if partnership else None,
        facts=tuple(
            views.FactView(one.topic, one.words, one.body, one.reference, told_of(one))
            for one in row.facts.order_by("pk")
        ),
        integrator=integrator_of(row.pk),
        milestones=_milestones(row, on),
        plans=_plans(row),
        promises=_promises(row),
        fundings=_fundings(row),
        offers=_offers(row.place_id),
        programmes=_programmes(row.place_id, on),
    )


def _programmes(place_id: int | None, on: date) -> tuple[str, ...]:
    """Give the programmes of an imported place (rule 14)."""
    if place_id is None:
        return ()
    found = PlaceProgramme.objects.filter(place_id=place_id, from_on__lte=on)
    return tuple(found.order_by("from_on", "programme").values_list("programme", flat=True))


def _milestones(row: ContractPlace, on: date) -> tuple[views.MilestoneView, ...]:
    found = []
    for one in row.milestones.order_by("due_on", "pk"):
        last = one.states.order_by(*IN_ORDER).last()
        standing = standing_on(on, due_on=one.due_on, state=last.state if last else None)
        told = told_of(last or one)
        found.append(views.MilestoneView(one.public_id, one.words, one.due_on, standing, told))
    return tuple(found)


def _plans(row: ContractPlace) -> tuple[views.PlanView, ...]:
    latest = {one.provider: one for one in row.provider_plans.order_by(*IN_ORDER)}
    return tuple(
        views.PlanView(name, one.state, told_of(one)) for name, one in sorted(latest.items())
    )


def _promises(row: ContractPlace) -> tuple[views.PromiseView, ...]:
    return tuple(
        views.PromiseView(
            one.public_id,
            one.words,
            one.owner,
            tuple(
                views.EvidenceView(each.words, each.is_kept, told_of(each))
                for each in one.evidence.order_by(*IN_ORDER)
            ),
            told_of(one),
        )
        for one in row.promises.order_by(*IN_ORDER)
    )


def _fundings(row: ContractPlace) -> tuple[views.FundingView, ...]:
    committed: dict[str, int] = {}
    for each in row.commitments.all():
        committed[each.purpose] = committed.get(each.purpose, 0) + each.amount_pence
    latest = {one.purpose: one for one in row.fundings.order_by(*IN_ORDER)}
    return tuple(
        views.FundingView(
            purpose, one.found, one.amount_pence, committed.get(purpose, 0), told_of(one)
        )
        for purpose, one in latest.items()
    )


def _offers(place_id: int | None) -> tuple[views.OfferView, ...]:
    if place_id is None:
        return ()
    found = PracticeOffer.objects.filter(contract__place_id=place_id)
    return tuple(map(offer_view, found.select_related("contract").order_by(*IN_ORDER)))


def offers_by_contract(contract_ids: list[int]) -> Mapping[int, tuple[views.OfferView, ...]]:
    """Give the offers to general practice of each contract (rule 54)."""
    found: dict[int, tuple[views.OfferView, ...]] = dict.fromkeys(contract_ids, ())
    rows = PracticeOffer.objects.filter(contract_id__in=contract_ids).select_related("contract")
    for row in rows.order_by(*IN_ORDER):
        found[row.contract_id] += (offer_view(row),)
    return found


def offer_view(row: PracticeOffer) -> views.OfferView:
    """Copy an offer with its replies into the record that others may hold."""
    latest = {one.practice: one for one in row.replies.order_by(*IN_ORDER)}
    return views.OfferView(
        row.public_id,
        row.contract.reference,
        row.offered_to,
        row.answer_by,
        row.amount_pence,
        row.words,
        tuple(
            views.ReplyView(name, one.answer, one.words, told_of(one))
            for name, one in sorted(latest.items())
        ),
        told_of(row),
    )
