"""Keyboard only: no pointer is used in this file."""

from tests.stories import steps


def tab_to(window, name: str, *, limit: int = 60) -> None:
    """Press Tab until the control with this name has the focus."""
    for _ in range(limit):
        window.page.keyboard.press("Tab")
        if name in window.page.evaluate(
            "() => { const it = document.activeElement; return (it.labels?.[0]?.innerText ?? '')"
            " + ' ' + it.innerText + ' ' + (it.ariaLabel ?? ''); }"
        ):
            return
    raise AssertionError(f"Tab never reached “{name}” on {window.page.url}")


def press(window, key: str) -> None:
    with window.page.expect_navigation():
        window.page.keyboard.press(key)
    window.look()


def test_a_resident_goes_from_the_first_page_to_the_second_question(reader):
    resident = reader()
    resident.go("/")
    resident.page.keyboard.press("Tab")
    assert (
        resident.page.evaluate("() => document.activeElement.innerText") == "Skip to main content"
    )
    tab_to(resident, "Ask for help")
    press(resident, "Enter")
    tab_to(resident, "Start")
    press(resident, "Enter")
    tab_to(resident, "Me")
    resident.page.keyboard.press("Space")
    tab_to(resident, "Continue")
    press(resident, "Enter")
    assert "What is it about?" in resident.text()


def test_an_error_is_where_the_focus_goes(reader):
    resident = reader()
    resident.go("/ask/for-whom/")
    tab_to(resident, "Continue")
    press(resident, "Enter")
    assert "There is a problem" in resident.page.evaluate("() => document.activeElement.innerText")


def test_a_navigator_finds_starts_and_saves(site, staff):
    navigator = staff("navigator")
    steps.find(navigator, "cali 14 3 1951")
    navigator.page.keyboard.press("j")
    press(navigator, "Enter")
    tab_to(navigator, "Their words")
    navigator.page.keyboard.type("Her hearing aid whistles.")
    tab_to(navigator, "What it is about")
    navigator.page.keyboard.type("Something else")
    tab_to(navigator, "How to tell them")
    navigator.page.keyboard.type("Text")
    navigator.page.get_by_role("button", name="Save and hand over").wait_for()
    tab_to(navigator, "Save and hand over")
    press(navigator, "Enter")
    assert "Saved and handed over" in navigator.text()


def test_keys_move_through_a_list_and_explain_themselves(staff):
    navigator = staff("navigator")
    steps.find(navigator, "cali")
    navigator.page.keyboard.press("j")
    row = "() => Boolean(document.activeElement.closest('[data-row]'))"
    assert navigator.page.evaluate(row)
    navigator.page.keyboard.press("?")
    assert navigator.page.get_by_role("dialog").is_visible()
    navigator.look()
    navigator.page.keyboard.press("Escape")
    navigator.page.keyboard.press("/")
    navigator.page.keyboard.type("j/k?")
    box = navigator.page.get_by_role("searchbox", name="Find or start")
    assert box.input_value().endswith("j/k?")
