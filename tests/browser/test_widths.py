"""From a phone to a desk: nothing is pushed out of sight, and a picture of each is kept for people to look at."""

import pytest
from browser_tabs import SCREENSHOTS
from playwright.sync_api import expect

VIEWS = ["overview", "definitions", "compare", "initiatives", "figures", "tables", "sources", "corrections"]


def overflow(page):
    """By how many pixels the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("width", [320, 390, 768])
def test_a_narrow_window_scrolls_down_only(phone, rows, width):
    phone.page.set_viewport_size({"width": width, "height": 844})
    assert overflow(phone.page) == 0
    for summary in phone.page.locator("#list .card > details > summary").all()[:3]:
        summary.click()
    expect(phone.page.locator("#list details[open] blockquote")).to_have_count(3)
    assert overflow(phone.page) == 0
    picked = ",".join(row["definition_id"] for row in rows[:3])
    for view in VIEWS:
        phone.go(f"view={view}&pick={picked}")
        expect(phone.page.locator(f"#{view}")).to_be_visible()
        assert overflow(phone.page) == 0, view


def test_a_phone_has_targets_large_enough_to_touch(phone):
    heights = phone.page.eval_on_selector_all(
        "form input, form select, button, summary, nav a",
        "all => all.filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect().height)",
    )
    assert min(heights) >= 24  # WCAG 2.2, 2.5.8


def test_print_shows_the_view_and_no_controls(atlas):
    atlas.page.locator("#list .card > details > summary").first.click()
    atlas.page.emulate_media(media="print")
    shown = "e => e.checkVisibility()"
    assert atlas.page.locator("#list blockquote").first.evaluate(shown)
    for hidden in (".top nav", ".filters", "#download", ".actions", ".pick"):
        assert not atlas.page.locator(hidden).first.evaluate(shown), hidden


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(390, 844), (1440, 900)])
def test_pictures_for_people(phone, rows, width, height, scheme):
    page = phone.page
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": height})
    SCREENSHOTS.mkdir(exist_ok=True)
    picked = ",".join(row["definition_id"] for row in rows[:2])
    for view in VIEWS:
        phone.go(f"view={view}&pick={picked}" + (f"&open={rows[0]['definition_id']}" if view == "definitions" else ""))
        expect(page.locator(f"#{view}")).to_be_visible()
        data = page.screenshot(path=SCREENSHOTS / f"{view}-{width}-{scheme}.png")
        assert int.from_bytes(data[16:20], "big") == width
    body, ink = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    light = sum(int(part) for part in body[4:-1].split(", ")) > sum(int(part) for part in ink[4:-1].split(", "))
    assert light is (scheme == "light")


def test_the_reader_can_choose_the_colours(atlas):
    background = "getComputedStyle(document.body).backgroundColor"
    before = atlas.page.evaluate(background)
    atlas.page.locator("#theme").click()
    after = atlas.page.evaluate(background)
    assert after != before
    atlas.page.reload()
    assert atlas.page.evaluate(background) == after
