"""The map of definitions: what is chosen there is chosen in the list, and the other way round."""

import re

from playwright.sync_api import expect


def test_a_dot_opens_its_definition_in_the_list(atlas):
    dot = atlas.page.locator("#map circle").last
    dot.click()
    card = atlas.page.locator(".card.open")
    expect(card).to_have_count(1)
    assert card.get_attribute("id").removeprefix("d-") in atlas.hash()
    assert "open" in dot.get_attribute("class")
    assert dot.get_attribute("aria-selected") == "true"


def test_a_definition_of_the_list_is_shown_on_the_map(atlas, rows):
    assert atlas.page.locator("#map circle.open").count() == 0
    counted = atlas.page.evaluate(
        "JSON.parse(document.getElementById('data').textContent).definitions.filter(e => 'x' in e).map(e => e.id)"
    )
    atlas.card(counted[0]).locator("summary").first.click()
    expect(atlas.page.locator("#map circle.open")).to_have_count(1)
    outside = next(row["definition_id"] for row in rows if row["definition_id"] not in counted)
    atlas.card(counted[0]).locator("summary").first.click()
    atlas.card(outside).locator("summary").first.click()
    expect(atlas.page.locator("#map circle.open")).to_have_count(0)


def box(atlas):
    return atlas.page.locator("#map svg").bounding_box()


def inside(atlas):
    """The ids that stand in the area of the address."""
    area = re.search("area=([^&]+)", atlas.page.evaluate("decodeURIComponent(location.hash)")).group(1)
    x0, y0, x1, y1 = (float(part) for part in area.split(","))
    placed = atlas.page.evaluate("JSON.parse(document.getElementById('data').textContent).definitions")
    return {e["id"] for e in placed if "x" in e and x0 <= e["x"] <= x1 and y0 <= e["y"] <= y1}


def listed(atlas):
    return {each[2:] for each in atlas.page.locator("#list .card").evaluate_all("all => all.map(e => e.id)")}


def test_an_area_of_the_map_filters_the_list_and_can_be_shared(atlas):
    everything = atlas.count()[1]
    frame, mouse = box(atlas), atlas.page.mouse
    mouse.move(frame["x"] + 2, frame["y"] + 2)
    mouse.down()
    mouse.move(frame["x"] + frame["width"] * 0.5, frame["y"] + frame["height"] - 4, steps=4)
    mouse.up()
    expect(atlas.page.locator("#chips button")).to_have_count(1)
    assert 0 < atlas.count()[0] < everything
    assert listed(atlas) == inside(atlas)
    assert atlas.page.locator("#map circle.out").count() > 0
    number = atlas.count()
    atlas.page.reload()
    assert atlas.count() == number
    expect(atlas.page.locator("#map .area")).not_to_have_attribute("visibility", "hidden")
    atlas.page.locator("#chips button").click()
    assert atlas.count() == (everything, everything)


def test_two_clicks_do_what_a_drag_does(atlas):
    frame = box(atlas)
    atlas.page.mouse.click(frame["x"] + 3, frame["y"] + 3)
    expect(atlas.page.locator("#map-status")).to_contain_text("opposite corner")
    atlas.page.mouse.click(frame["x"] + frame["width"] - 3, frame["y"] + frame["height"] - 3)
    assert atlas.page.locator("#chips button").count() == 1
    placed = atlas.page.evaluate(
        "JSON.parse(document.getElementById('data').textContent).definitions.filter(e => 'x' in e).length"
    )
    assert atlas.count()[0] == placed


def test_the_keyboard_walks_the_map_and_opens(atlas):
    page = atlas.page
    page.locator("#map svg").focus()
    page.keyboard.press("Home")
    seen = set()
    for key in ("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
        seen.add(page.locator("#map svg").get_attribute("aria-activedescendant"))
    assert len(seen) > 1
    active = page.locator("#map circle.active")
    assert active.get_attribute("id") == page.locator("#map svg").get_attribute("aria-activedescendant")
    page.keyboard.press("Enter")
    expect(page.locator(".card.open blockquote")).to_be_visible()
    assert "open" in active.get_attribute("class")


def test_filters_fade_what_they_leave_out(atlas):
    atlas.page.locator("#search").fill("tramways")
    dots = atlas.page.locator("#map circle").count()
    assert atlas.page.locator("#map circle.out").count() == dots - 1
