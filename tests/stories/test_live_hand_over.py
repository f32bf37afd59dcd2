"""A red flag: the page turns into one thing, and the person is never put down."""

from tests.stories import steps


def tick(navigator, flag="Pain or tightness in the chest, now"):
    navigator.page.get_by_label("Their words").fill("He has gone grey and holds his chest.")
    navigator.page.get_by_label(flag).check()
    navigator.page.get_by_role("button", name="Hand over live").wait_for()
    navigator.look()


def test_a_tick_turns_the_page_into_one_thing_until_somebody_accepts(site, staff):
    # Given a caller whom nobody has found yet
    navigator = staff("navigator")
    navigator.go("/staff/door/new")

    # When a red flag is ticked
    tick(navigator)
    navigator.look("staff-red-flag")

    # Then nothing else is asked, and the words stay
    assert not navigator.page.get_by_label("What it is about").is_visible()
    assert navigator.page.get_by_label("Their words").input_value().startswith("He has gone grey")
    assert "020 7946 0102" in navigator.text()

    # When it is handed over, the seconds count and the script is beside them
    navigator.press("Hand over live")
    assert site.place.duty in navigator.text()
    navigator.look("staff-live")
    reference = navigator.page.locator("strong.number").first.inner_text()

    # And as soon as the clinician accepts on her own screen, the navigator may let go
    clinician = staff("clinician")
    clinician.press(f"Accept {reference}")
    navigator.page.get_by_text("Tom Okafor accepted this").wait_for()
    navigator.look()
    assert "you can let go" in navigator.text()


def test_nobody_answers_so_the_team_on_call_is_asked(site, staff):
    navigator = staff("navigator")
    navigator.go("/staff/door/new")
    tick(navigator, "Bleeding that does not stop")
    navigator.press("Hand over live")
    reference = navigator.page.locator("strong.number").first.inner_text()
    navigator.press(f"Nobody answered: ask {site.place.on_call}")
    assert "020 7946 0103" in navigator.text()
    assert "ring 999 with the person on the line" in navigator.text()
    on_call = staff("oncall")
    on_call.press(f"Accept {reference}")
    navigator.page.get_by_text("Sam Reid accepted this").wait_for()


def test_without_javascript_the_tick_does_the_same_after_a_check(site, staff):
    navigator = staff("navigator", javascript=False)
    navigator.go("/staff/door/new")
    navigator.page.get_by_label("Bleeding that does not stop").check()
    navigator.press("Check who holds it next")
    assert site.place.duty in navigator.text()
    navigator.press("Hand over live")
    assert "Ring now" in navigator.text()


def test_a_navigator_alone_does_not_call_a_red_flag_dealt_with(staff):
    navigator = staff("navigator")
    navigator.go("/staff/door/new")
    tick(navigator, "Bleeding that does not stop")
    navigator.press("Hand over live")
    reference = navigator.page.locator("strong.number").first.inner_text()
    steps.open_request(navigator, reference)
    steps.act(navigator, "Take the offer back", Why="They rang back: it has stopped.")
    # It is not offered to them: a clinician, or the service that has it, says when it is done.
    assert "Offer to another team" in navigator.text()
    assert "Mark as dealt with" not in navigator.text()
