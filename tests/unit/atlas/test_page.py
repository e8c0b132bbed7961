"""The page: everything from outside is text in it, and it runs nothing but its own script."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from defatlas.atlas.page import build_page, definition_entries, description_of, image_address, safe_json, table_of
from defatlas.schemas import CODES, DEFINITIONS, PASSAGES, frame_of
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from study_tables import TEXTS, TRAITS, code, definition, study

HOSTILE = """</script><script>alert("1")</script><img src=x onerror='alert(2)'>&lt;!--{{ 7 * 7 }}{% raw %}"""


def values(text: str = "plain", data: Any = None) -> dict[str, Any]:
    """Everything that the template names, with one text everywhere."""
    return {
        "title": text,
        "summary": text,
        "wording": text,
        "tiles": [{"number": text, "label": text}],
        "findings": [text],
        "filters": [{"id": "concept", "label": text, "options": [text]}],
        "figures": [{"address": "data:,", "alternative": text, "rests": text}],
        "tables": [{"title": text, "headings": [text], "rows": [[text]]}],
        "rejected": [{"path": text, "reason": text}],
        "version": text,
        "data": safe_json(data if data is not None else [{"definiens": text}]),
    }


def policy_of(page: html.HtmlElement) -> dict[str, str]:
    """The directives of the page's Content-Security-Policy."""
    content = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    return {part.split(" ", 1)[0]: part.split(" ", 1)[1] for part in content.split("; ")}


def digest(text: str) -> str:
    """The source expression of an inline element, as the standard says."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_hostile_text_is_text_wherever_it_stands() -> None:
    page = html.document_fromstring(build_page(values(HOSTILE)))
    plain = html.document_fromstring(build_page(values()))
    assert [element.tag for element in page.iter()] == [element.tag for element in plain.iter()]
    assert page.findtext(".//title") == page.findtext(".//h1") == HOSTILE
    for path in ("//th", "//td", "//option[2]", "//li/code", "//section[@id='finding']/p"):
        assert HOSTILE in page.xpath(path)[0].text_content()
    assert page.xpath("//img/@alt") == [HOSTILE]
    assert json.loads(page.get_element_by_id("data").text) == [{"definiens": HOSTILE}]


def test_the_policy_allows_the_pages_own_script_and_style_only() -> None:
    page = html.document_fromstring(build_page(values(HOSTILE)))
    policy = policy_of(page)
    (style,) = page.xpath("//style")
    _, script = page.xpath("//script")
    assert policy == {
        "default-src": "'none'",
        "script-src": digest(script.text),
        "style-src": digest(style.text),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert len(script.text) > 1000
    assert len(style.text) > 1000


def test_no_element_has_a_style_attribute_a_handler_or_an_outside_address() -> None:
    page = html.document_fromstring(build_page(values(HOSTILE)))
    attributes = [(element.tag, name, value) for element in page.iter() for name, value in element.items()]
    assert not [each for each in attributes if each[1] == "style" or each[1].startswith("on")]
    addresses = [value for _, name, value in attributes if name in {"src", "href", "action", "srcset", "poster"}]
    assert len(addresses) > 5
    assert all(value.startswith(("#", "data:")) for value in addresses)


def test_a_value_that_the_template_lacks_is_an_error() -> None:
    incomplete = values()
    del incomplete["wording"]
    with pytest.raises(Exception, match="'wording' is undefined"):
        build_page(incomplete)


def test_nothing_rejected_is_said() -> None:
    assert "None: every file of the corpus was read." in build_page(values() | {"rejected": []})


@settings(deadline=None, max_examples=100)
@given(
    st.recursive(
        st.text() | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_any_data_stays_inside_its_element(data: Any) -> None:
    text = str(safe_json(data))
    assert json.loads(text) == data
    assert not re.search("[<>&\u2028\u2029]", text)


def test_json_cannot_end_or_open_an_element() -> None:
    text = safe_json(["</script>", "<!--<script>", "]]>", "&lt;", "\u2028\u2029"])
    assert text == (
        '["\\u003c/script\\u003e","\\u003c!--\\u003cscript\\u003e","]]\\u003e","\\u0026lt;","\\u2028\\u2029"]'
    )


def entries() -> list[dict[str, Any]]:
    """The entries of the study."""
    made = study()
    names = ("definitions", "documents", "passages", "codes", "clusters")
    return definition_entries(*(made[name] for name in names), [TRAITS])


def test_an_entry_says_what_the_tables_say() -> None:
    first, second, third = entries()
    assert (first["id"], first["source"], first["year"], first["type"]) == ("d1", "Alpha (2010)", 2010, "academic")
    assert first["context"] == TEXTS["alpha2010"]
    assert first["context"][slice(*first["span"])] == first["definiens"] == "a city full of sensors"
    assert first["evidence"] == [
        {"framework": "traits", "dimension": "Devices & networks", "start": 31, "end": 38, "words": "sensors"}
    ]
    assert (first["group"], third["group"], first["lead"]) == ("1: mixed", "1: mixed", "")
    assert [item["dimension"] for item in third["evidence"]] == ["Devices & networks", "Residents"]
    assert second["checked"] is True


def test_the_item_of_a_list_comes_with_its_lead_in_and_its_whole_passage() -> None:
    second = entries()[1]
    assert second["lead"] == "Some say: A smart city is"
    assert second["context"] == "a place that hears its residents. Nothing else."
    assert second["context"][slice(*second["span"])] == "a place that hears its residents"
    (item,) = second["evidence"]
    assert second["context"][item["start"] : item["end"]] == item["words"] == "residents"


def test_offsets_count_as_the_pages_script_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    made = study()
    text = "Old.\n\n🏙🏙 A smart city is 🏙 full of sensors."
    monkeypatch.setitem(TEXTS, "alpha2010", text)
    rows = [definition("d1", "alpha2010", "A smart city is 🏙 full of sensors.", "🏙 full of sensors")]
    passages = [
        {"document_id": "alpha2010", "passage_id": f"alpha2010:{start}", "page": "", "section": "", "kind": "paragraph"}
        | {"text": text[start:end], "start": start, "end": end}
        for start, end in ((0, 4), (6, len(text)))
    ]
    codes = frame_of([code("d1", "devices", "alpha2010", "sensors")], CODES)
    tables = (frame_of(rows, DEFINITIONS), made["documents"], frame_of(passages, PASSAGES), codes, made["clusters"])
    (entry,) = definition_entries(*tables, [TRAITS])
    units = entry["context"].encode("utf-16-le")  # what JavaScript's slice works on

    def sliced(start: int, end: int) -> str:
        return units[2 * start : 2 * end].decode("utf-16-le")

    assert sliced(*entry["span"]) == "🏙 full of sensors"
    assert sliced(entry["evidence"][0]["start"], entry["evidence"][0]["end"]) == "sensors"


def test_entries_are_ordered_by_year_with_the_undated_last() -> None:
    made = study()
    documents = made["documents"]
    documents.loc[0, "year"] = None
    names = ("passages", "codes", "clusters")
    found = definition_entries(made["definitions"].iloc[::-1], documents, *(made[name] for name in names), [TRAITS])
    assert [(entry["id"], entry["year"]) for entry in found] == [("d2", 2012), ("d3", 2015), ("d1", None)]


def test_a_definition_without_codes_or_group_is_shown_too() -> None:
    made = study()
    names = ("definitions", "documents", "passages", "codes", "clusters")
    tables = [made[name].iloc[:0] if name in {"codes", "clusters"} else made[name] for name in names]
    assert [(entry["evidence"], entry["group"]) for entry in definition_entries(*tables, [TRAITS])] == [([], "")] * 3


@pytest.mark.parametrize(
    ("svg", "alternative"),
    [
        (
            '<svg width="1" role="img" aria-label="A &amp; B &quot;c&quot;" height="2"><g aria-label="axis"/></svg>',
            'A & B "c"',
        ),
        ('<?xml version="1.0"?>\n<svg aria-label-of="x" aria-label="Bars."><g/></svg>', "Bars."),
        ('<svg width="1"><g aria-label="X-axis"/></svg>', "figure"),
    ],
)
def test_the_alternative_text_is_that_of_the_whole_drawing(tmp_path: Path, svg: str, alternative: str) -> None:
    path = tmp_path / "figure.svg"
    path.write_text(svg, encoding="utf-8")
    assert description_of(path) == alternative
    assert base64.b64decode(image_address(path).removeprefix("data:image/svg+xml;base64,")).decode() == svg


def test_a_table_is_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "groups.csv"
    path.write_bytes('Group,Share,Year\n1,"67 % (2/3), all",NA\n,–,007\n'.encode())
    assert table_of(path) == {
        "name": "groups",
        "headings": ["Group", "Share", "Year"],
        "rows": [["1", "67 % (2/3), all", "NA"], ["", "–", "007"]],
    }
