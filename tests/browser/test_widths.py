"""From a phone to a desk: nothing is pushed out of sight, and a picture of each is kept for people to look at."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

SCREENSHOTS = Path(__file__).parent / "screenshots"


def overflow(page):
    """By how many pixels the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("width", [320, 390, 768])
def test_a_narrow_window_scrolls_down_only(phone, width):
    phone.page.set_viewport_size({"width": width, "height": 844})
    assert overflow(phone.page) == 0
    for summary in phone.page.locator("#list summary").all()[:6]:
        summary.click()
    expect(phone.page.locator("#list details[open] blockquote")).to_have_count(6)
    assert overflow(phone.page) == 0


def test_a_phone_has_targets_large_enough_to_touch(phone):
    heights = phone.page.eval_on_selector_all(
        "form input, form select, button:not([hidden]), summary",
        "all => all.map(e => e.getBoundingClientRect().height)",
    )
    assert min(heights) >= 24  # WCAG 2.2, 2.5.8


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 900)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_for_people(phone, width, height, scheme):
    page = phone.page
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": height})
    page.locator("#list summary").first.click()
    expect(page.locator("#list details[open] blockquote")).to_be_visible()
    SCREENSHOTS.mkdir(exist_ok=True)
    picture = SCREENSHOTS / f"atlas-{width}-{scheme}.png"
    page.evaluate("scrollTo(0, 0)")
    data = page.screenshot(path=picture, full_page=True)
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") == width
    body, ink = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    light = sum(int(part) for part in body[4:-1].split(", ")) > sum(int(part) for part in ink[4:-1].split(", "))
    assert light is (scheme == "light")
