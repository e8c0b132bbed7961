"""The lexicon of relations: which words tie two sides, and which side they take to act on the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from defatlas.coding.inflection import inflections

PARTS = ("verbs", "aimed", "nouns", "roles", "adjectives")
_PREPOSITIONS = frozenset("to for on upon from in into at of with towards".split())
_WORDS = {"type": "array", "uniqueItems": False, "items": {"type": "string", "minLength": 2}}
_PATTERNS = {"type": "array", "items": {"type": "array", "minItems": 1, "items": {"type": "object"}}}
_SENTENCES = {"type": "array", "minItems": 1, "items": {"type": "string"}}
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["relations"],
    "properties": {
        "sides": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": False,
                "properties": {"also": _PATTERNS, "not_meant": _PATTERNS},
            },
        },
        "relations": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["id", "label", "kind", "polarity", "accept", "reject"],
                "properties": {
                    "id": {"type": "string", "pattern": "^[a-z][a-z_]*$"},
                    "label": {"type": "string", "minLength": 1},
                    "kind": {"enum": ["acts", "draws", "ties"]},
                    "polarity": {"enum": ["positive", "negative", "neutral"]},
                    "accept": {"type": "object", "minProperties": 1, "additionalProperties": _SENTENCES},
                    "reject": _SENTENCES,
                    **dict.fromkeys(PARTS, _WORDS),
                },
            },
        },
    },
}


class LexiconError(ValueError):
    """A lexicon file cannot be used; the message names the file, the place and the remedy."""


@dataclass(frozen=True)
class Relation:
    """A kind of tie.

    Attributes:
        id, label: its name in tables and for people.
        kind: "acts" (who does it acts on the other), "draws" (who does it gains from the other) or "ties".
        polarity: "positive", "negative" or "neutral".
        accept: sentences by the direction that must be found in them.
        reject: sentences in which the relation must not be found.
    """

    id: str
    label: str
    kind: str
    polarity: str
    accept: Mapping[str, Sequence[str]] = field(default_factory=dict, compare=False)
    reject: Sequence[str] = field(default=(), compare=False)


@dataclass(frozen=True)
class Cue:
    """One word of a relation.

    Attributes:
        relation: what it says.
        part: one of PARTS.
        others: words that must stand below it as well ("part" of "take part in").
        preposition: by which it takes the other side; empty when by none in particular.
    """

    relation: Relation
    part: str
    others: tuple[str, ...]
    preposition: str


@dataclass(frozen=True)
class Lexicon:
    """Relations, their cues by every form of their first word, and the patterns of the sides."""

    relations: tuple[Relation, ...]
    cues: Mapping[str, tuple[Cue, ...]]
    also: Mapping[str, list[list[dict[str, Any]]]]
    not_meant: Mapping[str, list[list[dict[str, Any]]]]


def split_entry(entry: str, part: str = "verbs") -> tuple[str, tuple[str, ...], str]:
    """Split an entry into head, further words and preposition: "take part in" → take, (part,), in.

    The head of a noun of several words is the last one: "breeding ground" → ground, (breeding,), none.
    """
    words = entry.lower().replace(" - ", "-").split()
    preposition = words[-1] if len(words) > 1 and words[-1] in _PREPOSITIONS else ""
    words = words[: len(words) - bool(preposition)]
    if part in {"nouns", "roles"}:
        words = [words[-1], *words[:-1]]
    return words[0], tuple(words[1:]), preposition


def read_lexicon(path: Path, more: Mapping[str, Mapping[str, Sequence[str]]] | None = None) -> Lexicon:
    """Read a lexicon file.

    Args:
        path: YAML file, as `corpus/lexicons/relations.yaml`.
        more: further words by relation and part, from the configuration.

    Raises:
        LexiconError: when the file breaks the format, or `more` names an unknown relation.
    """
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path.name}: not valid YAML in UTF-8; check the indentation and quotes") from error
    errors = sorted(Draft202012Validator(SCHEMA).iter_errors(values), key=lambda e: [str(p) for p in e.absolute_path])
    if errors:
        place = ".".join(str(part) for part in errors[0].absolute_path) or "the file"
        raise LexiconError(f"{path.name}: {place}: {errors[0].message}")
    known = [entry["id"] for entry in values["relations"]]
    unknown = sorted(set(more or {}) - set(known))
    if unknown:
        raise LexiconError(f'config: links.words: unknown relation "{unknown[0]}"; {path.name} has {", ".join(known)}')
    relations, cues = [], dict[str, list[Cue]]()
    for entry in values["relations"]:
        relation = Relation(*(entry[key] for key in ("id", "label", "kind", "polarity", "accept", "reject")))
        relations.append(relation)
        for part in PARTS:
            for word in [*entry.get(part, []), *(more or {}).get(relation.id, {}).get(part, [])]:
                first, others, preposition = split_entry(word, part)
                cue = Cue(relation, part, others, preposition)
                for form in {first} | inflections(first):
                    if cue not in cues.setdefault(form, []):
                        cues[form].append(cue)
    sides = values.get("sides", {})
    return Lexicon(
        tuple(relations),
        {form: tuple(found) for form, found in cues.items()},
        {side: patterns.get("also", []) for side, patterns in sides.items()},
        {side: patterns.get("not_meant", []) for side, patterns in sides.items()},
    )
