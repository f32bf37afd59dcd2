"""A travel claim for a hub visit that ordinary rules refuse is paid under an ICP (rule 19)."""

from tests.stories import browser, steps


def claim(window):
    """Claim the bus to the hub, where the doctor sent her down the corridor on the same visit."""
    window.go("/")
    window.page.get_by_role("link", name="Claim travel costs").click()
    window.press("Start")
    page = window.page
    for words in ("Me", "Larkmoor Community Trust", "Mill Reach hub"):
        page.get_by_label(words, exact=True).check()
    steps.fill_day(page, "When was it?", 2, 11, 2026)
    window.press("Continue")
    for words in ("A nurse or a therapist", "A doctor", "No"):
        page.get_by_label(words, exact=True).check()
    window.press("Continue")
    steps.choose(window, "Pension Credit Guarantee Credit")
    page.get_by_label("Bus, train, tram or Tube").check()
    page.get_by_label("Fares, there and back").fill("3.50")
    page.get_by_label("Nobody", exact=True).check()
    window.press("Continue")
    steps.answer(window, Full_name="Edie Marlow")
    page.get_by_label("Letter", exact=True).check()
    page.get_by_label("Phone number, email or address").fill("3 Quay Walk")
    window.press("Continue")
    assert "3.50" in window.text()
    window.press("Send")
    return page.locator(".receipt__numbers dd").all_inner_texts()


def check(window, answer, words):
    window.press("Write down what was checked", role="link")
    asked = window.page.get_by_role("group", name="Is the service provided under")
    asked.get_by_label(answer).first.check()
    window.page.get_by_label("What was checked, and how").fill(words)
    window.press("Write down what was checked")


def test_a_hub_visit_that_ordinary_rules_refuse_is_paid_under_an_icp(reader, staff):
    reference, code = claim(reader(viewport=browser.PHONE))
    trust = staff("trustcomplaints")
    trust.go("/staff/travel-claims")
    trust.press(reference, role="link")
    # Given a visit on which she was referred: by ordinary rules it is refused
    check(trust, "No", "The hub is run under an ordinary contract, as far as we see.")
    assert "it may be refused" in trust.text()
    assert "It was the visit on which the referral was made." in trust.text()
    # When it is found that an integrated care provider gives the service there
    check(trust, "Yes, by the provider", "The contract covers therapy at the hub.")
    assert "it may be allowed" in trust.text()
    assert "any visit counts" in trust.text()
    assert "regulation 3(1A)(c)" in trust.text()
    trust.look("staff-travel-claim")
    # Then a person allows it, and the letter says why
    trust.press("Allow", role="link")
    trust.press("Allow")
    trust.press("Letter of the decision", role="link")
    assert "We pay you £3.50" in trust.text()
    person = reader(viewport=browser.PHONE)
    person.go("/track/")
    person.page.get_by_label("Reference").fill(reference)
    person.page.get_by_label("Code", exact=True).fill(code)
    person.press("See what is happening")
    assert "You will be paid £3.50" in person.text()


def test_staff_of_the_door_take_a_complaint_and_thanks_are_passed_on(reader, staff):
    window = staff("navigator")
    window.press("Take a complaint", role="link")
    page = window.page
    page.get_by_label("At the desk").check()
    page.get_by_label("Me", exact=True).check()
    page.get_by_label("Which service, team or person?").fill("The desk")
    page.get_by_label("Health care, such as").check()
    page.get_by_label("What happened?").fill("I waited an hour.")
    page.get_by_label("Full name", exact=True).fill("Otto Lund")
    page.get_by_label("Phone call", exact=True).check()
    page.get_by_label("Phone number, email or address").fill("020 7946 0999")
    window.press("Save")
    assert "Larkmoor Partnership has it" in window.text()
    person = reader(javascript=False)
    person.go("/thank/")
    person.page.get_by_label("Larkmoor Partnership").check()
    person.page.get_by_label("Which service, team or person?").fill("The desk")
    person.page.get_by_label("What would you like to say?").fill("They were kind to my mother.")
    person.press("Send")
    handler = staff("complaints")
    assert "The desk" in handler.text()
    assert "They were kind to my mother." in handler.text()
