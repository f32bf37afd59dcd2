"""A subcontract is refused for want of permission; permitted, it starts (rule 64)."""

from datetime import date

from tests.stories import steps

from peckham.infra import clock
from peckham.kernel.london import day_of


def propose(manager, today: date) -> None:
    page = manager.page
    manager.press("Propose a subcontract", role="link")
    manager.press("Propose a subcontract")
    assert "Give it a reference." in manager.text()
    page.get_by_label("Reference", exact=True).fill("LARK-SUB-1")
    page.get_by_label("To whom").select_option(label="Larkmoor Partnership")
    page.get_by_label("Which services").fill("Home care")
    page.get_by_label("Name and address of the subcontractor").fill("Larkmoor Partnership, 1 Quay")
    page.get_by_label("Where it is done").fill("At people's homes")
    steps.fill_day(page, "First day", today.day, today.month, today.year)
    manager.look("staff-subcontract-proposed")
    manager.press("Propose a subcontract")


def test_a_subcontract_starts_with_permission_alone(site, staff):
    address = f"/staff/contracts/{site.practices.contract}/subcontracts"
    manager = staff("trustmanager")
    manager.go(address)
    assert "Nothing is subcontracted." in manager.text()
    propose(manager, day_of(clock.now()))
    manager.press("Ask for permission")
    here = manager.page.url.removeprefix(site.address)

    # When it is started without permission, the page says what is missing and who can give it
    manager.press("Start")
    refused = manager.text()
    assert "the commissioner has not permitted it" in refused
    assert "(rule 64)" in refused

    board = staff("larkboard")
    board.go(here)
    steps.act(board, "Refuse", **{"Why,_and_what_would_help": "Say who answers at night."})
    assert "Say who answers at night." in board.text()
    manager.go(here)
    manager.press("Ask for permission")
    board.go(here)
    steps.act(board, "Permit", Where_the_decision_is_found="Minute 12 of the committee")
    assert "Permitted, not started" in board.text()

    # Then it starts, and may be paid from that day
    manager.go(here)
    assert "not payable" in manager.text()
    manager.press("Start")
    assert "Active." in manager.text()
    assert "not payable" not in manager.text()
    manager.look("staff-subcontract")
    manager.go(address)
    assert "LARK-SUB-1" in manager.text()
