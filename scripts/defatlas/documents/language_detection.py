"""The language a text is written in, by py3langid on the running text; a title alone tells too little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

from defatlas.documents.blocks import Passage

ENGLISH = "en"
_FEWEST_LETTERS = 100  # below this, and below the confidence, the model's answer is a guess
_LEAST_CONFIDENCE = 0.9
_PIECE = 200  # characters
_MOST_PIECES = 48  # spread over the text
_BODY = frozenset({"paragraph", "list_item", "quote"})
_ENOUGH_BODY = 2_000  # characters; an article with less of it is known by its abstract
_LEAST_ENGLISH = 1 / 3  # an abstract in two languages is read for its English half


@dataclass(frozen=True)
class Language:
    """What a text is written in.

    Attributes:
        code: ISO 639-1; empty when the text is too short to tell.
        is_english: whether it is read for definitions: in English, too short to tell, or at least a third English.
        remark: what a reader should know of that, for people; often empty.
    """

    code: str
    is_english: bool
    remark: str = ""


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    """Load the model, once, when the first text needs it."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _pieces(text: str) -> list[str]:
    """Cut text into pieces at spaces; of a long text, take pieces spread evenly over it."""
    pieces: list[str] = []
    words: list[str] = []
    length = 0
    for word in text.split():
        words.append(word)
        length += len(word) + 1
        if length >= _PIECE:
            pieces.append(" ".join(words))
            words, length = [], 0
    if words and (length >= _PIECE / 2 or not pieces):
        pieces.append(" ".join(words))
    step = max(1, -(-len(pieces) // _MOST_PIECES))
    return pieces[::step]


def detect_language(text: str) -> Language:
    """Tell the language of running text by a vote of its pieces.

    Args:
        text: an abstract or body.
    """
    votes: Counter[str] = Counter()
    for piece in _pieces(text):
        if sum(map(str.isalpha, piece)) < _FEWEST_LETTERS:
            continue
        code, confidence = _identifier().classify(piece)
        if confidence >= _LEAST_CONFIDENCE:
            votes[code] += 1
    if not votes:
        return Language("", True, "too short to tell its language; read as English")
    code = min(votes, key=lambda name: (-votes[name], name != ENGLISH, name))
    if code == ENGLISH:
        return Language(ENGLISH, True)
    if votes[ENGLISH] >= _LEAST_ENGLISH * votes.total():
        return Language(ENGLISH, True, f"partly in another language ({code}); read as English")
    return Language(code, False)


def language_code_of(text: str) -> str:
    """Return the code of the language that most of a text is in, however it is spelt; empty when it is too short."""
    votes = Counter(
        _identifier().classify(piece)[0]
        for piece in _pieces(text)
        if sum(map(str.isalpha, piece)) >= _FEWEST_LETTERS / 2
    )
    return min(votes, key=lambda name: (-votes[name], name != ENGLISH, name)) if votes else ""


def language_of(passages: Sequence[Passage]) -> Language:
    """Tell the language of a document: by its body where there is enough of it, else by its abstract and body."""
    body = " ".join(passage.text for passage in passages if passage.kind in _BODY)
    if len(body) >= _ENOUGH_BODY:
        return detect_language(body)
    return detect_language(" ".join(passage.text for passage in passages if passage.kind in {*_BODY, "abstract"}))
