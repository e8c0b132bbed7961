"""A real browser, Chromium without a network, on the atlas of the pile."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Iterator

import pytest
from browser_tabs import Opened, open_atlas
from playwright.sync_api import Browser, sync_playwright
from snakemake_runs import Run

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser for all tests."""
    if not CHROMIUM:
        pytest.skip("no Chromium; on Debian or Ubuntu: apt install chromium, or set CHROMIUM=/path/to/it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def rows(pile_run: Run) -> list[dict[str, str]]:
    """The rows of definitions.csv."""
    with (pile_run.results / "definitions.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def atlas(chromium: Browser, pile_run: Run) -> Iterator[Opened]:
    """The definitions on a desk; nothing may have been loaded or complained of when the test is over."""
    address = (pile_run.results / "atlas.html").as_uri() + "#view=definitions"
    opened = open_atlas(chromium, address, 1280, 900)
    yield opened
    opened.page.close()
    assert opened.messages == []
    assert {url.split(":")[0] for url in opened.requests} <= {"file", "data", "blob"}
    assert {url.split("#")[0] for url in opened.requests if url.startswith("file:")} == {opened.address}


@pytest.fixture
def phone(chromium: Browser, pile_run: Run) -> Iterator[Opened]:
    """The definitions on a phone."""
    address = (pile_run.results / "atlas.html").as_uri() + "#view=definitions"
    opened = open_atlas(chromium, address, 390, 844)
    yield opened
    opened.page.close()
    assert opened.messages == []
