"""A practice takes part partly, then fully, and leaves: after 23 months, and another after 25."""

from datetime import timedelta

from tests.stories import practice_place, steps

from peckham.infra import clock
from peckham.kernel.london import day_of
from peckham.kernel.months import months_after

PRACTICE = "/staff/practice"


def day_boxes(day):
    return (day.day, day.month, day.year)


def follow(window, link, button, **boxes):
    """Open a step from the practice's page, fill it in, take it."""
    window.go(PRACTICE)
    window.press(link, role="link")
    for label, said in boxes.items():
        if isinstance(said, str):
            window.page.get_by_label(label.replace("_", " ")).fill(said)
        else:
            steps.fill_day(window.page, label.replace("_", " "), *said)
    window.press(button)


def joins_partly(ours):
    # Given a practice that takes no part, which says so itself
    assert "We take no part" in ours.text()
    follow(ours, "Take part partly", "Take part partly")
    assert "integration agreement is not signed" in ours.text()
    agreement = "Where the signed integration agreement is found"
    follow(ours, "Take part partly", "Take part partly", **{agreement: "IA-7, drawer 2"})
    assert "We take part partly" in ours.text()


def gives_notice(ours, day):
    # When it gives notice, nobody is moved who was not told
    notice = "Give notice to take part fully"
    follow(ours, notice, notice, From_which_day=day_boxes(day))
    follow(ours, "Write to your patients", "Write to your patients")
    assert "2 registered patients have had no written notice" in ours.text()
    ours.press("Write to everybody whom a letter reaches")
    assert "1 patients were written to." in ours.text()
    ours.page.get_by_label("How Olu Harbour was told").select_option("in person")
    ours.press("Told: Olu Harbour")
    ours.look("staff-practice-letters")
    ours.press("Write to your patients")
    assert "the commissioner suspends on the day" in ours.text()


def test_a_practice_joins_partly_then_fully_and_leaves(site, travelling):
    open_window, set_clock = travelling
    now = clock.now()
    today = day_of(now)
    tomorrow = today + timedelta(days=1)
    returns_on = months_after(tomorrow, 23)
    ours = open_window("ferrysignatory")
    joins_partly(ours)
    gives_notice(ours, tomorrow)

    # Then the commissioner completes it on the day, and not before
    practices = f"/staff/contracts/{site.practices.contract}/practices"
    board = open_window("larkboard")
    board.go(practices)
    board.press("Suspend the core contract and move the list")
    assert "Notice was given for" in board.text()
    set_clock(now + timedelta(days=1))
    steps.sign_in(board, "larkboard")
    board.go(practices)
    board.press("Suspend the core contract and move the list")
    assert "2 patients with the provider, 0 not" in board.text()

    # Eleven months on it learns what leaving means, and gives notice for the 23rd month
    set_clock(now + timedelta(days=335))
    steps.sign_in(ours, "ferrysignatory")
    assert "Patients who say nothing come back to us." in ours.text()
    ours.look("staff-practice")
    back = "Give notice to return"
    follow(ours, back, back, From_which_day=day_boxes(returns_on))

    # On that day everybody who says nothing comes back, and two of another practice stay;
    # that other one returns two months later, and nobody who says nothing comes with it
    for day, gone, left in (
        (returns_on, "2 patients with the provider, 2 not", site.practices.practice),
        (months_after(tomorrow, practice_place.AFTER_MONTHS),
            "2 patients with the provider, 0 not", site.practices.other_practice),
    ):  # fmt: skip
        set_clock(now + (day - today))
        steps.sign_in(board, "larkboard")
        board.go(practices)
        row = board.page.locator("tr", has_text=left)
        row.get_by_role("button").click()
        board.look()
        assert gone in board.page.locator("tr", has_text=left).inner_text()
    board.look("staff-contract-practices")
