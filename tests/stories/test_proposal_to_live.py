"""Barking Riverside from proposal to live: the equality assessment blocks the award, then not."""

VOTERS = (("Ada Marsh", "For"), ("Ben Quay", "For"), ("Cy Wharf", "Against"))


def test_every_page_of_contracts(site, staff):
    commissioner = staff("commissioner")
    riverside = f"/staff/contracts/{site.contracts.riverside}"
    for path in ("/staff/contracts", "/staff/contracts/new", riverside, f"{riverside}/why"):
        commissioner.go(path)
    for path in (f"{riverside}/document", f"{riverside}/clauses"):
        commissioner.go(path)
    for part in ("terms", "commissioners", "people", "scope", "outcomes"):
        commissioner.go(f"{riverside}/state/{part}")
    for kind in ("decision", "holder", "functions", "standing"):
        commissioner.go(f"{riverside}/record/{kind}")


def decide(window, site, about, commissioner, *, with_assessment=False):
    """Write one committee's decision down, from the contract's page."""
    window.go(f"/staff/contracts/{site.contracts.riverside}/record/decision")
    page = window.page
    page.get_by_label("What was decided").select_option(label=about)
    page.get_by_label("Whose committee").select_option(label=commissioner)
    page.get_by_label("Name of the committee").fill(f"Committee of {commissioner}")
    page.get_by_label("Outcome").select_option(label="Approved")
    page.get_by_label("How many members it needs").fill("3")
    for n, (member, vote) in enumerate(VOTERS, start=1):
        page.get_by_label(f"Member {n}", exact=True).fill(member)
        page.get_by_label(f"Vote of member {n}").select_option(label=vote)
        page.get_by_label(f"Interest of member {n}").select_option(label="No interest")
    page.get_by_label("Could it still refuse?").select_option(label="Yes")
    if with_assessment:
        page.get_by_label("EQ-1").check()
    page.get_by_label("Where the minute is found").fill("Minute 4")
    window.press("Write it down")
    assert "Written down. It counts from today." in window.text()


def pass_gates(window, *names):
    for name in names:
        window.press(f"Pass the gate: {name}")
        assert f"Passed: {name}." in window.text()


def assess(window, site):
    window.go(f"/staff/contracts/{site.contracts.riverside}/record/assessment")
    window.page.get_by_label("Reference").fill("EQ-1")
    window.page.get_by_label("What it found").fill("Nobody is worse off; large print is offered.")
    window.page.get_by_label("Who approved it").fill("The board's equality lead")
    window.press("Write it down")


def test_barking_riverside_from_proposal_to_live(site, staff):
    board, both = site.contracts.commissioner, (site.contracts.commissioner, "Riverside Council")
    commissioner = staff("commissioner")
    # Given a proposal that lacks nothing but its committees
    commissioner.press("Barking Riverside", role="link")
    assert f"{board} has not decided." in commissioner.text()
    commissioner.look("staff-contract")

    # When each commissioner's own committee approves it, its first gates open
    for who in both:
        decide(commissioner, site, "Approval of the proposal", who)
    pass_gates(commissioner, "Approved", "Selection begun", "Bidder preferred")

    # And when they award it without the equality assessment, the gate stays shut, and says why
    for who in both:
        decide(commissioner, site, "The award", who)
    assert "no finished equality assessment was before it" in commissioner.text()
    assert "rule 2" in commissioner.text()
    assert not commissioner.page.get_by_role("button", name="Pass the gate").count()

    # And an assessment that comes after the award does not open it
    assess(commissioner, site)
    assert "no finished equality assessment was before it" in commissioner.text()
    commissioner.press("Why not yet?", role="link")
    assert "Equality Act 2010" in commissioner.text()
    commissioner.look("staff-why-not-yet")

    # But the same bodies' later award with it before them does, and the rest follows
    for who in both:
        decide(commissioner, site, "The award", who, with_assessment=True)
    pass_gates(commissioner, "Awarded", "Signed", "Live")
    assert "Passed the gate: Live" in commissioner.text()
    commissioner.go(f"/staff/contracts/{site.contracts.riverside}/why?on={site.contracts.drafted}")
    assert "Draft. Next gate: Approved." in commissioner.text()
