"""Places named in a text, with their country and the level that they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LEVEL_OF = {
    "names": "national",
    "demonyms": "national",
    "regional": "regional",
    "regions": "regional",
    "cities": "local",
}


class GazetteerError(ValueError):
    """The file of places cannot be used; the message names the place and the remedy."""


@dataclass(frozen=True)
class Place:
    """A place in a text: its words, characters `start` to `end`, level, and country (ISO 3166; empty for an area).

    Attributes:
        qualifies: whether it is an adjective (Czech, European), not a name.
    """

    words: str
    start: int
    end: int
    level: str
    country: str
    qualifies: bool


class Gazetteer:
    """Finds places, the longest name first, with their capitals."""

    def __init__(self, nlp: Language, path: Path) -> None:
        """Read a file as `corpus/lexicons/places.yaml`; a name that stands twice is taken as it stands first.

        Raises:
            GazetteerError: when the file breaks the format.
        """
        self._known: dict[str, tuple[str, str, bool]] = {}
        for name, level, country, qualifies in _entries(path):
            self._known.setdefault(name, (level, country, qualifies))
        self._matcher = PhraseMatcher(nlp.vocab, attr="ORTH")
        self._matcher.add("place", [nlp.make_doc(name) for name in self._known])

    def __call__(self, doc: Doc) -> list[Place]:
        """Return the places of a tokenised text, in order."""
        spans = filter_spans(self._matcher(doc, as_spans=True))
        return [Place(s.text, s.start_char, s.end_char, *self._known[s.text]) for s in spans if s.text in self._known]

    def names_of(self, country: str) -> list[str]:
        """Return the names of a country and its demonyms; none for an empty code."""
        return [name for name, (level, code, _) in self._known.items() if code == country and level == "national"]

    def get(self, name: str) -> tuple[str, str, bool] | None:
        """Return level, country and whether it is an adjective, of a place by its name; None when it is unknown."""
        return self._known.get(name)

    def __contains__(self, name: object) -> bool:
        """Tell whether a name is known."""
        return name in self._known


def _entries(path: Path) -> list[tuple[str, str, str, bool]]:
    """Return name, level, country and whether it is an adjective, of every name in the file."""
    try:
        values = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader
        countries, areas = values["countries"], values["areas"]
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise GazetteerError(f"{path.name}: needs `countries` and `areas`, as YAML in UTF-8") from error
    found = []
    for code, entry in countries.items():
        unknown = sorted(set(entry) - set(_LEVEL_OF))
        if unknown or len(str(code)) != 2:
            raise GazetteerError(f"{path.name}: {code}: {unknown or 'no code'}; a country has {', '.join(_LEVEL_OF)}")
        for part, level in _LEVEL_OF.items():
            found += [(name, level, code, part in {"demonyms", "regional"}) for name in entry.get(part, [])]
    for level, names in areas.items():
        found += [(name, level, "", True) for name in names]
    return found
