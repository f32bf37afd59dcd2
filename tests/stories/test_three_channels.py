"""The headline story: one door, three channels, the same place to go, and nothing lost."""

import re

from tests.stories import browser, steps


def due_day(words: str) -> str:
    """Drop the minute: three people ask one after another, and routing counts from each."""
    return re.sub(r"\d+:\d+|\d+(?=[ap]m)", "", words)


def test_online_phone_and_desk_are_one_door(site, reader, staff):
    """Rule 36: however somebody asks, the same team holds it and it is due alike."""
    # Given a daughter who asks online for her mother, on a phone and without an account
    daughter = reader(viewport=browser.PHONE)
    steps.ask_for_her_mother(daughter)
    online = steps.send(daughter)
    daughter.look("resident-receipt-phone")

    # When a navigator takes the same by phone and at the desk
    navigator = staff("navigator")
    steps.find(navigator, "fadumo cali 14 3 1951")
    navigator.press("Start")
    by_phone = steps.take(navigator, steps.HER_WORDS, picture="staff-door")
    navigator.press("Next person", role="link")
    steps.find(navigator, "cali 14 3 1951")
    navigator.press("Start")
    at_the_desk = steps.take(navigator, steps.HER_WORDS, channel="At the desk")

    # Then all three are held by one team and due on one day
    holders = {online.holder, by_phone.holder, at_the_desk.holder}
    assert holders == {site.place.reception}
    assert len({due_day(t.due) for t in (online, by_phone, at_the_desk)}) == 1


def test_offered_accepted_closed_and_followed_by_the_resident(site, reader, staff):
    """From asking online to being told, with each step where the resident can read it."""
    daughter = reader(viewport=browser.PHONE)
    steps.ask_for_her_mother(daughter)
    ticket = steps.send(daughter)

    # The navigator links the request to the resident
    navigator = staff("navigator")
    steps.open_request(navigator, ticket.reference)
    navigator.press("Find this resident and link")
    navigator.press("Link Faadumo Cali")
    assert "linked this to a resident" in navigator.text()

    # The therapist accepts the offer, does the work and tells the outcome
    therapist = staff("service")
    therapist.press(f"Accept {ticket.reference}")
    assert "Joan Price accepted this for Community therapy" in therapist.text()
    steps.act(therapist, "Mark as dealt with", What_came_of_it="An appointment or visit is booked")
    steps.act(
        therapist,
        "Close, the person has been told",
        How_they_were_told="Text message",
        What_they_were_told="We visit on Tuesday at 10am with an interpreter.",
    )
    therapist.look("staff-request")

    # The daughter follows it with the reference and the code
    daughter.go("/track/")
    daughter.page.get_by_label("Reference").fill(ticket.reference.lower())
    daughter.page.get_by_label("Code").fill(ticket.code)
    daughter.press("See what is happening")
    story = daughter.text()
    assert "Community therapy has agreed to help you" in story
    assert "We visit on Tuesday at 10am" in story
    assert "Joan Price" not in story
    daughter.look("resident-story-phone")


def test_returned_with_a_reason_and_an_alternative_comes_back(site, staff):
    """What a team cannot take comes back to who holds it, with something to go on."""
    navigator = staff("navigator")
    steps.find(navigator, "cali 14 3 1951")
    navigator.press("Start")
    ticket = steps.take(navigator, "She needs a new walking frame.")
    therapist = staff("service")
    therapist.press(f"Look or return {ticket.reference}", role="link")
    steps.act(therapist, "Return", Why_your_team="We lend no equipment.")
    assert "Say what could help this person instead" in therapist.text()
    steps.act_again(therapist, "Return", What_could_help="Adult social care lends frames.")
    assert "returned this to Mill Reach reception" in therapist.text()
    navigator.go("/staff/work")
    came_back = navigator.page.locator("tr", has_text="We lend no equipment.")
    assert "Adult social care lends frames." in came_back.first.inner_text()
    navigator.look("staff-my-work")


def test_the_worklist_is_a_spreadsheet_too(site, staff):
    navigator = staff("navigator")
    steps.find(navigator, "cali 14 3 1951")
    navigator.press("Start")
    ticket = steps.take(navigator, "=HYPERLINK(1) is what she said")
    answer = navigator.context.request.get(f"{site.address}/staff/work/worklist.csv")
    lines = answer.text().lstrip("\ufeff").splitlines()
    assert lines[0].startswith("reference,name,about,words")
    line = next(line for line in lines if ticket.reference in line)
    assert "Faadumo Cali" in line
    assert "'=HYPERLINK" in line
