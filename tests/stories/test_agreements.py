"""An agreement is signed and a nurse sees a plan; it is withdrawn, and she sees no new one."""

from tests.stories import steps

PLAN = "Plan for Iris: stronger on the stairs"
WHY = "We run our own community team now."
ACCESS = ["/staff/access/agreements", "/staff/access/agreements/new", "/staff/access/register"]
RUNS = "/staff/access/runs"


def test_every_page_of_agreements(site, staff, reader):
    lead = staff("lonelead")
    agreement = f"/staff/access/agreements/{site.place.agreement}"
    for path in (*ACCESS, RUNS, agreement, f"{agreement}/sign/1", f"{agreement}/next"):
        lead.go(path)
    everybody = reader()
    everybody.go("/who-shares-records/")


def sign_as(lead):
    # When she reads what begins with it, and signs
    assert "Version 1 needs your signature" in lead.text()
    lead.press("Care plans across Larkmoor", role="link")
    lead.press("Sign version 1", role="link")
    assert "2 organisations may be given your records" in lead.text()
    lead.press("Sign this version")
    assert "Tick that you have read it" in lead.text()
    lead.page.get_by_label("As what you sign").fill("Caldicott Guardian")
    lead.page.get_by_label("I have read this version").check()
    lead.look("staff-agreement-to-sign")
    lead.press("Sign this version")
    assert "In force between" in lead.text()
    assert "Ruth Adeyemi, Caldicott Guardian" in lead.text()
    lead.look("staff-agreement")


def leave_as(lead, place):
    # When the practice leaves, having read what goes on
    lead.go(f"/staff/access/agreements/{place.agreement}")
    lead.press("Leave this agreement", role="link")
    assert "stays with it" in lead.text()
    assert "2 teams of other organisations have 2 open requests" in lead.text()
    lead.page.get_by_label("Why your organisation leaves").fill(WHY)
    lead.press("Leave this agreement")
    assert "Say from when" in lead.text()
    lead.page.get_by_label("Now", exact=True).check()
    lead.look("staff-agreement-to-leave")
    lead.press("Leave this agreement")
    assert WHY in lead.text()


def test_a_nurse_sees_a_plan_while_an_agreement_lasts(site, staff, reader):
    place = site.place
    # Given a practice whose governance lead has not signed yet
    nurse = staff("service")
    nurse.go(f"/staff/people/{place.jonas}")
    assert "You cannot open this record now" in nurse.text()

    lead = staff("lonelead")
    sign_as(lead)

    # Then the register and the page for everybody say so
    lead.press("Register of flows", role="link")
    assert "LARK-DSA-2" in lead.text()
    lead.look("staff-register-of-flows")
    everybody = reader(javascript=False)
    everybody.go("/who-shares-records/")
    assert "Care plans across Larkmoor" in everybody.text()

    # And a nurse of another organisation, whose team takes a request about Iris, sees the plan
    navigator = staff("navigator")
    steps.find(navigator, "iris bell 6 5 1960")
    navigator.press("Start")
    ticket = steps.take(navigator, "She is unsteady since Monday.")
    nurse.go("/staff/work")
    nurse.press(f"Accept {ticket.reference}")
    nurse.go(f"/staff/people/{place.iris}")
    assert PLAN in nurse.text()
    nurse.go(f"/staff/people/{place.jonas}")
    assert "Plan for Jonas" in nurse.text()

    leave_as(lead, place)

    # Then she sees no plan and no other person of that practice
    nurse.go(f"/staff/people/{place.jonas}")
    assert "You cannot open this record now" in nurse.text()
    nurse.go(f"/staff/people/{place.iris}")
    assert "Iris Bell" in nurse.text()
    assert PLAN not in nurse.text()

    # And still the request that she holds, until it is handed over
    steps.open_request(nurse, ticket.reference)
    assert "She is unsteady since Monday." in nurse.text()
    assert "Iris Bell" in nurse.text()
    teams = nurse.page.locator("#offer-to_team_id option", has_text=place.reception)
    steps.act(
        nurse,
        "Offer to another team",
        To_which_team=str(teams.first.text_content()).strip(),
        What_you_ask_of_them="Please take her back: her practice has left our agreement.",
    )
    navigator.go("/staff/work")
    navigator.press(f"Accept {ticket.reference}")
    nurse.go(f"/staff/people/{place.iris}")
    assert "You cannot open this record now" in nurse.text()


def test_the_lead_of_a_practice_drafts_an_agreement_and_its_next_version(site, staff):
    lead = staff("lonelead")
    page = lead.page
    lead.press("Draft an agreement", role="link")
    lead.press("Save the draft")
    assert page.title().startswith("Error:")
    assert "Choose two organisations or more" in lead.text()
    page.get_by_label("Reference", exact=True).fill("LONE-1")
    page.get_by_label("Title").fill("Who plans care for many")
    page.get_by_label("What is shared and why").fill("Counts, so that care is where it is needed.")
    page.get_by_label("Planning care for many people").check()
    page.get_by_label("Health record that other systems sent").check()
    page.get_by_label("UK GDPR, lawful basis").select_option("6(1)(e)")
    page.get_by_label("UK GDPR, condition").select_option("9(2)(h)")
    page.get_by_label("How the duty of confidence").select_option("section 251")
    page.get_by_label("Data protection impact assessment").fill("DPIA-9")
    page.get_by_label("Part of Larkmoor Partnership").select_option("receives")
    lead.press("Save the draft")
    assert "needs its reference and the day" in lead.text()
    page.get_by_label("Section 251 reference").fill("24/CAG/0001")
    box = page.get_by_role("group", name="Last day of that support")
    for part, number in (("Day", "31"), ("Month", "3"), ("Year", "2031")):
        box.get_by_label(part).fill(number)
    lead.press("Save the draft")
    assert "It allows nothing before two parties have signed it" in lead.text()
    assert "until the end of 31 March 2031" in lead.text()
    lead.press("Draft the next version", role="link")
    assert page.get_by_label("Section 251 reference").input_value() == "24/CAG/0001"
    page.get_by_label("Care plans").check()
    lead.press("Save the draft")
    assert "version 2, drafted by" in lead.text()


def test_another_role_is_refused_the_pages_of_agreements(site, staff):
    nurse = staff("service")
    for path in (*ACCESS, f"/staff/access/agreements/{site.place.agreement}"):
        nurse.go(path)
        assert "You cannot see this page" in nurse.text()
    manager = staff("manager")
    steps.act_in(manager, site.place.reception)
    manager.go(f"/staff/access/agreements/{site.place.agreement}")
    assert "Draft the next version" not in manager.text(), "a manager reads, and signs nothing"
