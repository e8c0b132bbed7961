"""The atlas in a tab of a real browser, and what went on there behind the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page

SCREENSHOTS = Path(__file__).parent / "browser" / "screenshots"

_GO = """hash => new Promise(done => {
  if (location.hash === '#' + hash) done();
  else { addEventListener('hashchange', () => done(), { once: true }); location.hash = hash; }
})"""


@dataclass
class Opened:
    """An open page with the requests it made and the messages it gave."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def count(self) -> tuple[int, int]:
        """How many definitions are selected, of how many."""
        words = self.page.locator("#count").inner_text().replace(",", "").split()
        return int(words[0]), int(words[2])

    def hash(self) -> str:
        """The part of the address behind #."""
        return str(self.page.evaluate("location.hash.slice(1)"))

    def go(self, hash_: str) -> None:
        """Go to another view, as by a link."""
        self.page.evaluate(_GO, hash_)

    def card(self, definition_id: str) -> Locator:
        """The card of a definition in the list."""
        return self.page.locator(f"#d-{definition_id}")


def open_atlas(browser: Browser, address: str, width: int, height: int) -> Opened:
    """Open the page in a fresh profile, listening from the start."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_default_timeout(15_000)
    opened = Opened(page, address.split("#")[0])
    page.on("request", lambda request: opened.requests.append(request.url))
    page.on("console", lambda message: opened.messages.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: opened.messages.append(f"error: {error}"))
    page.on("dialog", lambda dialog: opened.messages.append(f"dialog: {dialog.message}"))
    page.goto(address)
    return opened
