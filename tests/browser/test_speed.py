"""How soon a reader can work with the page, at a thousand and at five thousand definitions."""

import time
from pathlib import Path

import pytest
from browser_tabs import open_atlas
from playwright.sync_api import Browser, expect
from synthetic_study import build_synthetic_atlas

ROUND = """async (text) => {
  const before = performance.now();
  const field = document.getElementById('search');
  field.value = text;
  field.dispatchEvent(new Event('input'));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - before;
}"""


@pytest.mark.parametrize(("definitions", "first", "each", "megabytes"), [(1000, 1000, 500, 10), (5000, 4000, 1500, 50)])
def test_the_page_is_quick(chromium: Browser, tmp_path: Path, definitions: int, first: int, each: int, megabytes: int):
    atlas = build_synthetic_atlas(tmp_path / "study", definitions)
    size = atlas.stat().st_size / 1e6
    runs = []
    for _ in range(3):  # a busy machine makes one run slow; the page is as quick as its best
        begun = time.perf_counter()
        opened = open_atlas(chromium, f"{atlas.as_uri()}#view=definitions", 1280, 900)
        opened.page.locator("#search").fill("tram")
        expect(opened.page.locator("#count")).not_to_have_text("")
        total = 1000 * (time.perf_counter() - begun)
        ready = opened.page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
        search = opened.page.evaluate(ROUND, "quay ferry")
        assert opened.messages == []
        opened.page.close()
        runs.append((ready, search, total))
        if ready < first and search < each:
            break
    ready, search, total = min(runs)
    print(
        f"\n{definitions} definitions: {size:.1f} MB, ready after {ready:.0f} ms, a search takes {search:.0f} ms, "
        f"opening and first search seen from outside {total:.0f} ms"
    )
    assert size < megabytes
    assert ready < first
    assert search < each
