"""The tutorials, followed by somebody who does what they say: commands as written, then the pages.

They need published files and FHIR records beside the checkout, and a browser.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from tests import databases
from tests.shared import shared_data
from tests.stories import steps
from tests.stories.browser import Reader
from tests.stories.server import free_port
from tests.stories.tutorial import Walk, scratch_home

from peckham.interfaces.cli.synthetic_load import PASSWORD

TUTORIALS = databases.CHECKOUT / "docs" / "tutorial"
WOUND = "A wound, a dressing, an injection or a nurse's visit"
QUOTED = ("Registered patients", "Barking", "Havering", "Redbridge", "Files", "New", "Valid")
REAL_DOOR = "Barking and Dagenham 3 reception (template)"


class Demonstration:
    """A demonstration that runs, and a browser to look at it with."""

    def __init__(self, walk: Walk, address: str, chromium: Browser) -> None:
        self.walk = walk
        self.address = address
        self.chromium = chromium

    def sign_in(self, username: str, *, acting_in: str = "") -> Reader:
        """Sign in as the tutorial says, and choose where to act if asked."""
        window = Reader(self.chromium, self.address)
        window.go("/staff/")
        window.page.get_by_label("User name").fill(username)
        window.page.get_by_label("Password").fill(PASSWORD)
        window.press("Sign in")
        if acting_in:
            window.page.get_by_label(acting_in).check()
            window.press("Act here")
        return window

    def track(self, ticket: steps.Ticket) -> str:
        """Read what the person reads with the two numbers, without JavaScript."""
        window = Reader(self.chromium, self.address, javascript=False)
        window.go("/track/")
        window.page.get_by_label("Reference").fill(ticket.reference)
        window.page.get_by_label("Code").fill(ticket.code)
        window.press("See what is happening")
        text = window.text()
        window.close()
        return text


@pytest.fixture(scope="module")
def demonstration(chromium: Browser) -> Iterator[Demonstration]:
    """Start what the tutorial on a real place starts, in a home of its own."""
    shared_data()
    port = free_port()
    with scratch_home() as home:
        walk = Walk(TUTORIALS / "real-place.md", home, settings={"PORT": str(port)})
        address = f"http://127.0.0.1:{port}"
        with walk.background(address):
            yield Demonstration(walk, address, chromium)


def test_a_navigators_first_morning(demonstration):
    """A request by telephone, accepted on the other side, closed once she is told."""
    navigator = demonstration.sign_in("navigator")
    steps.find(navigator, "smith pk1")
    navigator.press("Start with")
    ticket = steps.take(navigator, "My mother has a wound on her leg.", about=WOUND)
    assert ticket.holder == "Thames View hub reception"
    steps.open_request(navigator, ticket.reference)
    assert "offered this to" in navigator.text()
    navigator.close()

    service = demonstration.sign_in("service")
    service.press(f"Accept {ticket.reference}")
    steps.act(service, "Mark as dealt with", What_came_of_it="Seen and helped")
    steps.act(service, "Close, the person has been told", How_they_were_told="Text message")
    assert "There is a problem" in service.text()
    steps.act_again(service, "Close, the person has been told", What_they_were_told="Dressed.")
    service.close()
    assert "told you what came of it" in demonstration.track(ticket)


@pytest.fixture(scope="module")
def real_place(demonstration: Demonstration) -> str:
    """Import the three boroughs as the tutorial does, and give what was printed."""
    return demonstration.walk.run(demonstration.walk.commands()[0])


def test_a_real_place_runs_as_written(demonstration, real_place):
    """Three boroughs and residents from another system's files, then the door of their hub."""
    text = (TUTORIALS / "real-place.md").read_text(encoding="utf-8")
    walk = demonstration.walk
    assert len(walk.blocks) == text.count("```sh"), "every block of commands is run"
    people = walk.run(walk.commands()[1])
    assert "10 hubs" in real_place
    for said in [
        line for line in f"{real_place}\n{people}".splitlines() if line.startswith(QUOTED)
    ]:
        assert f"    {said}\n" in text, "the tutorial says that it ends like this"
    assert "Nothing was changed." in walk.run(walk.commands()[1])

    resident = Reader(demonstration.chromium, demonstration.address)
    resident.go("/where-i-live/")
    resident.page.get_by_label("Postcode, or the code of a small area").fill("E01000094")
    resident.press("Show who covers it")
    assert "Barking and Dagenham 3 hub" in resident.text()
    resident.look("real-place-tiers")
    resident.close()

    navigator = demonstration.sign_in("navigator", acting_in=REAL_DOOR)
    steps.find(navigator, "kuhlman 25 7 1970")
    navigator.press("Start with")
    navigator.press("Whole record", role="link")
    record = navigator.text()
    assert "Area assigned by people import" in record
    assert "Diastolic Blood Pressure" in record
    assert "E+" not in record, "a number is written out: 90, not 9E+1"
    navigator.press("Take a request", role="link")
    ticket = steps.take(navigator, "My dressing has come off.", channel="At the desk", about=WOUND)
    assert ticket.holder == REAL_DOOR
    assert ticket.due
    steps.open_request(navigator, ticket.reference)
    assert f"{REAL_DOOR} holds it" in navigator.text()
    navigator.look("real-place-request")
    navigator.close()
    assert REAL_DOOR in demonstration.track(ticket)


def test_the_files_that_the_tutorial_names_are_those_of_the_publishers():
    text = (TUTORIALS / "real-place.md").read_text(encoding="utf-8")
    published = shared_data() / "places" / "published"
    for name in ("gp-reg-pat-prac-lsoa-all.csv", "epraccur.csv", "ePCN.xlsx"):
        assert f"`{name}`" in text
        assert (published / name).is_file()


def test_a_planner_designs_a_plan_and_adopts_it(demonstration, real_place):
    """From the published files by a search to a plan that everybody can read (rules 34 and 43)."""
    planner = demonstration.sign_in("planner", acting_in="Barking and Dagenham 1 reception")
    page = planner.page

    # Given the plan that nobody decided, she searches for a better one
    planner.press("Provisional neighbourhoods", role="link")
    page.locator(".map path").first.wait_for()
    planner.look("staff-plan")
    assert "nobody has decided it" in planner.text()
    planner.press("Search for a better plan", role="link")
    page.get_by_label("Name of the draft").fill("Neighbourhoods 2027")
    page.get_by_label("A first look").check()
    planner.press("Search")
    page.get_by_role("link", name="Open the draft").wait_for(timeout=60_000)
    planner.press("Open the draft", role="link")
    assert "% possible" in planner.text()
    draft = page.url.removeprefix(demonstration.address)

    # When she moves a small area without a mouse, she sees what it costs before she saves
    planner.go(f"{draft}/change")
    page.get_by_label("Small area").select_option("E01000094")
    page.get_by_label("Into neighbourhood").select_option(label="Redbridge 1")
    page.get_by_role("button", name="Try it").click()
    page.locator(".moves").wait_for()
    planner.look("staff-plan-change")
    assert "In pieces now: Redbridge 1" in planner.text()
    page.locator("[data-take-back]").click()
    page.get_by_text("Nothing is moved yet").wait_for()

    # And she sets it beside the plan in force, and networks against neighbourhoods
    planner.go(draft)
    page.get_by_label("Set beside").select_option(label="Provisional neighbourhoods")
    planner.press("Compare")
    planner.look()
    planner.go(f"{draft}/boundary")
    planner.look("staff-boundary-report")
    assert "It is proven that fewer would not do." in planner.text()

    # She cannot adopt it before rule 43 is met
    planner.go(f"{draft}/adopt")
    assert "who was asked, when, how, and what they said" in planner.text()
    planner.go(f"{draft}/record")
    steps.act(
        planner,
        "Write down who was asked",
        Who_was_asked="Everybody who came to the library in Barking",
        How_they_were_asked="Two evenings with the map",
        What_they_said="Do not cut Thames View in two.",
        What_was_changed="Thames View is in one neighbourhood.",
        First_day=(1, 9, 2025),
        Last_day=(8, 9, 2025),
    )
    steps.act(
        planner,
        "Write down a question",
        The_question="Will you start over from scratch?",
        When_it_was_asked=(3, 9, 2025),
    )
    answer = "No. Every network is kept, and no practice closes."
    steps.act(planner, "Answer a question", The_answer=answer)
    for fate in page.locator("select[name^=fate_]").all():
        fate.select_option("kept")
    planner.press("Write down what becomes of the networks")
    planner.look()
    planner.press("Adopt this plan", role="link")
    page.get_by_label("Which body decided").fill("Invented Integrated Care Board")
    page.get_by_label("Where the decision is found").fill("Minutes of 4 November 2025, item 7")
    steps.fill_day(page, "Day of the decision", 4, 11, 2025)
    steps.fill_day(page, "First day of the plan", 1, 4, 2026)
    planner.press("Adopt this plan")
    assert "In force from 1 April 2026" in planner.text()
    planner.close()

    # Then everybody can read it, without JavaScript and without signing in
    resident = Reader(demonstration.chromium, demonstration.address)
    resident.go("/where-i-live/")
    resident.press("Read the neighbourhood plans", role="link")
    resident.press("Neighbourhoods 2027", role="link")
    resident.look()
    for said in ("Do not cut Thames View in two.", answer, "Minutes of 4 November 2025"):
        assert said in resident.text()
    resident.close()
