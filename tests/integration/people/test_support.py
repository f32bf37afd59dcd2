import pytest
from tests.databases import as_app, check_laws
from tests.integration.people.world import AREAS, AT, BY, TODAY

from peckham.kernel import Refused
from peckham.people import api as people

WHO = {"by": BY, "at": AT}


@pytest.fixture
def ada(world):
    with as_app(world.staff()):
        return people.register_person(family_name="Byron", area_code=AREAS[0], **WHO)


def test_a_deaf_person_is_not_rung_and_the_page_says_what_to_do_instead(world, ada):
    with as_app(world.staff()):
        people.support.record_contact_point(
            person_id=ada.id, mode="phone", value="020 7946 0123", **WHO
        )
        people.support.record_communication_need(person_id=ada.id, code="deaf", **WHO)
        blocked = people.support.blocked_contact_modes(ada.id, TODAY)
        view = people.person(ada.public_id)
        assert set(blocked) == {"phone"}
        assert "text or write" in blocked["phone"]
        assert view.contacts[0].blocked_why == blocked["phone"]
        with pytest.raises(Refused, match="must not be reached by phone"):
            people.support.record_contact_point(
                person_id=ada.id, mode="phone", value="02079460124", preferred=True, **WHO
            )
        people.support.record_contact_point(
            person_id=ada.id, mode="mobile", value="07700 900123", preferred=True, **WHO
        )
        people.support.end_communication_need(person_id=ada.id, code="deaf", **WHO)
        assert people.support.blocked_contact_modes(ada.id, TODAY) == {}
        check_laws()


def test_a_need_said_again_is_replaced_and_its_words_reach_worklists(world, ada):
    with as_app(world.staff()):
        people.support.record_communication_need(
            person_id=ada.id, code="interpreter", detail="Somali", **WHO
        )
        again = people.support.record_communication_need(
            person_id=ada.id, code="interpreter", detail="Arabic", **WHO
        )
        same = people.support.record_communication_need(
            person_id=ada.id, code="interpreter", detail="Arabic", **WHO
        )
        people.support.record_communication_need(person_id=ada.id, code="large_print", **WHO)
        line = people.summaries([ada.id], TODAY)[ada.id]
    assert again == same
    assert line.need_words == ("Interpreter (Arabic)", "Large print")


def test_the_preferred_contact_takes_the_place_of_the_one_before(world, ada):
    with as_app(world.staff()):
        for mode, value in (("mobile", "07700900123"), ("email", "ada@example.org")):
            people.support.record_contact_point(
                person_id=ada.id, mode=mode, value=value, preferred=True, **WHO
            )
        contacts = people.person(ada.public_id).contacts
    assert [(c.mode, c.preferred) for c in contacts] == [("email", True), ("mobile", False)]


def test_a_carer_speaks_for_nobody_and_an_attorney_may(world, ada):
    with as_app(world.staff()):
        people.support.add_proxy(person_id=ada.id, name="Ann", relationship="neighbour", **WHO)
        proxy = people.support.add_proxy(
            person_id=ada.id,
            name="Ben",
            relationship="son",
            authority="power_of_attorney",
            may=["decide", "ask"],
            telephone_number="07700 900456",
            **WHO,
        )
        proxies = people.person(ada.public_id).proxies
        assert [(p.name, p.may) for p in proxies] == [("Ann", ()), ("Ben", ("ask", "decide"))]
        people.support.end_proxy(proxy_id=proxy, **WHO)
        assert len(people.person(ada.public_id).proxies) == 1
        with pytest.raises(Refused, match="without an authority"):
            people.support.add_proxy(
                person_id=ada.id, name="Cat", relationship="friend", may=["decide"], **WHO
            )
        with pytest.raises(Refused, match="no such carer"):
            people.support.end_proxy(proxy_id=proxy, **WHO)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda p: people.support.record_communication_need(
            person_id=p.id, code="esp", **WHO), "not a comm"),
        (lambda p: people.support.record_communication_need(
            person_id=p.id, code="deaf", detail="x" * 501, **WHO), "At most 500"),
        (lambda p: people.support.end_communication_need(
            person_id=p.id, code="deaf", **WHO), "not recorded"),
        (lambda p: people.support.record_contact_point(
            person_id=p.id, mode="pigeon", value="1", **WHO), "not a kind of contact"),
        (lambda p: people.support.record_contact_point(
            person_id=p.id, mode="phone", value="hello", **WHO), "not a telephone"),
        (lambda p: people.support.record_contact_point(
            person_id=p.id, mode="email", value="hello", **WHO), "not an email"),
        (lambda p: people.support.record_contact_point(
            person_id=p.id, mode="post", value=" ", **WHO), "Give the address"),
        (lambda p: people.support.add_proxy(
            person_id=p.id, name="", relationship="son", **WHO), "Give the name"),
        (lambda p: people.support.add_proxy(
            person_id=p.id, name="B", relationship="son", authority="king", **WHO), "not known"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words(world, ada, act, said):
    with as_app(world.staff()), pytest.raises(Refused, match=said):
        act(ada)
