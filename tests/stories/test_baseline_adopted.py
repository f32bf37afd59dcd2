"""A provider proposes a baseline from files; it is adopted once it agrees with the ledger."""

from tests.stories import steps
from tests.stories.baseline_place import COST_PENCE

from peckham.infra import clock
from peckham.kernel.london import day_of
from peckham.kernel.months import years_after

BAND = "18-64/female/1"


def files(year, pence):
    """Give what the provider sends: one line of service, one band of people."""
    last, people = years_after(year.start, -1), f"{year.start.year - 1},{BAND},9000"
    return {
        "outturn": f"service,from,until,pence\nsocial_prescribing,{last},{year.start},{pence}",
        "people": f"year,band,people\n{people}\n{year.start.year},{BAND},9100",
        "rates": "service,band,rate,case_mix,price_pence\n"
        f"social_prescribing,{BAND},0.011,1,500000",
        "changes": f"of,service,from,change,source\nprices,,{year.start},0.025,an uplift",
    }


def attach(page, texts):
    for name, text in texts.items():
        page.locator(f"#{name}").set_input_files(
            {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": text.encode()}
        )


def propose(window, year):
    """Send a file with a row that means nothing, read which, and send it right."""
    page = window.page
    window.press("Propose a baseline", role="link")
    page.get_by_label("Why you propose it").fill("What we spent, and whom we see.")
    days = {"that it is for": year.start, "of outturn": years_after(year.start, -1)}
    for name, day in days.items():
        steps.fill_day(page, name, day.day, day.month, day.year)
    page.get_by_label("Where that is agreed").fill("Nothing is agreed to be saved")
    attach(page, files(year, "500000.00"))
    window.press("Propose it")
    assert "Row 2: pence is '500000.00', which is no whole number." in window.text()
    attach(page, files(year, COST_PENCE + 1_200))
    window.press("Propose it")
    window.look("staff-baseline")


def test_a_provider_proposes_and_the_commissioner_adopts_what_agrees_with_the_ledger(site, staff):
    address = f"/staff/money/contracts/{site.baselines.contract}/baselines"
    year = site.baselines.year
    provider = staff("trustmanager")
    provider.go(address)
    assert "No baseline has been proposed." in provider.text()
    propose(provider, year)
    assert "£12.00 not explained" in provider.text()
    here = provider.page.url.removeprefix(site.address)

    # When the commissioner would adopt it, the page says what is missing and who can give it
    board, today = staff("larkboard"), day_of(clock.now())
    board.go(address)
    allocated = (year.start.day, year.start.month, year.start.year)
    board.page.locator("summary", has_text="Record an allocation").click()
    steps.fill_day(board.page, "First day of the year", *allocated)
    board.page.get_by_label("Allocation in pence").fill("60000000")
    board.page.get_by_label("Where that is said").fill("Letter of March")
    board.press("Record it")
    board.go(here)
    board.page.locator("summary", has_text="Decide").click()
    board.page.get_by_label("Adopt it").check()
    board.page.get_by_label("Reason").fill("It is what we can stand by.")
    steps.fill_day(board.page, "Decided on", today.day, today.month, today.year)
    board.press("Decide")
    assert "differ by 1200 pence that nobody explained" in board.text()
    assert "(rule 68)" in board.text()

    # Then the provider explains it, and the same decision stands
    provider.go(here)
    provider.page.locator("summary", has_text="Explain a difference").click()
    provider.page.get_by_label("Line", exact=True).select_option(index=1)
    provider.page.get_by_label("What the outturn has beyond").fill("1200")
    provider.page.get_by_label("Why", exact=True).fill("An invoice that came late")
    provider.page.get_by_label("Who says so").fill("Tom Hale")
    provider.press("Explain it")
    board.press("Decide")
    assert "Adopted." in board.text()
    provider.go(address)
    assert "version 1 counts" in provider.text()

    # And another that begins with it stands beside it, line by line
    provider.press("Propose a baseline", role="link")
    provider.page.get_by_label("Why you propose it").fill("The same, less a tenth.")
    provider.page.get_by_label("To be saved, in percent").fill("10")
    provider.press("Propose it")
    provider.press("Beside version 1", role="link")
    assert "By step" in provider.text()
