"""A real browser, and looking at a page: accessibility, width, the console, a picture."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright, ViewportSize
from tests import databases
from tests.stories import server

EXECUTABLE = os.environ.get("PECKHAM_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
# 1280 x 1024 at 400 %.
ZOOMED: ViewportSize = {"width": 320, "height": 256}
SIZES = (DESK, PHONE, ZOOMED)
# The colours and the font of the NHS identity, which are not ours to wear.
NOT_OURS = ("rgb(0, 94, 184)", "rgb(0, 48, 135)", "frutiger")
WORN = """() => [...document.querySelectorAll('*')].flatMap((part) =>
    [null, '::before', '::after'].flatMap((pseudo) => {
        const style = getComputedStyle(part, pseudo);
        if (pseudo && style.content === 'none') return [];
        return [style.color, style.backgroundColor, style.borderTopColor, style.borderLeftColor,
            style.fill, style.fontFamily].map((worn) => worn.toLowerCase());
    }))"""
# The innermost parts of a page that reach beyond the window.
WIDEST = """() => [...document.querySelectorAll('body *')]
    .filter((part) => part.getBoundingClientRect().right > window.innerWidth)
    .filter((part, _, wide) => !wide.some((other) => part !== other && part.contains(other)))
    .map((part) => part.outerHTML.slice(0, 200)).join('\\n')"""
_CHECKED: set[tuple[object, ...]] = set()
_CHECKED_AT_EVERY_SIZE: set[str] = set()
IMAGES = databases.CHECKOUT / "docs" / "images"


def launch(playwright: Playwright) -> Browser:
    """Start the system's Chromium."""
    return playwright.chromium.launch(executable_path=EXECUTABLE, args=FLAGS)


class Reader:
    """Somebody at a browser, who looks at every page that they come to."""

    def __init__(self, browser: Browser, address: str, *, javascript: bool = True, **options: Any):
        self.address = address
        self.javascript = javascript
        self.context = browser.new_context(
            viewport=options.pop("viewport", DESK), java_script_enabled=javascript, **options
        )
        self.context.set_default_timeout(15_000)
        self.page: Page = self.context.new_page()
        self.said: list[str] = []
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("console", self._heard)

    def _heard(self, message: Any) -> None:
        # The browser itself reports every 4xx; a refused policy or a script error is a fault.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.said.append(message.text)

    def go(self, path: str) -> None:
        """Open an address of the site and look at it."""
        self.page.goto(self.address + path)
        self.look()

    def press(self, name: str, *, role: str = "button") -> None:
        """Press a button or follow a link, and look at what comes."""
        self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]
        self.page.wait_for_load_state()
        self.look()

    def look(self, picture: str = "", *, size: ViewportSize | None = None) -> None:
        """Check the page at hand, and keep a picture of it (of a size) where one is named.

        A page that is new here is checked at a desk, on a phone and at 400 %, whatever the size of
        the reader's window. A picture is written only when PECKHAM_PICTURES=1, so that a test run
        changes no file.
        """
        assert not self.said, self.said
        assert "went wrong on our side" not in self.page.locator("h1").first.inner_text(), (
            self.page.url
        )
        if self.javascript:
            self._check_width()
            self._check_accessibility(self._shape())
            self._check_other_sizes()
        if picture and os.environ.get("PECKHAM_PICTURES") == "1":
            IMAGES.mkdir(parents=True, exist_ok=True)
            with self._resized(size or self.size):
                self.page.screenshot(path=IMAGES / f"{picture}.png", animations="disabled")

    @property
    def size(self) -> ViewportSize:
        """The size of the window."""
        assert self.page.viewport_size is not None
        return self.page.viewport_size

    @contextmanager
    def _resized(self, size: ViewportSize) -> Iterator[None]:
        """Make the window another size, and then what it was."""
        own = self.size
        if size == own:
            yield
            return
        self.page.set_viewport_size(size)
        yield
        self.page.set_viewport_size(own)

    def _check_other_sizes(self) -> None:
        """Check a page that is new here at every size."""
        title = self.page.title()
        if title in _CHECKED_AT_EVERY_SIZE:
            return
        self._check_colours()
        for size in SIZES:
            if size == self.size:
                continue
            with self._resized(size):
                self._check_width()
                self._check_accessibility(title)
        _CHECKED_AT_EVERY_SIZE.add(title)

    def _check_colours(self) -> None:
        worn = set(self.page.evaluate(WORN))
        theirs = [word for word in NOT_OURS if any(word in one for one in worn)]
        assert not theirs, f"{self.page.url} wears {theirs}"

    def _check_width(self) -> None:
        wide, window = self.page.evaluate(
            "() => [document.documentElement.scrollWidth, window.innerWidth]"
        )
        if wide > window:
            raise AssertionError(
                f"{self.page.url} scrolls sideways: {wide} > {window}\n{self.page.evaluate(WIDEST)}"
            )

    def _check_accessibility(self, kind: object) -> None:
        """Run the checker once for each page, width and kind of content (errors or none)."""
        seen = (self.page.title(), self.size["width"], kind)
        if seen in _CHECKED:
            return
        if not self.page.evaluate("() => Boolean(window.axe)"):
            self.page.evaluate(axe_source())
        found = self.page.evaluate(
            "async () => (await axe.run()).violations.map((v) => "
            "`${v.id}: ${v.nodes.map((n) => n.html.slice(0, 200)).join(' | ')}`)"
        )
        assert not found, f"{self.page.url}\n" + "\n".join(found)
        _CHECKED.add(seen)

    def _shape(self) -> int:
        """Count the kinds of parts of the page, so that a page with other parts is checked anew."""
        return int(
            self.page.evaluate(
                "() => new Set([...document.querySelectorAll('main *')]"
                ".map((part) => part.tagName + part.className)).size"
            )
        )

    def text(self) -> str:
        """Give the words of the page."""
        return self.page.locator("main").inner_text()

    def close(self) -> None:
        """Put the browser's window away."""
        self.context.close()


def axe_source() -> str:
    """Read the accessibility checker that set-up fetched."""
    found = Path(server.home() / "frontend" / "axe" / "axe.min.js")
    return found.read_text() + "; undefined"
