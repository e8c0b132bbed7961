"""The initiatives that people listed in initiatives.csv, and the ways in which a text may write their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from defatlas.initiatives.kinds import Kinds
from defatlas.initiatives.places import Gazetteer
from defatlas.initiatives.spelling import fold, words_of


@dataclass(frozen=True)
class Listed:
    """A listed initiative.

    Attributes:
        initiative_id, name, kind: as listed; the kind is what people say, not what a text says.
        whole: expression of the name as listed, on text folded by `fold`.
        short: expression of the name without its place.
        needs_place: whether the short name is made of general words only, so that its place must stand near it.
        places: names of its place and country, and their adjectives.
    """

    initiative_id: str
    name: str
    kind: str
    whole: re.Pattern[str]
    short: re.Pattern[str]
    needs_place: bool
    places: frozenset[str]


def read_listed(table: pd.DataFrame, kinds: Kinds, gazetteer: Gazetteer) -> list[Listed]:
    """Return the initiatives of a table (columns as `defatlas.schemas.INITIATIVES`), in its order."""
    found = []
    for row in table.itertuples():
        places = frozenset(
            p for p in [*(part.strip() for part in row.place.split(",")), *gazetteer.names_of(row.country)] if p
        )
        short = _without_place(row.name, places)
        generic = all(word in kinds.generic for word in words_of(re.sub(r"\([^)]*\)", "", short)))
        trailing = "|".join(re.escape(word) for word in kinds.trailing)
        found.append(
            Listed(
                row.initiative_id,
                row.name,
                row.kind,
                _expression(row.name, trailing),
                _expression(short, trailing),
                generic and short != row.name,
                places,
            )
        )
    return found


def _without_place(name: str, places: Sequence[str] | frozenset[str]) -> str:
    """Return a name without the place at its end, unless nothing else is left."""
    for place in sorted(places, key=lambda p: (-len(p), p)):
        if name.endswith(f" {place}"):
            return name[: -len(place)].rstrip(" ,–-")
    return name


def _expression(name: str, trailing: str) -> re.Pattern[str]:
    """Return an expression of a name: its brackets optional, "and" for "&", a noun that belongs to it behind."""
    pieces = re.split(r"(\([^)]*\))", fold(name))
    written = []
    for piece in pieces:
        if piece.startswith("("):
            written.append(rf"(?:\s*{re.escape(piece)})?")
        elif piece.strip():
            words = [r"(?:&|and)" if w in {"&", "and"} else re.escape(w) for w in piece.split()]
            written.append((r"\s+" if written else "") + r"\s+".join(words))
    return re.compile(rf"(?<![\w@-]){''.join(written)}(?![\w-])(?:\s+(?i:{trailing})\b)?")
