"""Checking a specification against the Vega-Lite schema that Altair ships."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt
from jsonschema import Draft7Validator


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
