"""The initiatives of one document: which names are one, what points to which, and what kind each is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from defatlas.documents.blocks import Passage
from defatlas.initiatives.discourse import Initiative
from defatlas.initiatives.kinds import Kinds
from defatlas.initiatives.listed import Listed
from defatlas.initiatives.names import SMART_CITY, NameMention
from defatlas.initiatives.spelling import fold

Named = tuple[NameMention, str]


class Resolver:
    """Makes initiatives of the names in a document."""

    def __init__(self, kinds: Kinds, listed: Mapping[str, Listed]) -> None:
        """Prepare for the lexicon of kinds and the listed initiatives by id."""
        self._kinds = kinds
        self._listed = listed

    def __call__(
        self, found: Sequence[tuple[Passage, list[NameMention]]]
    ) -> tuple[dict[str, Initiative], list[list[Named]], dict[str, str]]:
        """Return the initiatives by id, the resolved names of each passage, and abbreviations with what they stand for.

        Args:
            found: passages with the names found in each, in reading order.
        """
        initiatives: dict[str, Initiative] = {}
        places: dict[str, set[str]] = {}
        said: dict[str, Counter[str]] = {}
        short: dict[str, str] = {}
        for _, mentions in found:
            for mention in mentions:
                if mention.described:
                    continue
                one = self._initiative(mention)
                initiatives.setdefault(one.initiative_id, one)
                listed = self._listed.get(mention.listed)
                known = places.setdefault(one.initiative_id, set(listed.places) if listed else set())
                known.update(place.words for place in mention.places)
                said.setdefault(one.initiative_id, Counter())[mention.kind] += 1
                if mention.abbreviation:
                    short.setdefault(mention.abbreviation, one.initiative_id)
        for identifier, counts in said.items():
            counts.pop("", None)
            initiatives[identifier].kind = max(counts, key=lambda kind: (counts[kind], kind), default="")
        resolved = [self._resolved(passage, mentions, initiatives, places) for passage, mentions in found]
        return initiatives, resolved, short

    def _initiative(self, mention: NameMention) -> Initiative:
        """Return a new initiative for a name."""
        listed = self._listed.get(mention.listed)
        if listed is not None:
            return Initiative(listed.initiative_id, listed.name, True, listed.kind)
        return Initiative(re.sub(r"[^\w@]+", "-", mention.key).strip("-"), mention.name, False)

    def _resolved(
        self,
        passage: Passage,
        mentions: list[NameMention],
        initiatives: dict[str, Initiative],
        places: dict[str, set[str]],
    ) -> list[Named]:
        """Return the names of a passage with the ids of their initiatives; "the lab in Ghent" by kind and place."""
        named: list[Named] = []
        for mention in mentions:
            if not mention.described:
                named.append((mention, self._initiative(mention).initiative_id))
                continue
            where = {place.words for place in mention.places}
            fitting = [
                identifier
                for identifier, one in initiatives.items()
                if where & places.get(identifier, set()) and _may_be(one, mention.kind)
            ]
            if len(fitting) == 1:
                named.append((mention, fitting[0]))
            elif not fitting and mention.name[:1].isupper() and " " in mention.name:
                one = self._initiative(_whole(passage, mention))
                one.kind = mention.kind
                initiatives.setdefault(one.initiative_id, one)
                places.setdefault(one.initiative_id, set()).update(where)
                named.append((mention, one.initiative_id))
        return named


def _may_be(one: Initiative, kind: str) -> bool:
    """Tell whether an initiative may be of a kind: it is, or nothing better than "smart city" is known of it."""
    known = {k for k in (one.kind, one.listed_kind) if k}
    return not known or kind in known or (one.kind == SMART_CITY and not one.listed_kind)


def _whole(passage: Passage, mention: NameMention) -> NameMention:
    """Return a name of general words with its place as part of it: "Smart City Cluster in Estonia"."""
    name = passage.text[mention.start : mention.end]
    return NameMention(
        mention.start, mention.end, name, "", mention.kind, mention.places, mention.abbreviation, mention.described
    )


def abbreviated(passage: Passage, named: Sequence[Named], short: Mapping[str, str]) -> list[Named]:
    """Return the names of a passage with the abbreviations in it that the document has given."""
    found = list(named)
    for abbreviation, identifier in short.items():
        for match in re.finditer(rf"(?<![\w-]){re.escape(abbreviation)}(?![\w-])", passage.text):
            if not any(m.start < match.end() and match.start() < m.end for m, _ in found):
                found.append((NameMention(match.start(), match.end(), abbreviation, "", "", (), ""), identifier))
    return sorted(found, key=lambda pair: pair[0].start)


class KindReader:
    """Reads what kind an initiative is from how a document speaks of it."""

    def __init__(self, kinds: Kinds) -> None:
        """Compile the nouns of the lexicon."""
        one = {**dict(kinds.lower.items()), "ll": "living lab", "lab": "living lab"}
        many = {noun: kind for noun, kind in kinds.set_nouns.items() if kind}
        self._kind_of = {**many, **one}

        def nouns(words: Mapping[str, str]) -> str:
            return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))

        self._many_before = re.compile(
            rf"\b({nouns(many)})\b(?:[^.;:]{{0,60}}?\b(?:are|is|include|includes|being|namely|such as|"
            rf"called)|[^.;]{{0,120}}:)"
            r"[^.;]{0,90}$",
            re.IGNORECASE,
        )
        self._is_a = re.compile(
            rf"^[^.;:]{{0,25}}?\b(?:is|was|are|represents?|as|forms?|an example of|,) (?:an? |(?<!, )the |"
            rf"one of the )(?:[\w-]+ ){{0,4}}?"
            rf"({nouns(one | many)})\b",
            re.IGNORECASE,
        )
        self._example_of = re.compile(rf"\bexamples? of (?:an? |the )?(?:[\w-]+ )?({nouns(one | many)})\b[^.;]*$", re.I)
        self._the_one = re.compile(
            rf"\b(?:the|this|whose) ({nouns(one)})\b(?! (?:of|policy|concept|level|scale)\b)", re.I
        )

    def near_name(self, text: str, start: int, end: int) -> tuple[str, int, int] | None:
        """Return the kind that the words around a name in a sentence say, and where they stand."""
        for expression in (self._example_of, self._many_before):
            match = expression.search(text[:start])
            if match:
                return self._kind_of[match[1].lower()], match.start(1), match.end(1)
        match = self._is_a.search(text[end:])
        return (self._kind_of[match[1].lower()], end + match.start(1), end + match.end(1)) if match else None

    def of_list(self, lead_in: str) -> tuple[str, int, int] | None:
        """Return the kind that the lead-in of a list says of its items, and where."""
        if not lead_in.rstrip().endswith(":"):
            return None
        found = [
            (self._kind_of[noun], match.start(), match.end())
            for noun in self._kind_of
            for match in re.finditer(rf"\b{re.escape(noun)}\b", fold(lead_in).lower())
            if noun not in {"lab"} and noun.endswith("s")
        ]
        return min(found, key=lambda item: (item[1], -item[2]), default=None)

    def pointing_back(self, text: str) -> tuple[str, int, int] | None:
        """Return the kind that a sentence gives to what it points back to ("the cluster"), and where."""
        match = self._the_one.search(text)
        return (self._kind_of[match[1].lower()], match.start(1), match.end(1)) if match else None
