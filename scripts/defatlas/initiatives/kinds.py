"""Kinds of initiatives and the words of their names: the lexicon `corpus/lexicons/initiatives.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from defatlas.initiatives.spelling import fold

_WORDS = {"type": "array", "items": {"type": "string", "minLength": 1}}
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["kinds", "set_nouns", "generic", "topics", "technical", "utilities", "trailing"],
    "properties": {
        "kinds": {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {
                "type": "object",
                "additionalProperties": False,
                "required": ["strong", "heads", "lower", "set_nouns"],
                "properties": {"strong": {"type": "boolean"}, "heads": _WORDS, "lower": _WORDS, "set_nouns": _WORDS},
            },
        },
        **dict.fromkeys(("set_nouns", "generic", "topics", "technical", "utilities", "trailing"), _WORDS),
    },
}


class KindsError(ValueError):
    """The lexicon of kinds cannot be used; the message names the file and the place."""


@dataclass(frozen=True)
class Kinds:
    """What an initiative is, by the nouns of its name and by how sentences speak of it.

    Attributes:
        heads: words of a head, lower case, to its kind; in names.
        strong: kinds of which a name needs no place.
        lower: heads in lower case that may follow a place, to their kind.
        set_nouns: nouns that speak of many, to their kind; empty for any kind.
        generic, topics, technical, utilities, trailing: as in the file.
    """

    heads: Mapping[tuple[str, ...], str]
    strong: frozenset[str]
    lower: Mapping[str, str]
    set_nouns: Mapping[str, str]
    generic: frozenset[str]
    topics: frozenset[str]
    technical: frozenset[str]
    utilities: frozenset[str]
    trailing: tuple[str, ...]


def read_kinds(path: Path) -> Kinds:
    """Read a lexicon of kinds.

    Raises:
        KindsError: when the file breaks the format.
    """
    try:
        values: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise KindsError(f"{path.name}: not valid YAML in UTF-8; check the indentation and quotes") from error
    errors = sorted(Draft202012Validator(SCHEMA).iter_errors(values), key=lambda e: [str(p) for p in e.absolute_path])
    if errors:
        place = ".".join(str(part) for part in errors[0].absolute_path) or "the file"
        raise KindsError(f"{path.name}: {place}: {errors[0].message}")
    kinds = values["kinds"]
    set_nouns = {noun: kind for kind, entry in kinds.items() for noun in entry["set_nouns"]}
    return Kinds(
        {tuple(fold(head).lower().split()): kind for kind, entry in kinds.items() for head in entry["heads"]},
        frozenset(kind for kind, entry in kinds.items() if entry["strong"]),
        {noun: kind for kind, entry in kinds.items() for noun in entry["lower"]},
        {**dict.fromkeys(values["set_nouns"], ""), **set_nouns},
        _lower(values["generic"]),
        _lower(values["topics"]),
        _lower(values["technical"]),
        _lower(values["utilities"]),
        tuple(values["trailing"]),
    )


def _lower(words: list[str]) -> frozenset[str]:
    """Return words in lower case."""
    return frozenset(word.lower() for word in words)
