"""Texts of ours about invented initiatives, as passages, and what was mined from them."""

from __future__ import annotations

from typing import Any

from defatlas.documents.blocks import Passage
from defatlas.initiatives.evidence import strongest
from defatlas.initiatives.mining import Mined

LISTED: list[dict[str, Any]] = [
    {"initiative_id": "tide-ring", "name": "Tide Ring Porto", "place": "Porto", "country": "PT"},
    {"initiative_id": "smart-city-ring", "name": "Smart City Lab Latvia", "place": "Latvia", "country": "LV"},
    {"initiative_id": "loom", "name": "Looms for Towns & Villages", "place": "Prato", "country": "IT"},
]


def passages_of(text: str) -> list[Passage]:
    """Make passages of lines: `# ` opens a heading, `- ` an item of a list, any other line is a paragraph."""
    passages, start, section = [], 0, ""
    for line in filter(None, map(str.strip, text.splitlines())):
        kind = "heading" if line.startswith("# ") else "list_item" if line.startswith("- ") else "paragraph"
        words = line.removeprefix("# ").removeprefix("- ")
        section = words if kind == "heading" else section
        passages.append(Passage(kind, words, "1", section, start, start + len(words)))
        start += len(words) + 1
    return passages


def values_of(mined: Mined) -> dict[str, dict[str, str]]:
    """The value of each attribute of each initiative, by its id."""
    attributes = ("level", "country", "origin", "helix")
    return {
        one.initiative_id: {"kind": one.kind}
        | {
            name: strongest(e for e in mined.evidence if (e.initiative_id, e.attribute) == (one.initiative_id, name))[0]
            for name in attributes
        }
        for one in mined.initiatives
    }
