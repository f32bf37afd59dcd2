"""What people and machines do wrong: nothing is lost or doubled, and it is said plainly."""

from tests.stories import steps


def test_a_double_click_makes_one_request(site, reader):
    resident = reader()
    steps.ask_for_her_mother(resident)
    form = "() => Object.fromEntries(new FormData(document.querySelector('form#form')))"
    fields = resident.page.evaluate(form)
    headers = {"Referer": f"{site.address}/ask/check/"}
    answers = [
        resident.context.request.post(
            f"{site.address}/ask/check/", form=fields, headers=headers, max_redirects=0
        )
        for _ in range(2)
    ]
    assert [answer.status for answer in answers] == [303, 303]
    assert {answer.headers["location"] for answer in answers} == {"/ask/sent/"}
    resident.go("/ask/sent/")
    assert "We have your request" in resident.text()


def test_two_people_edit_one_request_and_both_texts_are_shown(site, staff):
    navigator, manager = staff("navigator"), staff("manager")
    steps.act_in(manager, site.place.reception)
    navigator.go("/staff/door/new")
    navigator.page.get_by_label("Family name").fill("Osei")
    ticket = steps.take(
        navigator, "He waits for a letter.", about="Something else, or I am not sure"
    )
    steps.open_request(navigator, ticket.reference)
    steps.open_request(manager, ticket.reference)
    navigator.press("Start")
    steps.act(
        manager, "Entered by mistake", Why="I think that this is a double of another request."
    )
    story = manager.text()
    assert "Somebody else changed this request while you had it open" in story
    assert "I think that this is a double of another request." in story
    assert "Amina Yusuf of Mill Reach reception started on this" in story


def test_a_wrong_number_and_a_birth_date_to_come_are_refused_at_the_door(staff):
    navigator = staff("navigator")
    navigator.go("/staff/door/new")
    page = navigator.page
    page.get_by_label("Their words").fill("🦵 رجلي تؤلمني")
    page.get_by_label("Family name").fill("Osei")
    page.get_by_label("NHS number").fill("999 000 0019")
    page.get_by_label("Day", exact=True).fill("1")
    page.get_by_label("Month", exact=True).fill("1")
    page.get_by_label("Year", exact=True).fill("2091")
    page.get_by_label("How to tell them").select_option(label="Phone call")
    page.get_by_label("What it is about").select_option(index=1)
    page.get_by_role("button", name="Save and hand over").wait_for()
    navigator.press("Save and hand over")
    assert "last digit does not match" in navigator.text()
    assert "must be today or in the past" in navigator.text()
    assert page.get_by_label("Their words").input_value() == "🦵 رجلي تؤلمني"


def test_a_way_that_a_deaf_man_cannot_use_is_blocked(staff):
    navigator = staff("navigator")
    steps.find(navigator, "ben carter 2 7 1988")
    navigator.press("Start")
    blocked = navigator.page.locator("#contact_mode option[value=phone]")
    assert blocked.is_disabled()
    assert "Do not ring; text or write instead" in navigator.text()


def test_ten_megabytes_of_text_are_refused_and_the_site_goes_on(site, reader):
    resident = reader()
    resident.go("/track/")
    token = resident.page.locator("input[name=csrfmiddlewaretoken]").input_value()
    answer = resident.context.request.post(
        f"{site.address}/track/",
        form={"csrfmiddlewaretoken": token, "reference": "x" * 10_000_000},
        headers={"Referer": f"{site.address}/track/"},
    )
    assert answer.status == 400
    assert "We could not read what was sent" in answer.text()
    resident.go("/")


def test_a_form_without_its_token_is_refused_in_plain_words(site, reader):
    resident = reader()
    answer = resident.context.request.post(f"{site.address}/track/", form={"reference": "x"})
    assert answer.status == 403
    assert "This form is out of date" in answer.text()


def test_a_code_that_does_not_fit_tells_nothing_and_locks_after_five(reader, site):
    resident = reader()
    steps.ask_for_her_mother(resident)
    ticket = steps.send(resident)
    for _ in range(6):
        resident.go("/track/")
        resident.page.get_by_label("Reference").fill(ticket.reference)
        resident.page.get_by_label("Code").fill("3333 3333")
        resident.press("See what is happening")
    assert "tried too many times" in resident.text()
    resident.page.get_by_label("Reference").fill("not one")
    resident.press("See what is happening")
    assert "not a reference that we give out" in resident.text()


def test_a_page_of_another_role_says_why_it_is_closed(staff):
    therapist = staff("service")
    therapist.go("/staff/door")
    assert "You cannot see this page" in therapist.text()


def test_the_day_of_a_hub_is_refused_to_a_team_that_sees_half_of_it(site, staff):
    """The refusal says what, why and what would make it right."""
    manager = staff("manager")
    steps.act_in(manager, site.place.duty)
    assert "This cannot be done" in manager.text()
    assert "What would make it right" in manager.text()


def test_a_record_without_a_reason_to_open_it_stays_closed(site, staff):
    therapist = staff("service")
    therapist.go(f"/staff/people/{site.place.ben}")
    assert "You cannot open this record now" in therapist.text()


def test_a_stranger_is_sent_to_sign_in_and_back(site, reader):
    stranger = reader()
    stranger.go("/staff/work")
    assert "/staff/sign-in?next=%2Fstaff%2Fwork" in stranger.page.url
    stranger.page.get_by_label("User name").fill("navigator")
    stranger.page.get_by_label("Password").fill("wrong")
    stranger.press("Sign in")
    assert "do not go together" in stranger.text()
