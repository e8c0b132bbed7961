"""Correcting in place: what is done in the page is kept, taken along as a file, and applied by the next run."""

import csv
import io
import shutil

import pytest
from browser_tabs import open_atlas
from playwright.sync_api import expect
from snakemake_runs import snakemake

COLUMNS = "definition_id,action,value,reason,who,date"


def start(opened, definition_id, reason="read again"):
    """Open a definition with its means of correction, the reason filled in; return its card."""
    opened.go(f"view=definitions&open={definition_id}")
    card = opened.card(definition_id)
    card.locator(".correct > summary").click()
    card.get_by_label("Reason").fill(reason)
    return card


def saved(opened, who="A. Reader", date="2026-03-31"):
    """Take the corrections along; return the file's text."""
    opened.go("view=corrections")
    opened.page.locator("#correction-who").fill(who)
    opened.page.locator("#correction-date").fill(date)
    with opened.page.expect_download() as download:
        opened.page.get_by_role("button", name="Save corrections.csv").click()
    assert download.value.suggested_filename == "corrections.csv"
    return download.value.path().read_text(encoding="utf-8")


def parsed(text):
    return [tuple(row.values())[:5] for row in csv.DictReader(io.StringIO(text))]


def select_words(page, definition_id, words):
    """Select words of the sentence with the mouse's own means: a range, and the button let go."""
    page.evaluate(
        """([id, words]) => {
          const quote = document.querySelector(`#d-${id} blockquote`);
          const walker = document.createTreeWalker(quote, NodeFilter.SHOW_TEXT);
          const nodes = []; while (walker.nextNode()) nodes.push(walker.currentNode);
          const at = quote.textContent.indexOf(words);
          const place = (offset) => {
            for (const node of nodes) { if (offset <= node.length) return [node, offset]; offset -= node.length; }
          };
          const range = document.createRange();
          range.setStart(...place(at)); range.setEnd(...place(at + words.length));
          getSelection().removeAllRanges(); getSelection().addRange(range);
          quote.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
        }""",
        [definition_id, words],
    )


def test_a_correction_needs_a_reason_and_a_person(atlas, rows):
    row = rows[0]
    card = start(atlas, row["definition_id"], "")
    card.get_by_role("button", name="Not a definition").click()
    expect(card.locator(".why")).to_contain_text("Say why")
    card.get_by_label("Reason").fill("it is a joke")
    card.get_by_role("button", name="Not a definition").click()
    expect(card.locator(".state")).to_contain_text("rejected by you")
    expect(atlas.page.locator("#corrections-number")).to_have_text("1")
    atlas.go("view=corrections")
    atlas.page.get_by_role("button", name="Save corrections.csv").click()
    expect(atlas.page.locator("#correction-problem")).to_contain_text("Say who")
    assert parsed(saved(atlas)) == [(row["definition_id"], "reject", "", "it is a joke", "A. Reader")]


def test_work_is_kept_undone_and_discarded(atlas, rows):
    first, second = rows[0]["definition_id"], rows[1]["definition_id"]
    for each in (first, second):
        start(atlas, each).get_by_role("button", name="Not a definition").click()
    badge = atlas.page.locator("#corrections-number")
    expect(badge).to_have_text("2")
    atlas.page.locator("#toast").get_by_role("button", name="Undo").click()
    expect(badge).to_have_text("1")
    atlas.page.reload()
    expect(badge).to_have_text("1")
    atlas.go("view=definitions&set=corrected")
    assert atlas.count()[0] == 1
    atlas.go("view=corrections")
    atlas.page.get_by_role("button", name="Remove:").click()
    expect(badge).to_be_hidden()
    atlas.page.get_by_role("button", name="Undo", exact=True).click()
    expect(badge).to_have_text("1")
    atlas.page.get_by_role("button", name="Discard").click()
    expect(badge).to_be_hidden()
    expect(atlas.page.locator("#correction-rows")).to_contain_text("No corrections yet")


def test_a_span_must_stand_in_the_sentence(atlas, rows):
    row = next(row for row in rows if row["document_id"] == "ferry2001" and row["concept"] == "smart city")
    card = start(atlas, row["definition_id"])
    card.locator(".span-words").fill("a city of lamps that nobody wrote of")
    card.get_by_role("button", name="Keep this span").click()
    expect(card.locator("fieldset [role=alert]")).to_contain_text("do not stand in the sentence")
    part = " ".join(row["definiens"].split()[:6])
    select_words(atlas.page, row["definition_id"], part)
    assert card.locator(".span-words").input_value() == part
    card.get_by_role("button", name="Keep this span").click()
    assert parsed(saved(atlas))[0][:3] == (row["definition_id"], "edit", f"definiens: {part}")


def test_the_opposite_correction_cancels(atlas, rows):
    row = next(row for row in rows if row["document_id"] == "ferry2001" and row["concept"] == "smart city")
    card = start(atlas, row["definition_id"])
    add = card.locator("fieldset select[id=''], fieldset label:has-text('Add a code') select")
    value = add.locator("optgroup option").last.get_attribute("value")
    add.select_option(value)
    card.get_by_role("button", name="Add", exact=True).click()
    expect(atlas.page.locator("#corrections-number")).to_have_text("1")
    assert parsed(saved(atlas))[0][:3] == (row["definition_id"], "recode", f"+{value}")


def test_a_definition_to_merge_with_is_found_by_its_words(atlas, rows):
    first, *others = [row for row in rows if row["family"] == "smart city"]
    card = start(atlas, first["definition_id"])
    choice = card.get_by_label("It says the same as", exact=True)
    assert choice.locator("option").count() == len(others) + 1
    other = next(row for row in others if "tramways" in row["definiens"])
    card.get_by_label("It says the same as: find").fill("tramways")
    assert choice.input_value() == other["definition_id"]  # the only one left is chosen
    card.get_by_role("button", name="Merge", exact=True).click()
    assert parsed(saved(atlas))[0][:3] == (first["definition_id"], "merge", other["definition_id"])


def test_a_file_is_loaded_and_what_is_wrong_in_it_is_said(atlas, rows):
    one = f'{rows[0]["definition_id"]},reject,,"not one, says B","B. ""Bee"" Reader",2026-01-02'
    text = f"\ufeff{COLUMNS}\r\n{one}\r\n{rows[1]['definition_id']},explode,,why,me,2026-01-02\r\n"
    atlas.go("view=corrections")
    files = [{"name": "corrections.csv", "mimeType": "text/csv", "buffer": text.encode()}]
    atlas.page.locator("#correction-file").set_input_files(files)
    report = atlas.page.locator("#correction-report")
    expect(report).to_contain_text("1 correction read, 1 of them new")
    expect(report).to_contain_text("“explode” is none of")
    assert saved(atlas).splitlines() == [COLUMNS, one]
    atlas.page.locator("#correction-file").set_input_files(files)
    expect(report).to_contain_text("0 of them new")
    atlas.page.locator("#correction-file").set_input_files([files[0] | {"buffer": b"a,b\n1,2\n"}])
    expect(report).to_contain_text("no column definition_id and action")


def test_refused_storage_loses_nothing_while_the_page_is_open(chromium, pile_run, rows):
    context = chromium.new_context()
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })")
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    key = rows[0]["definition_id"]
    page.goto((pile_run.results / "atlas.html").as_uri() + f"#view=definitions&open={key}")
    page.locator(f"#d-{key} .correct > summary").click()
    page.locator(f"#d-{key}").get_by_label("Reason").fill("why not")
    page.locator(f"#d-{key}").get_by_role("button", name="Not a definition").click()
    page.locator("[data-view=corrections]").click()
    expect(page.locator("#correction-storage")).to_contain_text("save the file")
    expect(page.locator("#correction-rows tbody tr")).to_have_count(1)
    context.close()
    assert errors == []


@pytest.fixture
def corrected(chromium, pile_run, rows, tmp_path):
    """Corrections made in the page, dropped into a copy of the corpus, and the study run with them."""
    opened = open_atlas(chromium, (pile_run.results / "atlas.html").as_uri(), 1280, 900)
    smart = [row for row in rows if row["concept"] == "smart city"]
    joke, cut, coded, heir, ancestor = smart[:5]
    with (pile_run.results / "rejected_candidates.csv").open(encoding="utf-8", newline="") as stream:
        missed = next(csv.DictReader(stream))
    start(opened, joke["definition_id"]).get_by_role("button", name="Not a definition").click()
    card = start(opened, cut["definition_id"])
    words = " ".join(cut["definiens"].split()[:5])
    select_words(opened.page, cut["definition_id"], words)
    card.get_by_role("button", name="Keep this span").click()
    card = start(opened, coded["definition_id"])
    remove = card.get_by_role("button", name="Remove Technology (chourabi2012)")
    removed = remove.count() > 0
    if removed:
        remove.click()
    add = card.locator("label:has-text('Add a code') select")
    add.select_option("chourabi2012/policy_context")
    card.get_by_role("button", name="Add", exact=True).click()
    opened.go(f"view=definitions&pick={ancestor['definition_id']}&open={heir['definition_id']}")
    card = start_here(opened, heir["definition_id"])
    card.locator("label:has-text('It says the same as') select").select_option(ancestor["definition_id"])
    card.get_by_role("button", name="Merge").click()
    opened.go(f"view=definitions&set=rejected&open={missed['definition_id']}")
    card = start_here(opened, missed["definition_id"])
    card.get_by_role("button", name="It is a definition").click()
    used = {row["document_id"] for row in (joke, cut, coded, heir, ancestor, missed)}
    copy, original = sorted({row["document_id"] for row in rows} - used)[:2]
    (aside,) = duplicates(pile_run.results)
    keep_apart(opened, aside["document_id"])
    merge_sources(opened, copy, original)
    text = saved(opened)
    opened.page.close()
    assert opened.messages == []
    shutil.copytree(pile_run.directory, tmp_path / "again")
    (tmp_path / "again/corpus/corrections.csv").write_text(text, encoding="utf-8")
    run = snakemake(tmp_path / "again", cores=2)
    assert run.returncode == 0, run.output[-6000:]
    names = {"joke": joke, "cut": cut, "coded": coded, "heir": heir, "ancestor": ancestor, "missed": missed}
    ids = {name: row["definition_id"] for name, row in names.items()}
    return run, ids | {"aside": aside["document_id"], "copy": copy, "original": original}, words, text, removed


def duplicates(results):
    """The rows of duplicates.csv."""
    with (results / "duplicates.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def keep_apart(opened, document_id):
    """Undo that a source was set aside as a duplicate."""
    opened.go("view=sources")
    item = opened.page.locator(f"#aside-{document_id}")
    item.locator("summary").click()
    item.get_by_role("button", name="Keep").click()
    expect(item.locator(".why")).to_contain_text("Say why")
    item.get_by_label("Reason").fill("another evening")
    item.get_by_role("button", name="Keep").click()
    expect(item).to_contain_text("Is no copy: kept as a source of its own. The next run applies it")


def merge_sources(opened, copy, original):
    """Say that one source is a copy of another."""
    opened.go(f"view=sources&merge={copy}")
    merge = opened.page.locator("#source-merge")
    assert merge.get_by_label("This source", exact=True).input_value() == copy  # the address says it
    press = merge.get_by_role("button", name="Merge these sources")
    press.click()
    expect(merge.locator(".why")).to_contain_text("Choose both")
    kept = merge.get_by_label("is a copy or version of", exact=True)
    kept.select_option(copy)
    press.click()
    expect(merge.locator(".why")).to_contain_text("one and the same")
    merge.get_by_label("is a copy or version of: find").fill(original)
    kept.select_option(original)
    press.click()
    expect(merge.locator(".why")).to_contain_text("Say why")
    merge.get_by_label("Reason").fill("the same report")
    press.click()
    expect(merge).to_contain_text("Is a copy of")


def start_here(opened, definition_id):
    """The card of a definition that is open, with its means of correction, the reason filled in."""
    card = opened.card(definition_id)
    card.locator(".correct > summary").click()
    card.get_by_label("Reason").fill("read again")
    return card


def test_corrections_made_in_the_page_are_applied_by_the_next_run(chromium, corrected):
    run, ids, words, text, removed = corrected
    with (run.results / "definitions.csv").open(encoding="utf-8", newline="") as stream:
        found = {row["definition_id"]: row for row in csv.DictReader(stream)}
    with (run.results / "corrections.csv").open(encoding="utf-8", newline="") as stream:
        report = list(csv.DictReader(stream))
    assert {row["status"] for row in report} == {"applied"}
    assert len(report) == 7 + removed
    assert ids["joke"] not in found
    assert [(row["document_id"], row["kept_id"], row["ground"]) for row in duplicates(run.results)] == [
        (ids["copy"], ids["original"], "correction")
    ]
    with (run.results / "documents.csv").open(encoding="utf-8", newline="") as stream:
        kept = {row["document_id"] for row in csv.DictReader(stream)}
    assert {ids["aside"], ids["original"]} <= kept
    assert ids["copy"] not in kept | {row["document_id"] for row in found.values()}
    assert found[ids["cut"]]["definiens"] == words
    assert ids["missed"] in found
    assert found[ids["heir"]]["family_id"] == found[ids["ancestor"]]["family_id"]
    opened = open_atlas(
        chromium, (run.results / "atlas.html").as_uri() + f"#view=definitions&open={ids['coded']}", 1280, 900
    )
    expect(opened.card(ids["coded"]).locator("dl")).to_contain_text("Policy context")
    if removed:
        expect(opened.card(ids["coded"]).locator("dl")).not_to_contain_text("Technology:")
    opened.go("view=corrections")
    expect(opened.page.locator("#correction-rows tbody tr")).to_have_count(7 + removed)
    expect(opened.page.locator("#correction-rows")).to_contain_text("applied")
    expect(opened.page.locator("#correction-rows")).to_contain_text("Is a copy of")
    assert sorted(parsed(saved(opened, who="Somebody Else"))) == sorted(parsed(text))
    opened.page.close()
    assert opened.messages == []
