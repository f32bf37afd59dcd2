"""A resident with an old phone, JavaScript turned off: everything works."""

from tests.stories import browser, steps


def test_a_resident_asks_and_follows_without_javascript(site, reader):
    daughter = reader(viewport=browser.PHONE, javascript=False)
    steps.ask_for_her_mother(daughter)
    ticket = steps.send(daughter)
    assert ticket.holder == site.place.reception
    daughter.go("/track/")
    daughter.page.get_by_label("Reference").fill(ticket.reference)
    daughter.page.get_by_label("Code").fill(ticket.code)
    daughter.press("See what is happening")
    assert steps.HER_WORDS in daughter.text()
    daughter.press("I no longer need this", role="link")
    daughter.page.get_by_label("Why do you no longer need it?").fill("She is well again.")
    daughter.press("Stop this request")
    assert "no longer needed" in daughter.text()


def test_errors_keep_what_was_written_and_say_what_is_wrong(reader):
    resident = reader(javascript=False)
    resident.go("/ask/for-whom/")
    resident.press("Continue")
    assert resident.page.title().startswith("Error:")
    resident.page.get_by_label("Me", exact=True).check()
    resident.press("Continue")
    steps.choose(resident, "Medicines")
    resident.page.get_by_label("What do you need").fill("x" * 2100)
    resident.press("Continue")
    assert "100 characters too long" in resident.text()
    assert len(resident.page.get_by_label("What do you need").input_value()) == 2100


def test_signs_of_danger_come_before_the_form_goes_on(site, reader):
    resident = reader(javascript=False)
    steps.ask_for_her_mother(resident, red_flag="Bleeding that does not stop")
    ticket = steps.send(resident)
    assert ticket.holder == site.place.reception


def test_answers_can_be_changed_before_they_are_sent(reader):
    resident = reader(javascript=False)
    steps.ask_for_her_mother(resident)
    resident.press("Change in your words", role="link")
    resident.page.get_by_label("What do you need").fill("It is her hip.")
    resident.press("Continue")
    assert resident.page.url.endswith("/ask/check/")
    assert "It is her hip." in resident.text()
    resident.press("Change how to reach you", role="link")
    steps.choose(resident, "Letter")
    resident.page.get_by_label("Address").fill("12 Mill Row\nQY1 1AA")
    resident.press("Continue")
    assert "12 Mill Row" in resident.text()


def test_a_resident_may_have_the_answers_forgotten(reader):
    resident = reader(javascript=False)
    steps.ask_for_her_mother(resident)
    resident.press("Delete them now", role="link")
    resident.press("Delete my answers")
    resident.go("/ask/check/")
    assert "Who needs help?" in resident.text()
