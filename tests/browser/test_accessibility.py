"""axe-core finds nothing on any view, light and dark, on a desk and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_tabs import open_atlas
from playwright.sync_api import expect

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
VIEWS = ["overview", "definitions", "compare", "initiatives", "figures", "tables", "sources", "corrections"]
SIZES = {"desk": (1280, 900), "phone": (390, 844)}


def violations(page):
    """What axe-core finds, with the elements it finds it on."""
    found = Axe().run(page, options=RULES).response["violations"]
    return {each["id"]: [node["html"][:160] for node in each["nodes"]][:3] for each in found}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(chromium, pile_run, rows, size, scheme):
    opened = open_atlas(chromium, (pile_run.results / "atlas.html").as_uri(), *SIZES[size])
    opened.page.emulate_media(color_scheme=scheme)
    first, second = (row["definition_id"] for row in rows[:2])
    found = {}
    for view in VIEWS:
        opened.go(f"view={view}&pick={first},{second}")
        expect(opened.page.locator(f"#{view}")).to_be_visible()
        found[view] = violations(opened.page)
    opened.go(f"view=definitions&open={first}")
    card = opened.card(first)
    card.locator(".correct > summary").click()
    card.locator("fieldset").first.wait_for()
    card.get_by_role("button", name="Not a definition").click()  # without a reason: an alert shows
    opened.page.evaluate("scrollTo(0, 0)")  # else the header that stays on top covers a part of a button
    found["open"] = violations(opened.page)
    card.get_by_label("Reason").fill("made up")
    card.get_by_role("button", name="Not a definition").click()
    opened.go("view=corrections")
    found["corrected"] = violations(opened.page)
    opened.page.close()
    assert {view: each for view, each in found.items() if each} == {}
    assert opened.messages == []
