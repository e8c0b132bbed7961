"""Concepts under study and the terms by which texts mention them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# No letter, digit or hyphen beside a mention; an underscore may be the emphasis of Markdown.
_APART, _APART_BEHIND = r"(?<![^\W_]|-)", r"(?![^\W_]|-)"


@dataclass(frozen=True)
class Concept:
    """A concept name, the concept it is counted with, and the lower-case forms that mention it.

    Attributes:
        name: the name under which definitions are listed, e.g. "digital city".
        family: the concept of the configuration it belongs to, e.g. "smart city"; often the name itself.
        forms: every surface form, lower case, singular and plural, with space or hyphen.
    """

    name: str
    family: str
    forms: tuple[str, ...]


def plural(term: str) -> str:
    """Return the regular English plural of a term's last word ("smart city" → "smart cities")."""
    if re.search(r"[^aeiou]y$", term):
        return term[:-1] + "ies"
    if term.endswith(("s", "x", "z", "ch", "sh")):
        return term + "es"
    return term + "s"


def is_plural(form: str, concept: Concept) -> bool:
    """Tell whether a form of a concept is the plural of another one."""
    text = " ".join(form.lower().split())
    return any(plural(other) == text for other in concept.forms)


def surface_forms(terms: list[str]) -> tuple[str, ...]:
    """Return the forms of each term: singular, plural, and the first space written as a hyphen."""
    forms: set[str] = set()
    for term in terms:
        for form in (term.lower(), plural(term.lower())):
            forms.update({form, form.replace(" ", "-", 1), form.replace("-", " ")})
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def read_concepts(config: Mapping[str, Any]) -> list[Concept]:
    """Return every concept of the `concepts` section, neighbours included, in a stable order."""
    found = []
    for family, entry in config.items():
        found.append(Concept(family, family, surface_forms(entry["terms"])))
        for name, terms in (entry.get("neighbours") or {}).items():
            found.append(Concept(name, family, surface_forms(terms)))
    return sorted(found, key=lambda concept: concept.name)


def mention_expression(concepts: list[Concept]) -> re.Pattern[str]:
    """Return a case-insensitive expression that matches any mention; the longest form wins."""
    alternatives = _alternatives(concepts, "{first}{rest}")
    return re.compile(rf"{_APART}(?:{alternatives}){_APART_BEHIND}", re.IGNORECASE)


def bracketed_expression(concepts: list[Concept]) -> re.Pattern[str]:
    """Return an expression for mentions whose first letter a quotation changed: "[s]mart cities are …"."""
    alternatives = _alternatives(concepts, r"\[{first}\]{rest}")
    return re.compile(rf"{_APART}(?:{alternatives}){_APART_BEHIND}", re.IGNORECASE)


def _alternatives(concepts: list[Concept], template: str) -> str:
    """Return all forms, the longest first, each written as `template` says with its first letter and its rest."""
    forms = sorted({form for concept in concepts for form in concept.forms}, key=lambda form: (-len(form), form))
    written = []
    for form in forms:
        rest = re.escape(form[1:]).replace(r"\ ", r"\s+")
        written.append(template.format(first=re.escape(form[0]), rest=rest))
    return "|".join(written) or "(?!)"


def concept_of(term: str, concepts: list[Concept]) -> Concept | None:
    """Return the concept that a surface form mentions, or None."""
    form = " ".join(term.lower().split())
    return next((concept for concept in concepts if form in concept.forms), None)
