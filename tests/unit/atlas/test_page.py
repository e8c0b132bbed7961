"""The page: everything from outside is text in it, and it runs nothing but its own script."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any

import pytest
from defatlas.atlas.page import build_page, safe_json
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

HOSTILE = """</script><script>alert("1")</script><img src=x onerror='alert(2)'>&lt;!--{{ 7 * 7 }}{% raw %}"""


def values(text: str = "plain", data: Any = None) -> dict[str, Any]:
    """Everything that the template names, with one text everywhere."""
    row = {"label": text, "chance": text, "x": 1, "interval": [0, 2], "null": [0, 2]}
    figure = {"name": "f", "title": text, "topic": text, "rank": 0, "address": "data:,", "alternative": text}
    figure |= {"narrow": "data:,", "caption": text}
    group = {"href": "#g", "colour": 1, "name": text, "said": text, "exemplar": text, "exemplar_href": "#e"}
    claim = {"verdict": text, "mark": text, "claim": text, "value": text, "href": "#c"}
    return {
        "title": text,
        "views": [("overview", text)],
        "studied": text,
        "wording": text,
        "tiles": [{"number": text, "label": text, "href": "#view=sources"}],
        "strip": {"rows": [row], "ticks": [{"x": 1, "label": text}]},
        "findings": [text],
        "grouping": text,
        "groups": [group],
        "claims": {
            "total": 1,
            "counts": {"supported": 1, "contradicted": 0, "not testable": 0},
            "rows": [claim],
        },
        "figures": [figure | {"rests": text, "links": [{"href": "#t", "label": text}]}],
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
    for path in (
        "//h3[not(@id)]",
        "//h4",
        "//figcaption",
        "//li/code",
        "//section[@id='overview']/p",
        "//svg[1]/@aria-label",
    ):
        found = page.xpath(path)[0]
        assert HOSTILE in (found if isinstance(found, str) else found.text_content())
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


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_numbers_that_json_does_not_know_are_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        safe_json([number])


def test_json_cannot_end_or_open_an_element() -> None:
    text = safe_json(["</script>", "<!--<script>", "]]>", "&lt;", "\u2028\u2029"])
    assert text == (
        '["\\u003c/script\\u003e","\\u003c!--\\u003cscript\\u003e","]]\\u003e","\\u0026lt;","\\u2028\\u2029"]'
    )
