"""An integrator is formed as Lambeth's was: members, a host that is scored, functions with owners.

What is known of Lambeth was published by others and is only read here; the same steps are taken by
invented bodies in an invented place, where nothing is quoted.
"""

from tests.stories import steps

WHERE = {"Day": (5, 1, 2026), "Where_this_is_found": "Board minutes, 5 January 2026, item 4"}
SCORES = {
    f"{asked}:_{criterion}": answer
    for criterion in ("Size", "Scale", "Maturity", "Local_footprint")
    for asked, answer in (("Score", "4: well"), ("Why", "As the board paper says."))
}
TRUST, ALLIANCE = "Larkmoor Community Trust", "Larkmoor GP Alliance"


def test_what_was_published_of_lambeth_is_read_by_everybody(reader):
    everybody = reader()
    everybody.go("/who-was-given-what/")
    assert "4 of 6 places" in everybody.text()
    everybody.press("Lambeth", role="link")
    assert "GSTT will host the arrangement." in everybody.text()
    assert "To host is not the same as to hold a contract" in everybody.text()
    assert everybody.text().count("Gap: nobody is named") == 10
    everybody.look("resident-who-was-given-what")
    everybody.go("/where-i-live/E99000000/")
    everybody.press("Every contract for Mill Reach, before and after", role="link")
    assert "How many contracts" in everybody.text()
    everybody.look()


def test_an_integrator_is_formed_its_host_chosen_and_functions_owned(staff, reader):
    # Given a place with a partnership to be named
    lead = staff("commissioner")
    lead.go("/staff/contracts/integrators")
    lead.press("Form the integrator of Larkmoor", role="link")
    steps.act(
        lead,
        "Form the integrator",
        **{
            "What_the_place's_partnership_is_called": "Larkmoor Together",
            "What_the_integrator_is_called": "Larkmoor integrator",
            "New_member_1:_name": TRUST,
            "New_member_1:_what_it_is": "NHS foundation trust",
            "New_member_2:_name": ALLIANCE,
            "New_member_2:_what_it_is": "primary care organisation",
            **WHERE,
        },
    )
    assert "Larkmoor Together" in lead.text()

    # When the host would be chosen before it is scored, it is refused
    chosen = {"Who_hosts": TRUST, "Why_it_was_chosen": "Its teams work here.", **WHERE}
    steps.act(lead, "Choose the host", **chosen)
    assert "is not scored by: size, scale, maturity, local footprint" in lead.text()
    steps.act(lead, "Score a member", **{"Who_is_scored": TRUST, **SCORES, **WHERE})
    steps.act(lead, "Choose the host", **chosen)
    assert f"{TRUST} hosts." in lead.text()

    # And the board decides, and owners are named
    steps.act(
        lead,
        "Record a decision",
        Which_body_decided="The board",
        What_it_decided="approved",
        **WHERE,
    )
    for function in ("Workforce", "Metrics"):
        steps.act(
            lead,
            "Name an owner",
            Which_function=function,
            Of_which_member_the_owner_is=ALLIANCE,
            Who_owns_it="Head of neighbourhoods",
            **WHERE,
        )
    lead.press("Larkmoor", role="link")
    lead.look()
    steps.act(lead, "Write down a promise", The_promise="It stays.", Who_owes_it="Cora", **WHERE)

    # Then everybody reads who decided, who hosts, who owns what, and what nobody owns
    everybody = reader(javascript=False)
    everybody.go("/who-was-given-what/")
    everybody.press("Larkmoor", role="link")
    said = everybody.text()
    assert "The board: approved" in said
    assert f"Head of neighbourhoods, {ALLIANCE}" in said
    assert said.count("Gap: nobody is named") == 8
    assert "Not known." in said
