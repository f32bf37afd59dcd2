"""Every page: no fault that the accessibility checker finds, at a desk, on a phone, at 400 %."""

from tests.stories import browser, steps

OPEN_TO_ALL = [
    "/",
    "/ask/",
    "/ask/for-whom/",
    "/ask/forget/",
    "/track/",
    "/complain/",
    "/thank/",
    "/thank/sent/",
    "/travel-costs/",
    "/where-i-live/",
    "/where-i-live/E99000000/",
    "/sign-in/",
    "/timed-out/",
    "/language/",
    "/accessibility/",
    "/privacy/",
    "/who-shares-records/",
    "/who-was-given-what/",
    "/published/contracts/",
    "/cookies/",
    "/staff/sign-in",
    "/no-such-page/",
]
STAFF = [
    "/staff/door",
    "/staff/door/new",
    "/staff/work",
    "/staff/people",
    "/staff/hub",
    "/staff/keys",
    "/staff/acting-in",
    "/staff/confirm",
]


def test_pages_open_to_all(reader):
    window = reader()
    for path in OPEN_TO_ALL:
        window.go(path)
        if path == "/":
            window.look("resident-home-phone", size=browser.PHONE)


def test_pages_of_staff(site, staff):
    window = staff("manager")
    steps.act_in(window, site.place.reception)
    for path in STAFF:
        window.go(path)
        if path == "/staff/hub":
            window.look("staff-hub-today")


def test_pages_of_planners(staff):
    window = staff("planner")
    window.go("/staff/places/growth")
    window.page.get_by_text("The same as a table").click()
    window.look()
    window.page.get_by_role("link", name="2035").click()
    assert window.page.get_by_role("heading", name="Neighbourhoods in 2035").is_visible()


def test_a_person_and_a_request(site, staff):
    window = staff("navigator")
    window.page.get_by_role("searchbox", name="Find or start").fill("cali 14 3 1951")
    window.press("Find")
    window.press("Start")
    ticket = steps.take(
        window, "A question about her tablets.", about="Medicines or a prescription"
    )
    steps.open_request(window, ticket.reference)
    window.go(f"/staff/people/{site.place.faadumo}")


def test_every_page_says_whose_it_is_not_and_that_its_people_are_invented(reader):
    window = reader()
    for path in OPEN_TO_ALL:
        window.go(path)
        foot = window.page.locator("footer").inner_text()
        assert "not an NHS service, nor endorsed by the NHS" in foot, path
        assert "Synthetic data" in foot, path
