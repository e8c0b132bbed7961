"""Rules for lemmas that the trainable lemmatizer gets visibly wrong.

It picks an edit of the form from those that it saw, and now and then one that leaves no word
("losses", "losse"), or a capital where none belongs. The rules' figures are in model/README.md.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

_INFLECTED = frozenset({"VERB", "AUX", "NOUN", "ADJ"})
_NEVER_CAPITAL = frozenset({"VERB", "AUX", "ADV", "ADP", "CCONJ", "DET", "PART", "PRON", "SCONJ"})
# Words that the treebanks' writers shortened, and an apostrophe that they left out.
_SPELT_OUT = {("PART", "s"): "'s", ("AUX", "r"): "be", ("PRON", "u"): "you", ("ADP", "w/"): "with"}
_SHORTEST = 3  # letters of a lemma
_LONGEST_ADDITION = 2  # letters that an unknown lemma may have more than its form
_LONGEST_ACRONYM = 4  # letters of a word in capitals that is read letter by letter, as a rule


def regular_lemmas(form: str) -> list[str]:
    """What `form`, in small letters, may be a regular form of, the likelier first; empty without such an ending."""
    for ending in ("iest", "ied", "ies", "ing", "est", "ed", "es", "s"):
        stem = form.removesuffix(ending)
        if stem != form:
            break
    else:
        return []
    found = [stem, stem + "e"]
    if ending.startswith("i") and ending != "ing":
        found = [stem + "y", stem + "i", stem + "ie"]
    elif ending == "s":
        found = [stem]
    elif stem[-1:] == stem[-2:-1]:
        found.append(stem[:-1])
    return [lemma for lemma in found if len(lemma) >= _SHORTEST]


def _word(token: Token) -> str:
    """The lemma; where it is no known word, or a verb's form in -ing, a known regular one if there is one.

    An unknown lemma much longer than its form is an edit gone astray ("Capt." as "Captember").
    """
    words, hashes = token.vocab.vectors.key2row, token.vocab.strings
    lemma, low = token.lemma_, token.lower_
    whole = lemma.lower()
    gerund = token.pos_ == "VERB" and low.endswith("ing") and whole == low
    if not gerund and (token.lemma in words or hashes[whole] in words):
        return lemma
    if gerund or (token.pos_ in _INFLECTED and whole != low and lemma.isalpha()):
        lemma = next((known for known in regular_lemmas(low) if hashes[known] in words), lemma)
    return lemma if len(lemma) <= len(low) + _LONGEST_ADDITION else token.text


def _case(lemma: str, token: Token) -> str:
    """The lemma with the capitals that its part of speech allows."""
    if token.text.isupper() and lemma[0].islower() and lemma[1:].isupper():  # an edit for "Free" applied to "FREE"
        if token.pos_ in ("NOUN", "PROPN", "X") and len(token.text) <= _LONGEST_ACRONYM:
            return token.text
        return lemma.title() if token.pos_ == "PROPN" else lemma.lower()
    shouted = token.text.isupper() and len(token.text) > _LONGEST_ACRONYM - (token.pos_ == "ADJ")
    if (token.pos_ in _NEVER_CAPITAL and len(lemma) > 1) or (token.pos_ in ("ADJ", "NOUN") and shouted):
        return lemma.lower()
    return lemma


@Language.component("defatlas_mended_lemmas", requires=["token.pos", "token.lemma"], assigns=["token.lemma"])
def mended_lemmas(doc: Doc) -> Doc:
    """Pipeline component: mend lemmas by their form and part of speech.

    A lemma counts as unknown where it has no word vector; without word vectors, none does.
    Registers no extension.
    """
    with_vectors = doc.vocab.vectors.shape[0] > 0
    for token in doc:
        lemma = token.lemma_
        if not lemma:
            continue
        mended = _SPELT_OUT.get((token.pos_, token.lower_)) or _case(_word(token) if with_vectors else lemma, token)
        if mended != lemma:
            token.lemma_ = mended
    return doc
