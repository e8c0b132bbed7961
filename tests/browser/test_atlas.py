"""The atlas, used as a reader uses it: look, search, filter, open, share the address, take the rows along."""

import csv
import io
import itertools
import re

import pytest
from playwright.sync_api import expect
from snakemake_runs import HOSTILE_TITLE

FILTERS = ["Concept", "Source type", "Wording", "Kind", "Group", "Names dimension"]
FOCUSABLE = "a[href], input, select, button, summary, [tabindex='0']"


def definitions_of(run):
    """The rows of definitions.csv."""
    with (run.results / "definitions.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_page_loads_nothing_and_shows_every_definition(atlas, pile_run):
    number = len(definitions_of(pile_run))
    assert atlas.count() == (number, number)
    assert atlas.page.locator("#list details").count() == number
    assert [url for url in atlas.requests if not url.startswith(("file:", "data:"))] == []
    widths = atlas.page.eval_on_selector_all("figure img", "images => images.map(image => image.naturalWidth)")
    assert len(widths) >= 4
    assert min(widths) > 100


def test_search_narrows_the_list_and_the_address_brings_it_back(atlas):
    everything = atlas.count()[1]
    atlas.page.get_by_label("Search").fill("tramways")
    assert atlas.count() == (1, everything)
    assert "tramways" in atlas.page.locator("#list details").inner_text()
    assert atlas.hash() == "search=tramways"
    atlas.page.reload()
    assert atlas.page.get_by_label("Search").input_value() == "tramways"
    assert atlas.count() == (1, everything)
    atlas.page.get_by_label("Search").fill("tramways octopus")
    assert atlas.count() == (0, everything)
    atlas.page.get_by_label("Search").fill("")
    assert atlas.count() == (everything, everything)
    assert atlas.hash() == ""


@pytest.mark.parametrize("label", FILTERS)
def test_every_filter_narrows_the_list_and_the_address_brings_it_back(atlas, label):
    everything = atlas.count()[1]
    choice = atlas.page.get_by_role("combobox", name=label, exact=True)
    options = choice.locator("option").all_inner_texts()[1:]
    assert options
    numbers = []
    for option in options:
        choice.select_option(option)
        numbers.append(atlas.count()[0])
    assert all(0 < number <= everything for number in numbers)
    if label in {"Concept", "Source type", "Wording", "Kind"}:
        assert sum(numbers) == everything
    if len(options) > 1:
        assert min(numbers) < everything
    name = choice.get_attribute("id")
    assert atlas.hash().startswith(f"{name}=")
    atlas.page.reload()
    assert atlas.page.get_by_role("combobox", name=label, exact=True).input_value() == options[-1]
    assert atlas.count() == (numbers[-1], everything)


def test_search_and_filters_work_together(atlas, pile_run):
    rows = definitions_of(pile_run)
    wanted = [row for row in rows if row["concept"] == "cluster" and "firms" in row["definiens"]]
    assert 0 < len(wanted) < len(rows)
    atlas.page.get_by_role("combobox", name="Concept", exact=True).select_option("cluster")
    atlas.page.get_by_label("Search").fill("firms")
    assert atlas.count()[0] == len(wanted)
    assert atlas.hash() == "search=firms&concept=cluster"


def test_the_order_can_be_changed(atlas):
    sources = "#list summary .meta"
    atlas.page.get_by_role("combobox", name="Order", exact=True).select_option("source")
    named = [text.split(" · ")[0] for text in atlas.page.locator(sources).all_inner_texts()]
    assert named == sorted(named, key=str.casefold)
    assert len(set(named)) > 3
    assert atlas.hash() == "order=source"


def test_a_definition_opens_with_its_evidence_and_its_place(atlas, pile_run):
    row = next(row for row in definitions_of(pile_run) if row["document_id"] == "ferry2001" and row["page"] == "p. 4")
    entry = atlas.page.locator(f"#d-{row['definition_id']}")
    entry.locator("summary").click()
    quote = entry.locator("blockquote")
    assert row["definiens"] in quote.inner_text()
    marked = quote.locator("mark.evidence").all_inner_texts()
    assert "sensors" in marked
    assert all(text in row["definiens"] for text in marked)
    titles = quote.locator("mark.evidence").evaluate_all("marks => marks.map(mark => mark.title)")
    assert all(titles)
    facts = entry.locator("dl").inner_text()
    for fact in ("Ferry & Quay (2001)", 'Harbours & <b>Lamps</b> of 100% "Light"', "p. 4", "notes/ferry2001.md"):
        assert fact in facts
    assert atlas.hash() == f"open={row['definition_id']}"
    atlas.page.reload()
    expect(atlas.page.locator(f"#d-{row['definition_id']}[open] blockquote")).to_be_visible()


def test_a_hostile_title_is_text(atlas):
    atlas.page.get_by_label("Search").fill("residents can be served with less waste")
    assert atlas.count()[0] == 1
    entry = atlas.page.locator("#list details")
    assert HOSTILE_TITLE[:40] in entry.locator(".meta").inner_text()
    entry.locator("summary").click()
    assert HOSTILE_TITLE in entry.locator("dl").inner_text()
    assert atlas.page.evaluate("window.pwned") is None
    assert atlas.page.locator("img[src='x']").count() == 0
    assert atlas.page.locator("script").count() == 2


def test_the_rows_shown_can_be_taken_along_as_csv(atlas, pile_run):
    atlas.page.get_by_role("combobox", name="Concept", exact=True).select_option("cluster")
    with atlas.page.expect_download() as download:
        atlas.page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "definitions.csv"
    text = download.value.path().read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    expected = {row["definition_id"]: row for row in definitions_of(pile_run) if row["concept"] == "cluster"}
    assert {row["id"]: row["definiens"] for row in rows} == {key: row["definiens"] for key, row in expected.items()}
    assert len(rows) == len(expected) == atlas.count()[0]


def test_the_keyboard_reaches_everything(atlas):
    page = atlas.page
    describe = "element => [element.tagName, element.id, element.textContent.trim().slice(0, 40)].join('|')"
    everything = page.eval_on_selector_all(FOCUSABLE, f"all => all.filter(e => !e.hidden).map({describe})")
    reached = []
    for _ in range(len(everything) + 5):
        page.keyboard.press("Tab")
        focused = page.evaluate(f"document.activeElement === document.body ? '' : ({describe})(document.activeElement)")
        if not focused:
            break
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", focused
        reached.append(focused)
    assert reached[: len(everything)] == everything


def test_the_keyboard_alone_finds_and_opens_a_definition(atlas):
    page = atlas.page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert atlas.hash() == "definitions"
    page.keyboard.press("Tab")
    page.keyboard.type("tramways")
    assert atlas.count()[0] == 1
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#list details[open] blockquote")).to_be_visible()


def test_the_page_tells_its_structure(atlas):
    page = atlas.page
    assert page.locator("html").get_attribute("lang") == "en"
    levels = page.eval_on_selector_all("h1, h2, h3, h4", "all => all.map(e => Number(e.tagName[1]))")
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))
    alternatives = page.eval_on_selector_all("img", "all => all.map(e => e.alt)")
    assert all(len(text) > 10 for text in alternatives)
    assert page.locator("main").count() == page.locator("nav[aria-label]").count() == 1
    for link in page.locator("nav a").all():
        assert page.locator(link.get_attribute("href") or "").count() == 1


def test_files_that_were_not_read_are_listed(atlas):
    text = atlas.page.locator("#rejected").inner_text()
    assert "sketch.dwg" in text
    assert re.search(r"z copy of quays\.txt: it is the same file", text)
