"""A complaint to the wrong body is answered by the right one in time over Easter (rule 18)."""

from datetime import UTC, datetime

from tests.stories import browser, steps

THURSDAY = datetime(2027, 3, 25, 16, tzinfo=UTC)
TUESDAY = datetime(2027, 3, 30, 9, tzinfo=UTC)  # the first working day after Easter Monday
LAST_DAY = datetime(2027, 4, 1, 9, tzinfo=UTC)
WORDS = "The nurse was to come twice. Nobody came, and nobody rang."
TRUST = "Larkmoor Community Trust"


def complain(window):
    """Complain without signing in and without JavaScript, to a body that was not there."""
    window.go("/")
    window.page.get_by_role("link", name="Complain or thank").click()
    window.look()
    window.press("Make a complaint")
    page = window.page
    page.get_by_label("Me", exact=True).check()
    window.press("Continue")
    page.get_by_label("Larkmoor Partnership").check()
    page.get_by_label("Which service, team or person?").fill("The nurse at home")
    steps.choose(window, "Health care, such as")
    page.get_by_label("What happened?").fill(WORDS)
    window.press("Continue")
    steps.fill_day(page, "When did it happen?", 20, 3, 2027)
    window.press("Continue")
    steps.answer(window, Full_name="Edie Marlow")
    page.get_by_label("Letter", exact=True).check()
    page.get_by_label("Phone number, email or address").fill("3 Quay Walk")
    window.press("Continue")
    assert WORDS in window.text()
    window.press("Send")
    assert page.locator("[data-due]").inner_text() == "1 April 2027"
    return page.locator(".receipt__numbers dd").all_inner_texts()


def open_it(window, reference):
    window.go("/staff/complaints")
    window.press(reference, role="link")


def act(window, label, *choices, **boxes):
    window.press(label, role="link")
    for words in choices:
        window.page.get_by_label(words, exact=True).check()
    for name, words in boxes.items():
        window.page.get_by_label(name.replace("_", " ")).first.fill(words)
    window.press(label)


def test_a_complaint_to_the_wrong_body_is_answered_by_the_right_one_over_easter(travelling):
    open_window, set_clock = travelling
    # Given a complaint on the Thursday before Easter, sent to the partnership
    set_clock(THURSDAY)
    reference, code = complain(open_window(javascript=False, viewport=browser.PHONE))

    # When its handler finds out whose it is, and agrees that the trust leads
    partnership = open_window("complaints")
    open_it(partnership, reference)
    assert "Thursday 1 April 2027, 3 working days left" in partnership.text()
    act(partnership, "Name another body", TRUST, Why_they_are_concerned="It was their nurse.")
    act(partnership, "Agree on another lead", TRUST)
    assert f"agrees that {TRUST} leads" in partnership.text()

    # And the trust agrees too, on the first working day after the holidays
    set_clock(TUESDAY)
    trust = open_window("trustcomplaints")
    open_it(trust, reference)
    act(trust, "Agree on another lead", TRUST)
    assert "All agree: the lead has moved" in trust.text()
    assert "2 working days left" in trust.text()
    act(trust, "Acknowledge", What_the_letter_says_to_them="We are sorry, and have it.")
    assert "offers to discuss" in trust.text()
    assert "(rule 18)" in trust.text()
    trust.page.get_by_label("Yes", exact=True).check()
    trust.press("Acknowledge")
    trust.look("staff-complaint")
    trust.press("We have your complaint", role="link")
    assert "25 September 2027" in trust.text()

    # Then both give their part, and one answer goes out in time
    set_clock(LAST_DAY)
    partnership = open_window("complaints")
    open_it(partnership, reference)
    act(partnership, "Add our part", Our_part_of_the_response="We booked the wrong day.")
    trust = open_window("trustcomplaints")
    open_it(trust, reference)
    act(
        trust,
        "Answer",
        How_it_was_looked_into="We asked the nurse and the partnership.",
        What_was_found="The visits were booked for another week.",
        What_is_done_about_it="One list for both of us.",
        Who_signs_it="Ines Ward",
        As_what="chief executive",
    )
    trust.press("Our answer to your complaint", role="link")
    assert "Parliamentary and Health Service Ombudsman" in trust.text()

    person = open_window(viewport=browser.PHONE)
    person.go("/track/")
    person.page.get_by_label("Reference").fill(reference)
    person.page.get_by_label("Code", exact=True).fill(code)
    person.press("See what is happening")
    assert "It is answered" in person.text()
    assert "One list for both of us." in person.text()
    assert f"{TRUST} will answer you" in person.text()
