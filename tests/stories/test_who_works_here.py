"""An administrator says who works here; a leaver's open page is over; governance reads it all."""


def add(window, name, username, *, team="Quayside reception", role="Care navigator"):
    """Add somebody from today, and read the password that is said once."""
    window.go("/staff/admin/join")
    page = window.page
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("User name").fill(username)
    page.get_by_label("Team").select_option(label=team)
    page.get_by_label("Role").select_option(label=role)
    page.get_by_label("Why").fill("Starts today")
    window.press("Add")
    return page.locator("[data-password]").inner_text()


def sign_in(window, username, password):
    window.go("/staff/sign-in")
    window.page.get_by_label("User name").fill(username)
    window.page.get_by_label("Password").fill(password)
    window.press("Sign in")


def test_a_joiner_signs_in_and_a_leaver_is_out_at_once_and_back_when_it_was_a_mistake(
    reader, staff
):
    administrator = staff("administrator")
    assert administrator.page.locator("h1").inner_text() == "People who work here"
    password = add(administrator, "Nia Bevan", "nia")
    joiner = reader()
    sign_in(joiner, "nia", password)
    assert joiner.page.url.endswith("/staff/door")

    administrator.press("They leave", role="link")
    assert "Nobody is left in a team" in administrator.text()
    administrator.page.get_by_label("Why").fill("A mistake")
    administrator.press("They leave")
    assert "does not act here any more" in administrator.text()

    joiner.page.goto(joiner.address + "/staff/door")
    assert joiner.page.locator("h1").inner_text() != "Door"

    administrator.press("Take this back")
    assert "Taken back." in administrator.text()
    sign_in(joiner, "nia", password)
    assert joiner.page.url.endswith("/staff/door")


def test_a_mover_moves_and_is_away_and_governance_reads_who_said_so(staff):
    administrator = staff("administrator")
    add(administrator, "Omar Haddad", "omar")
    administrator.press("Move", role="link")
    page = administrator.page
    page.get_by_label("Team").select_option(label="Mill Reach duty team")
    page.get_by_label("Role").select_option(label="Clinician")
    page.locator("#day").fill(page.evaluate("() => new Date().toISOString().slice(0, 10)"))
    page.get_by_label("Why").fill("Has qualified")
    administrator.press("Move")
    assert "Mill Reach duty team" in administrator.text()
    administrator.press("They are away", role="link")
    for box in ("#day", "#until"):
        page.locator(box).fill(page.evaluate("() => new Date().toISOString().slice(0, 10)"))
    administrator.press("Write down")
    administrator.press("They are back")

    lead = staff("reader")
    lead.go("/staff/admin/changes")
    told = lead.text()
    for words in ("Omar Haddad", "Has qualified", "Adam Nwosu", "is away", "is back"):
        assert words in told
    lead.page.goto(lead.address + "/staff/admin")
    assert "You cannot see this page" in lead.text()


def test_an_administrator_gives_themselves_nothing(staff):
    administrator = staff("administrator")
    administrator.go("/staff/admin/join")
    page = administrator.page
    page.get_by_label("Name", exact=True).fill("Adam Nwosu")
    page.get_by_label("User name").fill("administrator")
    page.get_by_label("Team").select_option(label="Mill Reach duty team")
    page.get_by_label("Role").select_option(label="Clinician")
    administrator.press("Add")
    assert "You cannot change your own roles." in administrator.text()


def test_a_narrowed_role_loses_its_page_and_gets_it_back(staff):
    administrator = staff("administrator")
    choose(administrator, "They may not")
    navigator = staff("navigator")
    assert "Hub today" not in navigator.page.locator("nav").first.inner_text()
    choose(administrator, "As it is without a choice")
    navigator.go("/staff/door")
    assert "Hub today" in navigator.page.locator("nav").first.inner_text()


def choose(window, answer):
    window.go("/staff/admin/permissions")
    page = window.page
    page.locator("#role").select_option(label="Care navigator")
    page.locator("#permission").select_option(value="see_hub_today")
    page.get_by_label(answer).check()
    page.get_by_label("Why").fill("The hub is quiet")
    window.press("Choose")
    assert "It holds from now on." in window.text()


def test_every_page_of_an_administrator_is_looked_at(staff):
    window = staff("administrator")
    window.go("/staff/admin")
    window.look("staff-people-who-work-here")
    for path in ("?q=zzz", "?who=left", "/join", "/permissions", "/changes"):
        window.go(f"/staff/admin{path}")
    window.go("/staff/admin?q=amina")
    window.page.locator("a.list__who").first.click()
    window.look()
    person = window.page.url.removeprefix(window.address)
    window.go(f"{person}/leave")
    window.go(f"{person}/away")
    # Empty: each page is looked at with what is wrong with it too.
    window.press("Write down")
    window.go(person)
    window.page.get_by_role("link", name="Move").first.click()
    window.look()
    window.press("Move")
