"""A real browser, Chromium without a network, on the atlas of the pile."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from snakemake_runs import Run

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@dataclass
class Opened:
    """The atlas in a tab, and what went on there behind the page."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def count(self) -> tuple[int, int]:
        """How many definitions are selected, of how many."""
        words = self.page.locator("#count").inner_text().split()
        return int(words[0]), int(words[2])

    def hash(self) -> str:
        """The part of the address behind #."""
        return str(self.page.evaluate("location.hash.slice(1)"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser for all tests."""
    if not CHROMIUM:
        pytest.skip("no Chromium; on Debian or Ubuntu: apt install chromium, or set CHROMIUM=/path/to/it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


def open_atlas(browser: Browser, address: str, width: int, height: int) -> Opened:
    """Open the page in a fresh profile, listening from the start."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_default_timeout(30_000)
    opened = Opened(page, address)
    page.on("request", lambda request: opened.requests.append(request.url))
    page.on("console", lambda message: opened.messages.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: opened.messages.append(f"error: {error}"))
    page.on("dialog", lambda dialog: opened.messages.append(f"dialog: {dialog.message}"))
    page.goto(address)
    return opened


@pytest.fixture
def atlas(chromium: Browser, pile_run: Run) -> Iterator[Opened]:
    """The atlas on a desk; nothing may have been loaded or complained of when the test is over."""
    opened = open_atlas(chromium, (pile_run.results / "atlas.html").as_uri(), 1280, 900)
    yield opened
    opened.page.close()
    assert opened.messages == []
    assert {url.split(":")[0] for url in opened.requests} <= {"file", "data", "blob"}
    assert {url.split("#")[0] for url in opened.requests if url.startswith("file:")} == {opened.address}


@pytest.fixture
def phone(chromium: Browser, pile_run: Run) -> Iterator[Opened]:
    """The atlas on a phone."""
    opened = open_atlas(chromium, (pile_run.results / "atlas.html").as_uri(), 390, 844)
    yield opened
    opened.page.close()
    assert opened.messages == []
