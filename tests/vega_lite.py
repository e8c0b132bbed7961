"""Checking a specification against the Vega-Lite schema that Altair ships."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import altair as alt
from jsonschema import Draft7Validator
from lxml import etree


@lru_cache(maxsize=1)
def _validator() -> Draft7Validator:
    return Draft7Validator(alt.load_schema())


def is_valid(specification: dict[str, Any]) -> bool:
    """Tell whether a specification is Vega-Lite, with a title and an alternative text of its own."""
    _validator().validate(specification)
    return bool(specification["title"]["text"] and specification["description"].endswith("."))


def rows_of(specification: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows that a specification shows."""
    (rows,) = specification["datasets"].values()
    return list(rows)


def titles_of(specification: dict[str, Any]) -> tuple[str, str]:
    """Title and subtitle."""
    return specification["title"]["text"], specification["title"]["subtitle"]


@dataclass(frozen=True)
class Printed:
    """What a drawing holds: its width in points, its words, and their sizes in points."""

    width: int
    texts: list[str]
    sizes: set[float]


def printed(path: Path) -> Printed:
    """Read an SVG file; lines of one text are joined by spaces."""
    root = etree.parse(path).getroot()
    texts = [node for node in root.iter("{*}text") if "".join(node.itertext()).strip()]
    return Printed(
        int(root.get("width").removesuffix("pt")),
        [" ".join(part for part in node.itertext() if part.strip()) for node in texts],
        {float(re.sub("p[xt]$", "", node.get("font-size"))) for node in texts},
    )


def is_legible(path: Path, width: int) -> bool:
    """Tell whether a drawing has its width, letters of at least 6 points, and no word that is cut."""
    found = printed(path)
    cut = [text for text in found.texts if text.endswith("…")]
    assert not cut, cut
    return found.width == width and min(found.sizes) >= 6
