"""An emergency and its review; a record marked sensitive; a refusal and what it changes."""

from tests.stories import limits_place, steps

WHY = "Found on the floor at the hub, does not speak. I need her medicines."


def find_in_an_emergency(window):
    born = limits_place.HANNA_BORN
    window.go("/staff/people/break-glass")
    window.page.get_by_label("NHS number").fill(limits_place.HANNAS_NUMBER)
    for box, number in (("Day", born.day), ("Month", born.month), ("Year", born.year)):
        window.page.get_by_label(box, exact=True).fill(str(number))
    window.press("Find this person")


def test_every_page_of_limits(site, staff):
    clinician = staff("clinician")
    clinician.go("/staff/people/break-glass")
    clinician.go(f"/staff/people/{site.limits.omar}/break-glass")
    clinician.go(f"/staff/people/{site.limits.omar}/limits")
    lead = staff("hublead")
    lead.go("/staff/break-glass")
    keeper = staff("gp")
    keeper.go(f"/staff/people/{site.limits.omar}")
    keeper.go(f"/staff/people/{site.limits.omar}/limits")
    for opened in keeper.page.locator("summary").all():
        opened.click()
    keeper.look()


def test_break_glass_and_its_review(site, staff):
    # Given somebody with whom the duty clinician has nothing to do
    address = f"/staff/people/{site.limits.hanna}"
    clinician = staff("clinician")
    clinician.go(address)
    assert "You cannot open this record now" in clinician.text()

    # When he finds her by number and birth date, nothing else of her is shown
    find_in_an_emergency(clinician)
    assert "Hanna" not in clinician.text()
    assert "Frost" not in clinician.text()

    # And a word is no reason
    clinician.page.get_by_label("Your reason").fill("urgent")
    clinician.press("Open the record")
    assert "at least 10 characters" in clinician.text()
    clinician.page.get_by_label("Your reason").fill(WHY)
    clinician.look("staff-break-glass")
    clinician.press("Open the record")

    # Then the whole record is open, and says why and until when
    assert "Hanna Frost" in clinician.page.content()
    assert limits_place.DIABETES in clinician.text()
    assert limits_place.PLAN in clinician.text()
    assert "open to you alone until" in clinician.text()
    assert WHY in clinician.text()
    clinician.look("staff-person-in-an-emergency")

    # And to nobody else of his organisation
    colleague = staff("oncall")
    colleague.go(address)
    assert "You cannot open this record now" in colleague.text()

    # The governance lead sees it counted on every page, and cannot review it while it is open
    lead = staff("hublead")
    lead.go("/staff/keys")
    assert "1 waiting" in " ".join(lead.page.locator("nav.verbs").inner_text().split())
    lead.press("Break-glass to review", role="link")
    assert WHY in lead.text()
    assert "still open" in lead.text()
    assert "Frost" not in lead.text()

    # When he ends it, it is closed
    clinician.press("End it now")
    clinician.go(address)
    assert "You cannot open this record now" in clinician.text()

    # Then she says what she found
    lead.go("/staff/break-glass")
    lead.press("Save the review")
    assert "Choose whether it was justified" in lead.text()
    lead.page.get_by_label("Justified", exact=True).check()
    lead.page.get_by_label("What you found").fill("The ambulance sheet says the same.")
    lead.look("staff-break-glass-review")
    lead.press("Save the review")
    assert "Nothing waits for review" in lead.text()
    assert "The ambulance sheet says the same." in lead.text()


def test_a_record_is_marked_sensitive(site, staff):
    address = f"/staff/people/{site.limits.omar}"
    # Given somebody at the reception's door, whose practice has an agreement with the hub
    navigator = staff("navigator")
    steps.find(navigator, "saleh 9 4 1971")
    navigator.press("Start")
    navigator.go(address)
    assert "Omar Saleh" in navigator.page.content()
    # Then what is not agreed says that it is not shown, and never looks empty
    assert "not shown to you" in navigator.text()
    assert limits_place.DIABETES not in navigator.text()
    assert "Nothing has been imported" not in navigator.text()
    navigator.look("staff-person-not-shown")

    # When a clinician of his practice marks the record
    keeper = staff("gp")
    keeper.go(address)
    assert limits_place.DIABETES in keeper.text()
    keeper.press("Write down an objection or a mark", role="link")
    keeper.page.locator("summary", has_text="Mark this record sensitive").click()
    keeper.page.get_by_label("What makes it sensitive?").select_option(label="Domestic abuse")
    keeper.page.get_by_label("Why is it marked?").select_option(label="Safeguarding")
    keeper.look("staff-mark")
    keeper.press("Mark it")
    assert "Domestic abuse" in keeper.text()

    # Then the reception's record of him is closed, without a word on why he is marked
    navigator.go(address)
    assert "You cannot open this record now" in navigator.text()
    assert "marked as sensitive" in navigator.text()
    assert "abuse" not in navigator.text()

    # And open again when she ends the mark
    keeper.press("Write down an objection or a mark", role="link")
    keeper.page.get_by_label("Why does the mark end?").select_option(
        label="It was marked by mistake"
    )
    keeper.press("End this mark")
    navigator.go(address)
    assert "Omar Saleh" in navigator.page.content()


def test_reception_writes_a_refusal_down_at_the_residents_request(site, staff):
    address = f"/staff/people/{site.limits.omar}"
    navigator = staff("navigator")
    steps.find(navigator, "saleh 9 4 1971")
    navigator.press("Start")
    ticket = steps.take(navigator, "He asks about his stairs.")
    navigator.go(f"{address}/limits")

    # When he says at the desk that he does not want his record shared
    navigator.page.locator("summary", has_text="Write down: Refusal to share").click()
    form = navigator.page.locator("details[open]")
    form.get_by_label("How did they say it?").select_option(label="In person")
    navigator.look("staff-refusal")
    form.get_by_role("button", name="Write it down").click()
    navigator.page.wait_for_load_state()
    navigator.look()

    # Then his practice goes on seeing it, and nobody else does; what the hub holds goes on
    keeper = staff("gp")
    keeper.go(address)
    assert limits_place.DIABETES in keeper.text()
    clinician = staff("clinician")
    clinician.go(address)
    assert "You cannot open this record now" in clinician.text()
    steps.open_request(navigator, ticket.reference)
    assert "He asks about his stairs." in navigator.text()
    navigator.go(address)
    assert "has refused to share it" in navigator.text()
    assert limits_place.PLAN not in navigator.text()

    # And he takes it back where he said it
    navigator.go(f"{address}/limits")
    navigator.page.locator("summary", has_text="They take their refusal to share back").click()
    form = navigator.page.locator("details[open]")
    form.get_by_label("How did they say it?").select_option(label="By phone")
    form.get_by_role("button", name="Write down that they take it back").click()
    navigator.page.wait_for_load_state()
    navigator.look()
    assert "Omar Saleh" in navigator.page.content()
