"""The tables and figures of a study as the page takes them: whatever rules publish, grouped by topic."""

from __future__ import annotations

import base64
import html
import re
from pathlib import Path
from typing import Any

import pandas as pd

from defatlas.figures.widths import SINGLE, stem_of

ROWS_SHOWN = 2000
# In the order of the page; a file belongs to the first topic of which a word stands in its name.
TOPICS = {
    "The paper's claims": ("claim", "muller", "paper"),
    "Smart cities and clusters": ("link", "bridg", "factor", "initiative", "enabler", "obstacle"),
    "Heterogeneity": ("heterogen", "rarefaction", "specification", "agreement", "null", "reference"),
    "Groups": ("group", "cluster", "consensus", "dendrogram", "map"),
    "Lineage": ("lineage", "famil", "inherit", "ancest", "quot"),
    "Dimensions": ("dimension", "heat", "co_occur", "cooccur", "code", "framework", "working", "framing"),
    "Terms and time": ("timeline", "term", "concept", "change", "year", "period", "use", "undefined", "documents"),
}
OTHER = "Further results"
# The tables that hold what a figure shows, where they are not of its name
ROWS_OF = {
    "consensus_matrix": ["groups", "specifications"],
    "consensus_tree": ["groups"],
    "differences": ["changes"],
    "dimensions": ["dimensions", "definition_codes"],
    "eight_factors": ["dimensions"],
    "heat_map": ["definition_codes", "groups"],
    "lineage": ["inheritance", "families"],
    "map": ["definition_codes", "groups"],
    "specification_curve": ["specifications"],
    "timeline": ["definitions_by_concept", "emergence"],
}

_TITLES = {
    "co_occurrence": "Co-occurrence of dimensions",
    "enablers_obstacles": "Enablers and obstacles",
    "group_terms": "Words of the groups",
}

_SVG_START = r"[^<]*(?:<\?[^>]*>\s*)?<svg\b[^>]*?"
_TITLE = re.compile(r"role-title-text\"[^>]*>\s*<text[^>]*>(.*?)</text>", re.DOTALL)


def topic_of(name: str) -> str:
    """Return the topic of a table or figure by its name."""
    return next((topic for topic, words in TOPICS.items() if any(word in name for word in words)), OTHER)


def by_topic(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Order tables or figures by topic, then as they came."""
    order = [*TOPICS, OTHER]
    return sorted(items, key=lambda item: order.index(item["topic"]))


def title_from(name: str) -> str:
    """Return a heading for a file's name."""
    return _TITLES.get(name) or name.replace("_", " ").strip().capitalize()


def table_of(path: Path) -> dict[str, Any]:
    """Read a CSV table as text: headings, rows (the first ROWS_SHOWN) and how many there are.

    The caption is the first line of the Markdown file beside it, where there is one.
    """
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    return {
        "name": path.stem,
        "title": title_from(path.stem),
        "topic": topic_of(path.stem),
        "caption": _caption(path.with_suffix(".md")),
        "headings": list(frame.columns),
        "rows": frame.head(ROWS_SHOWN).to_numpy().tolist(),
        "total": len(frame),
    }


def _caption(markdown: Path) -> str:
    if not markdown.is_file():
        return ""
    line = markdown.read_text(encoding="utf-8").split("\n", 1)[0]
    return re.sub(r"\\([\\`*_\[\]<|~$&])", r"\1", line).strip()


def figure_of(path: Path, captions: Path) -> dict[str, Any]:
    """Return what the page needs of an SVG figure.

    Args:
        path: of the figure; the one for a narrow window lies beside it, where there is one.
        captions: folder of the captions, one `NAME.rst` of plain text each.
    """
    svg = path.read_text(encoding="utf-8")
    title = _TITLE.search(svg)
    narrow, caption = path.with_name(stem_of(path.stem, SINGLE) + path.suffix), captions / f"{path.stem}.rst"
    return {
        "name": path.stem,
        "title": html.unescape(re.sub(r"<[^>]*>", " ", title[1])).strip() if title else title_from(path.stem),
        "topic": topic_of(path.stem),
        "address": image_address(path),
        "narrow": image_address(narrow) if narrow.is_file() else "",
        "caption": " ".join(caption.read_text(encoding="utf-8").split()) if caption.is_file() else "",
        "alternative": description_of(path),
    }


def image_address(path: Path) -> str:
    """Return an SVG file as a data address."""
    return "data:image/svg+xml;base64," + base64.b64encode(path.read_bytes()).decode()


def description_of(path: Path) -> str:
    """Return the alternative text of a figure, the label of its SVG as a whole; its name when it has none."""
    label = re.match(_SVG_START + r' aria-label="([^"]*)"', path.read_text(encoding="utf-8"))
    return html.unescape(label[1]) if label else path.stem
