"""A resident reads who looked, takes a copy away; governance reads the same looks, both clocks."""

import os
import time

import pytest
from tests.integration.care.test_jobs import started
from tests.stories import browser, steps
from tests.stories.place import PASSWORD, nhs_number


@pytest.fixture(scope="module")
def looked(site, chromium):
    """Amina has had Faadumo at the door and opened her record."""
    window = browser.Reader(chromium, site.address)
    steps.sign_in(window, "navigator")
    steps.find(window, "cali 14 3 1951")
    window.press("Start")
    window.go(f"/staff/people/{site.place.faadumo}")
    window.close()


def sign_in(reader, **options):
    window = reader(**options)
    window.go("/sign-in/")
    window.page.get_by_label("NHS number").fill(nhs_number("999000001"))
    window.page.get_by_label("Password").fill(PASSWORD)
    window.press("Sign in")
    assert "/sign-in" not in window.page.url, window.text()
    return window


def test_a_resident_reads_who_looked(looked, reader):
    window = sign_in(reader)
    window.go("/")
    window.press("Who has looked at my record", role="link")
    window.look("resident-who-looked", size=browser.PHONE)
    said = window.text()
    for words in (
        "Amina Yusuf",
        "care navigator, Larkmoor Partnership",
        "You were in touch with them that day.",
        "who you are, where you live and how to reach you",
        "We do not say whether there are any.",
    ):
        assert words in said, words


def test_the_list_of_who_looked_prints(looked, reader):
    window = sign_in(reader)
    window.go("/my/looks/")
    window.page.emulate_media(media="print")
    assert not window.page.get_by_role("button", name="Print this page").is_visible()
    assert window.page.get_by_text("Amina Yusuf").first.is_visible()


def test_a_resident_asks_for_a_copy_leaves_and_comes_back_for_it(looked, reader):
    window = sign_in(reader)
    window.go("/")
    window.press("A copy of my record", role="link")
    window.press("Ask for a copy")
    assert "You can leave this page and come back" in window.text()
    worker = started(f"peckham_story_{os.getpid()}", "-m", "peckham.interfaces.cli.work")
    try:
        ends = time.monotonic() + 60
        while "Ready" not in window.text():
            assert time.monotonic() < ends, window.text()
            window.go("/my/copy/")
            time.sleep(0.5)
    finally:
        worker.terminate()
        worker.communicate(timeout=30)
    with window.page.expect_download() as download:
        window.page.get_by_role("link", name="Download it").first.click()
    assert download.value.suggested_filename == "my-record.json"
    window.press("Read it or print it", role="link")
    said = window.text()
    assert "Faadumo Cali" in said
    assert "Amina Yusuf" in said
    assert "daughter" in said
    assert "Hodan" not in said, "somebody else's name is somebody else's"


def test_governance_reads_the_looks_of_its_staff(looked, staff):
    window = staff("governance")
    window.go("/staff/looks")
    window.look("staff-looks")
    said = window.text()
    assert "Amina Yusuf" in said
    assert "the person was at the door" in said
    assert "Would be allowed" in said
    assert "Cali" not in said
    window.page.get_by_label("Emergency access only").check()
    window.press("Show")
    assert "Emergency access only" in window.text()


def test_a_clinician_withholds_looks_and_the_resident_does_not_see_them(
    looked, site, staff, reader
):
    window = staff("clinician")
    steps.find(window, "cali 14 3 1951")
    if window.page.get_by_role("button", name="Start").count():
        window.press("Start")
    window.go(f"/staff/people/{site.place.faadumo}/withheld-looks")
    window.press("Withhold them")
    assert window.page.title().startswith("Error:")
    window.page.get_by_label("Larkmoor Partnership").check()
    window.page.get_by_label("Which serious harm").fill("Her son reads her post.")
    window.page.get_by_label("in 30 days").check()
    window.press("Withhold them")
    assert "Her son reads her post." in window.text()
    resident = sign_in(reader)
    resident.go("/my/looks/")
    assert "Amina Yusuf" not in resident.text()
    assert "Tom Okafor" not in resident.text()
    window.press("Review it", role="link")
    window.press("Save the review")
    assert window.page.title().startswith("Error:")
    window.page.get_by_label("No: show the looks again").check()
    window.page.get_by_label("Why").fill("He has moved out.")
    window.press("Save the review")
    assert "ended" in window.text()
    resident.go("/my/looks/")
    assert "Amina Yusuf" in resident.text()


def test_the_pages_work_without_javascript(looked, reader):
    window = sign_in(reader, javascript=False, viewport=browser.PHONE)
    window.go("/my/looks/")
    assert "Amina Yusuf" in window.text()
    window.go("/my/copy/")
    assert "A copy of my record" in window.text()
