"""Partners ratify principles and a spending goes through; one that cites none is refused."""

from tests.stories import browser, steps

from peckham.infra import clock
from peckham.kernel.london import day_of


def ask(window, *, principle):
    page, today = window.page, day_of(clock.now())
    page.get_by_label("What is it for?").fill("Protected time of practices")
    page.get_by_label("How much, in pounds and pence?").fill("12,500.00")
    steps.fill_day(page, "On which day?", today.day, today.month, today.year)
    page.get_by_label("Which ratified principle is it spent on?").select_option(label=principle)
    page.get_by_label("Which priority does it serve?").fill("Children first")
    page.get_by_label("Who is paid in the end?").fill("Ferry Practice")
    page.get_by_label("Of which sector are they?").select_option(
        label="General practice and primary care"
    )
    page.get_by_label("Where is the voucher?").fill("Invoice 31")
    window.press("Ask for this spending")


def test_a_fund_is_spent_on_what_its_partners_ratified(site, staff, reader):
    # Given a fund that the trust holds, with no principle ratified
    host = staff("larkhost")
    assert "Developing Larkmoor's integrator" in host.text()
    host.press("Developing Larkmoor's integrator", role="link")
    here = host.page.url.removeprefix(site.address)
    assert "£250,000.00" in host.text()

    # When a spending cites none, it is refused with the rule and what would make it right
    ask(host, principle="None of them")
    refused = host.text()
    assert "Each spending cites a principle that the partners have ratified" in refused
    assert "(rule 50)" in refused
    host.look("staff-fund-refused")

    # When the partners have ratified one, the host asks, and the other partner approves
    host.page.get_by_text("Write another version").click()
    host.page.get_by_label("Principle 1: its short name").fill("A")
    host.page.get_by_label("Principle 1: its words").fill("What practices ask for.")
    host.press("Write this version")
    host.press("Ratify version 1 for your organisation")
    partner = staff("larkpartner")
    partner.go(here)
    partner.press("Ratify version 1 for your organisation")
    host.go(here)
    ask(host, principle="A: What practices ask for.")
    assert "A partner who does not hold it approves it." in host.text()
    partner.go(here)
    partner.press("Approve Protected time of practices")
    assert "It is spent." in partner.text()
    partner.look("staff-fund")
    partner.press("Report to who oversees it", role="link")
    partner.look()

    # Then the books balance, and everybody reads whom it reached
    host.go("/staff/money/trial-balance")
    assert "Balanced." in host.text()
    host.look("staff-trial-balance")
    host.go("/staff/money/journals")
    host.press("Protected time of practices", role="link")
    host.look()
    anybody = reader()
    anybody.go(here.replace("/staff/money/funds/", "/who-was-given-what/funds/") + "/")
    seen = anybody.text()
    for words in ("Ferry Practice", "Invoice 31", "£12,500.00", "£237,500.00", "100.0 %"):
        assert words in seen, words
    anybody.look("resident-fund", size=browser.PHONE)
