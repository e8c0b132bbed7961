"""Names of initiatives in a text: the listed ones in their variants, and others by how such names are built."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from defatlas.initiatives.kinds import Kinds
from defatlas.initiatives.listed import Listed
from defatlas.initiatives.places import Gazetteer, Place
from defatlas.initiatives.spelling import fold, words_of

_TOKEN = re.compile(r"[\w@]+(?:(?:[-'’.&/+@]|(?<=\w)&)\w+)*|&")
_CONNECTORS = frozenset("of for and & the de du des della di la le den und et".split())
_OPENERS = frozenset("of for".split())
_ABBREVIATION = re.compile(r"\s*\(([A-Z][\w&-]{1,9})\)")
_WHERE = re.compile(
    r"(?:\s*\([^()]{1,40}\))?,? (?:in|of|from|at) (?:the )?"
    r"(?:(?:city|town|region|province|state|area|metropolitan area|county) of )?(?:the )?"
)
_DESCRIBED = re.compile(r"\b(?:the|this|that)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
_SENTENCE_WORDS = frozenset(
    "the a an this that these those in on at of for from with by as and or but while when where if also "
    "however our its "
    "their since both then thus here there such like named called see moreover furthermore similarly through within "
    "under to according using towards between are is was were has have".split()
)
# what follows a name of which it is no part: "the Porter cluster model"
_NO_NAME_BEFORE = re.compile(
    r"\s+(?:model|theory|approach|concept|analys[ie]s|algorithm|method|policy|policies|framework|"
    r"literature|strategies|"
    r"structure|size|centre|center|head|formation|validity|computing|computer|node|nodes|sampling|membership)\b",
    re.IGNORECASE,
)
SMART_CITY = "smart city"
_WITHOUT_PLACE = frozenset({"cluster", "living lab"})  # kinds whose name may end in lower case: "the Brainport cluster"
_UNDERTAKINGS = frozenset("project programme program initiative strategy plan platform testbed".split())
_UNDERTAKING = re.compile(rf" (?:{'|'.join(sorted(_UNDERTAKINGS))})\b", re.IGNORECASE)
_WORD = re.compile(r" [a-z][\w-]+ ")
_SMART_PLACE = re.compile(r"(?<![\w-])(?:Smart(?: |(?=[A-Z]))|i(?=[A-Z]))([A-Z][\w'-]+(?: [A-Z][\w'-]+)*)")
_NEVER_BETWEEN = _SENTENCE_WORDS | _CONNECTORS | {"city", "urban", "data", "service", "new", "based"}
TITLE_SHARE = 0.7  # of the longer words in capitals: a heading or title, in which capitals name nothing


@dataclass(frozen=True)
class NameMention:
    """A name of an initiative in a text: characters `start` to `end`, and what it says by itself.

    Attributes:
        name: the name without its bracket, place behind it, and article.
        listed: id of the listed initiative; empty for another.
        kind: by the words of the name; empty when they do not say.
        places: in the name or right behind it, the name's first.
        abbreviation: given in brackets behind it; empty when none is.
        described: a kind and a place only ("the living lab in Ghent"): it names an initiative that is known otherwise.
    """

    start: int
    end: int
    name: str
    listed: str
    kind: str
    places: tuple[Place, ...]
    abbreviation: str
    described: bool = False

    @property
    def key(self) -> str:
        """Return what is equal for spellings of one name."""
        words = words_of(self.name)
        if len(words) > 2 and self.name.split()[-1] in _UNDERTAKINGS:
            words = words[:-1]  # "the Smart Flanders programme" is Smart Flanders
        return self.listed or " ".join(words)


@dataclass(frozen=True)
class _Token:
    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() or (
            not self.text[0].isalpha() and any(c.isupper() for c in self.text) and len(self.text) > 2
        )

    @property
    def lower(self) -> str:
        return fold(self.text).lower()


class NameFinder:
    """Finds the names of initiatives."""

    def __init__(self, kinds: Kinds, gazetteer: Gazetteer, listed: Sequence[Listed]) -> None:
        """Prepare for the lexicon of kinds, the gazetteer and the listed initiatives."""
        self.kinds = kinds
        self.listed = {one.initiative_id: one for one in listed}
        self._gazetteer = gazetteer
        self._longest = max(len(head) for head in kinds.heads)
        lower = sorted(kinds.lower, key=lambda w: (-len(w), w))
        nouns = "|".join(map(re.escape, lower))
        heads = "|".join(sorted({re.escape(head[-1].capitalize()) for head in kinds.heads}))
        self._may = re.compile(
            rf"\b(?:{heads}|LL|LivingLab|Smart[A-Z]\w+|Smart [A-Z]\w+|[A-Z][\w'-]*(?: [\w-]+)? (?:{nouns})"
            rf"|(?:{nouns}) (?:in|of|from|at) (?:the )?(?:\w+ of )?[A-Z])"
        )
        self._lower = re.compile(r"(?:" + "|".join(map(re.escape, lower)) + r")(?![\w-])")
        self._described = re.compile(
            r"(?<![\w-])(" + "|".join(re.escape(w) for w in [*lower, "LL"]) + r")(?![\w-])", re.IGNORECASE
        )

    def may_name(self, text: str) -> bool:
        """Tell, without tokens, whether a text may name an initiative."""
        folded = fold(text)
        return self._may.search(folded) is not None or any(
            one.whole.search(folded) or one.short.search(folded) for one in self.listed.values()
        )

    def __call__(self, doc: Doc) -> list[NameMention]:
        """Return the names in a tokenised text, in order; where two overlap, a listed one, else the longer."""
        places = self._gazetteer(doc)
        found = [*self._of_listed(doc.text, places)]
        taken = [(m.start, m.end) for m in found]
        others = [
            *self._of_runs(doc.text, places),
            *self._of_smart_places(doc.text, places),
            *self._of_described(doc.text, places),
        ]
        for mention in sorted(others, key=lambda m: (m.described, m.start - m.end, m.start)):
            if not any(mention.start < end and start < mention.end for start, end in taken):
                found.append(mention)
                taken.append((mention.start, mention.end))
        return sorted(found, key=lambda m: m.start)

    def _of_listed(self, text: str, places: Sequence[Place]) -> Iterator[NameMention]:
        """Yield the mentions of listed initiatives."""
        folded = fold(text)
        taken: list[tuple[int, int]] = []
        hits = [
            (match, one, whole)
            for one in self.listed.values()
            for expression, whole in ((one.whole, True), (one.short, False))
            for match in expression.finditer(folded)
        ]
        for match, one, whole in sorted(hits, key=lambda hit: (hit[0].start() - hit[0].end(), hit[0].start())):
            start, end = match.span()
            if any(start < b and a < end for a, b in taken):
                continue
            end, abbreviation, around = self._behind(text, start, end, places)
            own = {word for word in one.places if re.search(rf"\b{re.escape(word)}\b", text)}
            if one.needs_place and not whole and not own:
                continue
            taken.append((start, end))
            kind = self._kind_of_name(words_of(text[start : match.end()]))
            yield NameMention(start, end, one.name, one.initiative_id, kind, around, abbreviation)

    def _behind(self, text: str, start: int, end: int, places: Sequence[Place]) -> tuple[int, str, tuple[Place, ...]]:
        """Return where a name with its abbreviation and place ends, the abbreviation, and the places of both."""
        within = [p for p in places if start <= p.start and p.end <= end] or self._joined_places(text, start, end)
        bracket = _ABBREVIATION.match(text, end)
        abbreviation = bracket[1] if bracket and bracket[1].lower() not in self.kinds.generic else ""
        end = bracket.end() if bracket else end
        noun = re.compile(rf"\s+(?:{'|'.join(map(re.escape, self.kinds.trailing))})\b").match(text, end)
        end = noun.end() if noun else end
        where = _WHERE.match(text, end)
        behind = next((p for p in places if where and p.start == where.end()), None)
        beside = next((p for p in places if p.start == end + 1 and text[end] == " " and not p.qualifies), None)
        before = [p for p in places if p.end < start <= p.end + 14 and _region_noun(text[p.end : start])]
        for place in (behind, beside):
            if place is not None:
                within.append(place)
                end = max(end, place.end)
        late = None if abbreviation else _ABBREVIATION.match(text, end)
        if late and late[1].lower() not in self.kinds.generic:
            end, abbreviation = late.end(), late[1]
        return end, abbreviation, (*within, *before)

    def _joined_places(self, text: str, start: int, end: int) -> list[Place]:
        """Return the places that a sign joins to a name: "22@Barcelona"."""
        parts = [(m.start(), m.end(), m[0]) for m in re.finditer(r"[^\s@]+", text[start:end]) if "@" in text[start:end]]
        known = [(a, b, word, self._gazetteer.get(word)) for a, b, word in parts]
        return [Place(word, start + a, start + b, *entry) for a, b, word, entry in known if entry is not None]

    def _kind_of_name(self, words: Sequence[str]) -> str:
        """Return the kind that a name says.

        The noun before "of" or "for" says it, else the noun at the end, unless that is only "smart city" and another
        noun makes a name by itself ("Cluster Smart City").
        """
        heads = list(self._heads(words))
        opened = [kind for _, end, kind in heads if end < len(words) and words[end] in _OPENERS]
        strong = [kind for _, _, kind in heads if kind in self.kinds.strong]
        ends_it = bool(heads) and heads[-1][1] == len(words) and heads[-1][2] != SMART_CITY
        if opened or not heads:
            return opened[0] if opened else ""
        return heads[-1][2] if ends_it or not strong else strong[-1]

    def _heads(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Yield where the heads among words stand, and their kind; the longest at each place."""
        place = 0
        while place < len(words):
            for length in range(min(self._longest, len(words) - place), 0, -1):
                kind = self.kinds.heads.get(tuple(words[place : place + length]))
                if kind is not None:
                    yield place, place + length, kind
                    place += length - 1
                    break
            place += 1

    def _of_runs(self, text: str, places: Sequence[Place]) -> Iterator[NameMention]:
        """Yield the names that words with capitals make, of a text that is no title (which ends without a stop)."""
        tokens = [_Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text)]
        long = [token for token in tokens if len(token.text) > 3 and token.text[0].isalpha()]
        ends = text.rstrip()[-1:] in {".", ";", ":", "!", "?", ")"}
        if not ends and len(long) > 4 and sum(token.capital for token in long) > TITLE_SHARE * len(long):
            return
        for run in self._runs(text, tokens):
            yield from self._in_run(text, run, places)

    def _runs(self, text: str, tokens: Sequence[_Token]) -> Iterator[list[_Token]]:
        """Yield stretches of words with capitals, joined by nothing but blanks and words such as "of"."""
        run: list[_Token] = []
        for token in tokens:
            joined = bool(run) and text[run[-1].end : token.start] == " "
            if not joined:
                yield _trimmed(run)
                run = []
            linked = bool(run) and token.lower in _CONNECTORS
            if linked and token.lower == "the":  # "Network of the North", but not "in Turin the Cluster"
                linked = run[-1].lower in _OPENERS
            if token.capital or linked:
                run.append(token)
            else:
                yield _trimmed(run)
                run = []
        yield _trimmed(run)

    def _of_smart_places(self, text: str, places: Sequence[Place]) -> Iterator[NameMention]:
        """Yield the names made of "Smart" and a place: "Smart Dublin", "SmartSantander"."""
        for match in _SMART_PLACE.finditer(text):
            known = self._gazetteer.get(match[1])
            if known is None or known[2] or not known[1]:
                continue
            end = match.end()
            ending, abbreviation, around = self._behind(text, match.start(), end, places)
            here = Place(match[1], match.start(1), end, *known)
            around = around if any(p.start == here.start for p in around) else (here, *around)
            yield NameMention(match.start(), ending, match[0], "", SMART_CITY, around, abbreviation)

    def _in_run(self, text: str, run: list[_Token], places: Sequence[Place]) -> Iterator[NameMention]:
        """Yield the name that a run holds, each side of an "and" by itself when both have a head."""
        for part in self._sides(run):
            heads = list(self._heads([token.lower for token in part]))
            lower = self._lower.match(text, part[-1].end + 1) if part and text[part[-1].end :][:1] == " " else None
            if lower is None and part:  # "the Lombardy aerospace cluster": a word between
                between = _WORD.match(text, part[-1].end)
                named = text[part[0].start : part[-1].end] in self._gazetteer
                if between and named and between[0].strip() not in self.kinds.technical | _NEVER_BETWEEN:
                    lower = self._lower.match(text, between.end())
            if lower is not None and not _NO_NAME_BEFORE.match(text, lower.end()):
                mention = self._with_lower_head(text, part, lower, places)
                if mention is not None:
                    yield mention
                    continue
            if heads:
                yield from self._capital_name(text, part, heads, places)

    def _sides(self, run: list[_Token]) -> list[list[_Token]]:
        """Part a run at each "and" when several of its sides have a head."""
        words = [token.lower for token in run]
        cuts = [i for i, word in enumerate(words) if word == "for" or words[i : i + 2] == ["of", "the"]]
        if cuts and not any(end <= cuts[-1] for _, end, _ in self._heads(words)):
            run = _trimmed(run[cuts[-1] :])  # "Chair of the Turin Cluster", but "Alliance for Tides"
        parts: list[list[_Token]] = [[]]
        for token in run:
            if token.lower in {"and", "&"}:
                parts.append([])
            else:
                parts[-1].append(token)
        with_heads = sum(1 for part in parts if any(True for _ in self._heads([t.lower for t in part])))
        sides = [_trimmed(part) for part in parts] if with_heads > 1 or not any(parts[-1:]) else [run]
        return [side for side in sides if side]

    def _with_lower_head(
        self, text: str, part: list[_Token], lower: re.Match[str], places: Sequence[Place]
    ) -> NameMention | None:
        """Return a name with a head in lower case: "the Brainport cluster", "the Amsterdam smart city project"."""
        kind = self.kinds.lower[lower[0]]
        own = [p for p in places if part[0].start <= p.start and p.end <= part[-1].end]
        words = [token.lower for token in part if token.lower not in _CONNECTORS]
        if set(words) & self.kinds.technical or not self._distinct(words):
            return None
        levels = {p.level for p in own if not p.qualifies}
        if part[-1].lower.endswith("'s") or not (own or kind in _WITHOUT_PLACE):
            return None
        if kind == SMART_CITY and ("local" not in levels or not _UNDERTAKING.match(text, lower.end())):
            return None  # without a noun behind it, "Genoa smart city" speaks of the town
        if own and not levels and len(own) == len(part):
            return None
        if not own and len(part) == 1 and _starts_sentence(text, part[0].start):
            return None
        name = text[part[0].start : lower.end()]
        end, abbreviation, around = self._behind(text, part[0].start, lower.end(), places)
        place = text[part[0].start : part[-1].end]
        only_place = kind != SMART_CITY and place in self._gazetteer and lower.start() == part[-1].end + 1
        return NameMention(part[0].start, end, name, "", kind, around, abbreviation, described=only_place)

    def _distinct(self, words: Sequence[str]) -> list[str]:
        """Return the words of a name that are not general and long enough to tell one from another."""
        return [w for w in words if w not in self.kinds.generic and sum(c.isalpha() for c in w) > 2]

    def _capital_name(
        self, text: str, part: list[_Token], heads: list[tuple[int, int, str]], places: Sequence[Place]
    ) -> Iterator[NameMention]:
        """Yield the name around the heads of a run, when it is distinct enough for its kind."""
        last, continues = heads[-1][1], False
        if last < len(part):  # what follows the last head belongs to it after "of" and "for", or when it is a place
            behind = part[last:]
            at = behind[0].start
            place = next((p.end for p in places if p.start == at and not p.qualifies), at)
            opened = behind[0].lower in _OPENERS
            kept = part[-1].end if opened or self._leads(text, part, heads, places) else place
            continues = kept == at  # "European Cluster Observatory": a name of something else
            part = [token for token in part if token.start < kept]
        words = [token.lower for token in part]
        covered = {i for start, end, _ in heads for i in range(start, end)}
        content = [w for i, w in enumerate(words) if i not in covered and w not in _CONNECTORS]
        kind = self._kind_of_name(words)
        start, end = part[0].start, part[-1].end
        own = [p for p in places if start <= p.start and p.end <= end]
        if set(words) & self.kinds.technical or _NO_NAME_BEFORE.match(text, end):
            return
        ending, abbreviation, around = self._behind(text, start, end, places)
        distinct = self._distinct(content)
        plural = words[-1].endswith("s") and (not own or kind == SMART_CITY)
        strong = kind in self.kinds.strong and bool(distinct) and not plural
        if continues and not strong:
            return
        if kind in self.kinds.strong and not distinct and around:
            yield NameMention(start, ending, text[start:end], "", kind, around, abbreviation, described=True)
            return
        adjectives = all(p.qualifies for p in own)
        topical = bool(set(words) & self.kinds.topics)
        only_place = kind == SMART_CITY and (adjectives or plural or bool(set(words) & _OPENERS))
        weak = bool(own) and topical and not only_place and not set(words) & self.kinds.utilities
        if strong or weak:
            yield NameMention(start, ending, text[start:end], "", kind, around, abbreviation)

    def _leads(self, text: str, part: list[_Token], heads: list[tuple[int, int, str]], places: Sequence[Place]) -> bool:
        """Tell whether a head comes first in a name that holds a place or stands one ("Living Lab Quay in")."""
        start, end, kind = heads[-1]
        if start != 0 or kind not in self.kinds.strong or _NO_NAME_BEFORE.match(text, part[end].start - 1):
            return False
        where = _WHERE.match(text, part[-1].end)
        inside = any(part[end].start <= place.start < part[-1].end for place in places)
        located = inside or any(where is not None and place.start == where.end() for place in places)
        return located and bool(self._distinct([token.lower for token in part[end:]]))

    def _of_described(self, text: str, places: Sequence[Place]) -> Iterator[NameMention]:
        """Yield the mentions that give only a kind and a place: "the living lab in Ghent"."""
        for match in self._described.finditer(text):
            noun = match[1].lower()
            kind = self.kinds.lower.get(noun, self.kinds.heads.get((noun,), ""))
            end, abbreviation, around = self._behind(text, match.start(), match.end(), places)
            around = tuple(p for p in around if p.start >= match.end())
            if around and _DESCRIBED.search(text, max(match.start() - 40, 0), match.start()):
                yield NameMention(match.start(), end, match[1], "", kind, around, abbreviation, described=True)


def _trimmed(run: list[_Token]) -> list[_Token]:
    """Return a run without function words at its ends."""
    start, end = 0, len(run)
    while start < end and run[start].lower in _SENTENCE_WORDS | _CONNECTORS:
        start += 1
    while end > start and run[end - 1].lower in _CONNECTORS:
        end -= 1
    return run[start:end]


def _region_noun(between: str) -> bool:
    """Tell whether only a noun such as "Region" stands between a place and a name."""
    return re.fullmatch(r" (?:[Rr]egion|[Aa]rea|[Cc]ity)? ?(?:[Tt]he )?", between) is not None


def _starts_sentence(text: str, start: int) -> bool:
    """Tell whether a character starts a sentence, so that its capital says nothing."""
    before = text[max(start - 6, 0) : start].rstrip("\"“'‘( ")
    return not before or before[-1] in ".!?:;"
