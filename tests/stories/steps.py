"""What people do on the pages, named as they would say it."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page
from tests.stories.browser import Reader
from tests.stories.place import PASSWORD

FALLING = "Moving about, falling, speaking or swallowing"
HER_WORDS = "My mother fell on the stairs twice this week. She is frightened to go out."


@dataclass(frozen=True)
class Ticket:
    """What somebody takes away from the door."""

    reference: str
    code: str
    holder: str
    due: str


def sign_in(window: Reader, username: str) -> None:
    """Sign a member of staff in to the demonstration."""
    window.go("/staff/sign-in")
    window.page.get_by_label("User name").fill(username)
    window.page.get_by_label("Password").fill(PASSWORD)
    window.press("Sign in")
    assert "/staff/sign-in" not in window.page.url, window.text()


def answer(window: Reader, **boxes: str) -> None:
    """Write into the boxes with these labels (spaces as underscores), then go on."""
    for label, words in boxes.items():
        window.page.get_by_label(label.replace("_", " "), exact=True).fill(words)
    window.press("Continue")


def choose(window: Reader, *labels: str) -> None:
    """Tick these answers, then go on."""
    for label in labels:
        window.page.get_by_label(label).check()
    window.press("Continue")


def ask_for_her_mother(window: Reader, *, red_flag: str = "") -> None:
    """Answer every question up to the check page, as a daughter asking for her mother."""
    window.go("/")
    window.page.get_by_role("link", name="Ask for help").last.click()
    window.look()
    window.press("Start")
    choose(window, "Somebody else")
    choose(window, "Moving about")
    window.page.get_by_label("What do you need").fill(HER_WORDS)
    window.press("Continue")
    choose(window, red_flag or "None of these")
    if red_flag:
        window.press("Carry on and tell the hub")
    answer(window, **{"Your name": "Hodan Ali", "How do you know them?": "daughter"})
    answer(
        window,
        **{
            "First name": "Faadumo",
            "Family name": "Cali",
            "Day": "14",
            "Month": "3",
            "Year": "1951",
            "Postcode": "qy1 1aa",
        },
    )
    window.page.get_by_label("An interpreter").check()
    window.page.get_by_label("Which language?").fill("Somali")
    window.press("Continue")
    choose(window, "Text message")
    answer(window, Number="07700 900456")


def send(window: Reader) -> Ticket:
    """Send what was asked, and read the receipt."""
    window.press("Send")
    reference, code = window.page.locator(".receipt__numbers dd").all_inner_texts()
    holder, due = (window.page.locator(f"[data-{fact}]").inner_text() for fact in ("holder", "due"))
    return Ticket(reference, code, holder, due)


def act_in(window: Reader, team: str) -> None:
    """Choose the team to act in."""
    window.page.get_by_label(team).check()
    window.press("Act here")


def find(window: Reader, words: str) -> None:
    """Look somebody up from the door, by keyboard alone."""
    window.page.keyboard.press("/")
    window.page.keyboard.type(words)
    with window.page.expect_navigation():
        window.page.keyboard.press("Enter")
    window.look()


def take(
    window: Reader,
    words: str,
    *,
    channel: str = "By phone",
    about: str = FALLING,
    picture: str = "",
) -> Ticket:
    """Fill in the door's form, read what it says before saving, save, and read the receipt."""
    page = window.page
    page.get_by_label("Their words").fill(words)
    page.get_by_label(channel).check()
    page.get_by_label("How to tell them what happens").select_option(label="Text message")
    page.get_by_label("What it is about").select_option(label=about)
    page.get_by_role("button", name="Save and hand over").wait_for()
    window.look(picture)
    facts = page.locator("#next dd").all_inner_texts()
    window.press("Save and hand over")
    reference, code = page.locator(".receipt__numbers dd").all_inner_texts()
    return Ticket(reference, code, facts[0], facts[-1])


def open_request(window: Reader, reference: str) -> None:
    """Open a request from My work."""
    window.go("/staff/work")
    row = window.page.locator("tr[data-row]", has_text=reference).first
    row.locator("a[data-open]").click()
    window.page.wait_for_load_state()
    window.look()


def fill_day(form: Page | Locator, name: str, *numbers: int) -> None:
    """Write a day, month and year into their three boxes."""
    boxes = form.get_by_role("group", name=name)
    for part, number in zip(("Day", "Month", "Year"), numbers, strict=True):
        boxes.get_by_label(part).fill(str(number))


def act(window: Reader, label: str, **boxes: str | tuple[int, int, int]) -> None:
    """Do something with the page at hand: open its form, fill it in, send it."""
    page = window.page
    summary = page.locator("summary", has_text=label)
    form = page.locator("details.act", has=summary) if summary.count() else page.locator("main")
    if summary.count():
        summary.click()
    for name, words in boxes.items():
        if isinstance(words, tuple):
            fill_day(form, name.replace("_", " "), *words)
            continue
        box = form.get_by_label(name.replace("_", " "))
        if box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(label=words)
        else:
            box.fill(words)
    form.get_by_role("button", name=label).first.click()
    page.wait_for_load_state()
    window.look()


def act_again(window: Reader, label: str, **boxes: str) -> None:
    """Put right a form that was refused and is still open, and send it again."""
    form = window.page.locator("details.act[open]")
    for name, words in boxes.items():
        form.get_by_label(name.replace("_", " ")).fill(words)
    form.get_by_role("button", name=label).click()
    window.page.wait_for_load_state()
    window.look()
