"""Rule 42: an assurance is a promise with an owner and evidence; nothing is committed while where
the money comes from is not yet identified.
"""

import pytest
from django.db import IntegrityError, transaction
from tests.integration.contracts.partners import TODAY, WHO, partnerships, place, promising, told

pytestmark = pytest.mark.django_db
PURPOSE = "The role of the integrator"


def page_of(name):
    key = next(one.public_id for one in partnerships.contract_places() if one.name == name)
    return partnerships.place_page(key, on=TODAY)


def commit(place_id):
    promising.commit(
        place_id=place_id, purpose=PURPOSE, words="A post", amount_pence=1, told=told(), **WHO
    )


def fund(place_id, found):
    promising.state_funding(
        place_id=place_id, purpose=PURPOSE, found=found, amount_pence=None, told=told(), **WHO
    )


def test_rule_42_a_commitment_waits_for_a_source_of_money():
    place_id = place()
    with pytest.raises(promising.NotFunded):
        commit(place_id)
    fund(place_id, "")
    with pytest.raises(promising.NotFunded) as refusal:
        commit(place_id)
    assert "not yet identified" in refusal.value.what
    fund(place_id, "The board")
    commit(place_id)
    assert page_of("Larkmoor").fundings[0].committed_pence == 1


def test_rule_42_a_promise_has_an_owner_and_shows_its_evidence():
    place_id = place()
    promise = {"place_id": place_id, "words": "Budgets are set aside.", "told": told(), **WHO}
    with pytest.raises(IntegrityError), transaction.atomic():
        promising.promise(owner="", **promise)
    key = promising.promise(owner="The board", **promise)
    promising.show_evidence(promise=key, words="They were not.", is_kept=False, told=told(), **WHO)
    (held,) = page_of("Larkmoor").promises
    assert (held.owner, held.evidence[0].is_kept) == ("The board", False)


def test_rule_42_the_published_assurance_has_no_owner_and_its_money_no_source():
    partnerships.keep_published(**WHO)
    found = page_of("North West London")
    assert found.promises[0].owner == ""
    assert [one.found for one in found.fundings] == [""]
    with pytest.raises(promising.NotFunded):
        commit(found.place.id)
