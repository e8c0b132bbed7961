"""The atlas, used as a reader uses it: look, search, filter, open, share the address, take the rows along."""

import csv
import io
import itertools
import re

import pytest
from browser_tabs import open_atlas
from playwright.sync_api import expect
from snakemake_runs import HOSTILE_TITLE
from synthetic_study import build_synthetic_atlas

FILTERS = ["concept", "term", "type", "dimension", "also", "group", "wording", "kind", "counted"]
FOCUSABLE = "a[href], input, select, button, summary, [tabindex='0']"


def choose(atlas, name):
    """The control of a filter."""
    return atlas.page.locator(f"#filters #{name}")


def test_the_page_loads_nothing_and_shows_every_definition(atlas, rows):
    assert atlas.count() == (len(rows), len(rows))
    assert atlas.page.locator("#list .card").count() == len(rows)
    assert [url for url in atlas.requests if not url.startswith(("file:", "data:"))] == []


def test_the_first_screen_answers_what_was_studied(atlas, rows):
    atlas.go("view=overview")
    page = atlas.page
    text = page.locator("#overview").inner_text()
    assert f"{len(rows)} definitions of" in text
    assert "effective N" in text
    assert "chance" in text
    for link in page.locator(".tiles a").all():
        view = re.search("view=([a-z]+)", link.get_attribute("href")).group(1)
        link.click()
        expect(page.locator(f"#{view}")).to_be_visible()
        page.go_back()
        expect(page.locator("#overview")).to_be_visible()


def test_a_tile_leads_to_exactly_the_definitions_it_counts(atlas):
    atlas.go("view=overview")
    tile = atlas.page.locator(".tiles a").filter(has_text="checked sources (N)")
    number = int(tile.locator(".number").inner_text())
    tile.click()
    expect(atlas.page.locator("#definitions")).to_be_visible()
    assert atlas.count()[0] == number > 0


def test_search_narrows_the_list_and_the_address_brings_it_back(atlas):
    everything = atlas.count()[1]
    search = atlas.page.locator("#search")
    search.fill("tramways")
    assert atlas.count() == (1, everything)
    assert "tramways" in atlas.page.locator("#list .card").inner_text()
    assert atlas.hash() == "view=definitions&search=tramways"
    atlas.page.reload()
    assert search.input_value() == "tramways"
    assert atlas.count() == (1, everything)
    search.fill("tramways octopus")
    assert atlas.count() == (0, everything)
    search.fill("")
    assert atlas.count() == (everything, everything)
    assert atlas.hash() == "view=definitions"


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_narrows_the_list_and_the_address_brings_it_back(atlas, name):
    everything = atlas.count()[1]
    choice = choose(atlas, name)
    options = choice.locator("option").evaluate_all("all => all.slice(1).map(each => each.value)")
    assert options
    numbers = []
    for option in options:
        choice.select_option(option)
        numbers.append(atlas.count()[0])
    assert max(numbers) > 0
    if name not in {"dimension", "also", "group"}:
        assert sum(numbers) == everything
    if len(options) > 1:
        assert min(numbers) < everything
    assert f"{name}=" in atlas.hash()
    atlas.page.reload()
    assert choose(atlas, name).input_value() == options[-1]
    assert atlas.count() == (numbers[-1], everything)
    atlas.page.locator("#chips button").first.click()
    assert atlas.count() == (everything, everything)


def test_years_bound_the_list(atlas):
    choose(atlas, "from").fill("2005")
    choose(atlas, "to").fill("2009")
    choose(atlas, "to").press("Tab")
    found = atlas.page.locator("#list .meta").all_inner_texts()
    years = [int(year) for text in found for year in re.findall(r"\((\d{4})\)", text)]
    assert years
    assert all(2005 <= year <= 2009 for year in years)
    assert atlas.count()[0] < atlas.count()[1]


def test_search_and_filters_work_together(atlas, rows):
    wanted = [row for row in rows if row["concept"] == "cluster" and "firms" in row["definiens"]]
    assert 0 < len(wanted) < len(rows)
    choose(atlas, "concept").select_option("cluster")
    atlas.page.locator("#search").fill("firms")
    assert atlas.count()[0] == len(wanted)
    atlas.page.get_by_role("button", name="Clear all").click()
    assert atlas.count()[0] == len(rows)


def test_the_order_can_be_changed(atlas):
    atlas.page.locator("#order").select_option("source")
    named = [text.split(" · ")[0] for text in atlas.page.locator("#list summary .meta").all_inner_texts()]
    assert len(set(named)) > 3
    assert atlas.hash() == "view=definitions&order=source"
    letters = [re.sub("[^a-zß-ü0-9]", "", name.casefold()) for name in named if name[0].isalpha()]
    assert letters == sorted(letters)


def test_a_definition_opens_with_its_evidence_and_its_place(atlas, rows):
    row = next(row for row in rows if row["document_id"] == "ferry2001" and row["page"] == "p. 4")
    card = atlas.card(row["definition_id"])
    card.locator("summary").first.click()
    quote = card.locator("blockquote")
    assert row["sentence"] in quote.inner_text()
    marked = quote.locator("mark.evidence").all_inner_texts()
    assert "sensors" in marked
    assert all(text in row["definiens"] for text in marked)
    facts = card.locator("dl").inner_text()
    for fact in ("Ferry & Quay (2001)", 'Harbours & <b>Lamps</b> of 100% "Light"', "p. 4", "notes/ferry2001.md"):
        assert fact in facts
    assert f"open={row['definition_id']}" in atlas.hash()
    atlas.page.reload()
    expect(atlas.card(row["definition_id"]).locator("blockquote")).to_be_visible()


def test_a_code_shows_the_words_it_rests_on(atlas, rows):
    row = next(row for row in rows if row["document_id"] == "ferry2001" and row["page"] == "p. 4")
    card = atlas.card(row["definition_id"])
    card.locator("summary").first.click()
    code = card.locator(".codes button", has_text="sensors").first
    code.click()
    assert "sensors" in card.locator("mark.bright").all_inner_texts()
    code.click()
    assert card.locator("mark.bright").count() == 0


def test_a_citation_is_copied(atlas, rows):
    atlas.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    row = next(row for row in rows if row["document_id"] == "ferry2001" and row["page"] == "p. 4")
    card = atlas.card(row["definition_id"])
    card.locator("summary").first.click()
    copied = {}
    for name in ("Copy citation", "Copy BibTeX key"):
        card.get_by_role("button", name=name).click()
        expect(atlas.page.locator("#toast")).to_contain_text("copied" if "citation" in name else "key copied")
        copied[name] = atlas.page.evaluate("navigator.clipboard.readText()")
    assert copied["Copy citation"] == 'Ferry & Quay (2001): Harbours & <b>Lamps</b> of 100% "Light", p. 4.'
    assert copied["Copy BibTeX key"] == "ferry2001"


def test_a_hostile_title_is_text(atlas):
    atlas.page.locator("#search").fill("residents can be served with less waste")
    assert atlas.count()[0] == 1
    card = atlas.page.locator("#list .card")
    assert HOSTILE_TITLE[:40] in card.locator(".meta").inner_text()
    card.locator("summary").first.click()
    assert HOSTILE_TITLE in card.locator("dl").inner_text()
    for view in ("sources", "tables&table=uses", "overview", "figures"):
        atlas.go(f"view={view}")
    assert atlas.page.evaluate("window.pwned") is None
    assert atlas.page.locator("img[src='x']").count() == 0
    assert atlas.page.locator("script").count() == 2


def test_the_rows_shown_can_be_taken_along_as_csv(atlas, rows):
    choose(atlas, "concept").select_option("cluster")
    with atlas.page.expect_download() as download:
        atlas.page.locator("#download").click()
    assert download.value.suggested_filename == "definitions.csv"
    text = download.value.path().read_text(encoding="utf-8")
    found = list(csv.DictReader(io.StringIO(text)))
    expected = {row["definition_id"]: row for row in rows if row["family"] == "cluster"}
    assert {row["id"]: row["definiens"] for row in found} == {key: row["definiens"] for key, row in expected.items()}
    assert {row["id"]: row["sentence"] for row in found} == {key: row["sentence"] for key, row in expected.items()}


def test_definitions_are_compared_side_by_side(atlas, rows):
    first, second = [row for row in rows if row["concept"] == "smart city" and "sensors" in row["definiens"]][:2]
    for row in (first, second):
        atlas.card(row["definition_id"]).get_by_role("checkbox").check()
    atlas.page.get_by_role("link", name="Compare them").click()
    table = atlas.page.locator("#comparison table").first
    expect(table).to_be_visible()
    assert first["definiens"] in table.inner_text()
    assert second["definiens"] in table.inner_text()
    assert "sensors" in table.locator("mark.shared").all_inner_texts()
    assert f"pick={first['definition_id']}" in atlas.hash()
    atlas.page.reload()
    expect(table).to_contain_text(second["definiens"])
    atlas.page.get_by_role("button", name="Remove").first.click()
    expect(atlas.page.locator("#comparison")).to_contain_text("One definition is picked")


def test_initiatives_are_compared_side_by_side(atlas):
    atlas.go("view=initiatives")
    boxes = atlas.page.locator("#initiatives fieldset input")
    assert boxes.count() > 5
    boxes.nth(0).check()
    boxes.nth(1).check()
    names = atlas.page.locator("#initiatives fieldset label").all_inner_texts()[:2]
    heads = atlas.page.locator("#initiative-table thead th")
    expect(heads).to_have_count(2)
    assert [name.strip() for name in names] == heads.all_inner_texts()


def test_a_number_of_a_table_leads_to_as_many_definitions(atlas):
    atlas.go("view=tables&table=dimensions")
    shares = atlas.page.locator("#table-shown td a", has_text=re.compile(r"\(\d+/\d+\)"))
    assert shares.count() > 3
    for index in (0, shares.count() - 1):
        share = shares.nth(index)
        number = int(re.search(r"\((\d+)/", share.inner_text()).group(1))
        share.click()
        expect(atlas.page.locator("#definitions")).to_be_visible()
        assert atlas.count()[0] == number
        if number:
            atlas.page.locator("#list summary").first.click()
            expect(atlas.page.locator("#list blockquote").first).to_be_visible()
        atlas.page.go_back()
        expect(atlas.page.locator("#tables")).to_be_visible()


def test_a_pair_of_dimensions_leads_to_the_definitions_that_name_both(atlas):
    atlas.go("view=tables&table=co_occurrence")
    shares = atlas.page.locator("#table-shown td a", has_text=re.compile(r"\(\d+/\d+\)"))
    numbers = [int(re.search(r"\((\d+)/", text).group(1)) for text in shares.all_inner_texts()]
    most = numbers.index(max(numbers))
    shares.nth(most).click()
    expect(atlas.page.locator("#definitions")).to_be_visible()
    assert atlas.count()[0] == numbers[most] > 0
    assert "also=" in atlas.hash()


def test_a_claim_leads_to_what_it_rests_on(chromium, tmp_path):
    atlas = build_synthetic_atlas(tmp_path / "study", 8)
    opened = open_atlas(chromium, f"{atlas.as_uri()}#view=overview", 1280, 900)
    opened.page.locator(".claims a").click()
    expect(opened.page.locator("#chips")).to_contain_text("Evidence for: Lamps matter.")
    listed = opened.page.locator("#list .card").evaluate_all("all => all.map(each => each.id.slice(2))")
    assert sorted(listed) == ["000000000000", "000000000003"]
    opened.page.close()
    assert opened.messages == []


def test_every_table_sorts_and_comes_as_csv(atlas, pile_run):
    atlas.go("view=tables")
    names = atlas.page.locator("#table-index a").evaluate_all(
        "all => all.map(a => a.href.split('table=')[1].split('&')[0])"
    )
    published = {path.stem for path in (pile_run.results / "tables").glob("*.csv")}
    assert published <= set(names)
    atlas.go("view=tables&table=dimensions")
    atlas.page.locator("#table-shown thead button").last.click()
    atlas.page.locator("#table-shown thead button").last.click()
    assert atlas.page.locator("#table-shown th").last.get_attribute("aria-sort") == "descending"
    cells = atlas.page.locator("#table-shown tbody tr td:last-child").all_inner_texts()
    shares = [int(a) / int(b) for a, b in (re.search(r"\((\d+)/(\d+)\)", cell).groups() for cell in cells)]
    assert shares == sorted(shares, reverse=True)
    assert "by=" in atlas.hash()
    with atlas.page.expect_download() as download:
        atlas.page.get_by_role("button", name="Download Dimensions as CSV").click()
    lines = download.value.path().read_text(encoding="utf-8").splitlines()
    assert sorted(lines) == sorted((pile_run.results / "tables/dimensions.csv").read_text("utf-8").splitlines())


def test_a_phone_shows_the_list_first_and_figures_of_one_column(phone):
    expect(phone.page.locator("#map")).to_be_hidden()
    assert phone.page.locator("#list .card").first.bounding_box()["y"] < 844
    phone.page.locator("#map-box > summary").click()
    expect(phone.page.locator("#map svg")).to_be_visible()
    phone.go("view=tables&table=dimensions")
    assert phone.page.locator("#table-shown h3").bounding_box()["y"] < 400
    phone.go("view=figures")
    image = phone.page.locator("#figure-timeline img")
    image.evaluate("i => { i.loading = 'eager'; return i.decode(); }")
    assert image.evaluate("i => i.currentSrc === i.previousElementSibling.srcset")


def test_figures_are_shown_with_their_rows(atlas):
    atlas.go("view=figures")
    widths = atlas.page.eval_on_selector_all(
        "figure img",
        "all => Promise.all(all.map(i => { i.loading = 'eager'; return i.decode().then(() => i.naturalWidth); }))",
    )
    assert len(widths) >= 4
    assert min(widths) > 100
    atlas.page.locator("figcaption a").first.click()
    expect(atlas.page.locator("#table-shown table")).to_be_visible()


def test_the_keyboard_reaches_everything(atlas):
    page = atlas.page
    describe = "element => [element.tagName, element.id, (element.textContent ?? '').trim().slice(0, 40)].join('|')"
    visible = "e => e.checkVisibility() && !e.disabled"
    everything = page.eval_on_selector_all(FOCUSABLE, f"all => all.filter({visible}).map({describe})")
    reached = []
    for _ in range(len(everything) + 5):
        page.keyboard.press("Tab")
        focused = page.evaluate(f"document.activeElement === document.body ? '' : ({describe})(document.activeElement)")
        if not focused:
            break
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", focused
        reached.append(focused)
    assert set(everything) <= set(reached)


def test_the_keyboard_alone_finds_and_opens_a_definition(atlas):
    page = atlas.page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    page.keyboard.type("tramways")
    assert atlas.count()[0] == 1
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("Boolean(document.activeElement.closest('.card'))"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#list details[open] blockquote")).to_be_visible()


def test_the_page_tells_its_structure(atlas):
    page = atlas.page
    assert page.locator("html").get_attribute("lang") == "en"
    for view in ("overview", "definitions", "figures", "tables"):
        atlas.go(f"view={view}")
        levels = page.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,h4')].filter(e => e.checkVisibility()).map(e => +e.tagName[1])"
        )
        assert levels.count(1) == levels.count(2) == 1
        assert all(below - above <= 1 for above, below in itertools.pairwise(levels))
        assert page.locator(".top a[aria-current=page]").get_attribute("data-view") == view
    alternatives = page.eval_on_selector_all("img", "all => all.map(e => e.alt)")
    assert all(len(text) > 10 for text in alternatives)


def test_files_that_were_not_read_are_listed(atlas):
    atlas.go("view=sources")
    text = atlas.page.locator("#rejected").inner_text()
    assert "sketch.dwg" in text
    assert re.search(r"z copy of quays\.txt: it is the same file", text)
