"""A rule for names that the statistical components have never met.

An unknown capitalised word that the morphologizer took for a common noun is more often a
name: on development data the rule mends more words than it spoils (model/README.md).
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

_PROPER_TAGS = {"NN": "NNP", "NNS": "NNPS"}


def is_unknown_name(token: Token) -> bool:
    """Whether `token` is read as a common noun, is capitalised, and has no word vector.

    The vectors cover all words of the training treebanks, and the commonest words besides.
    """
    known = token.lower in token.vocab.vectors.key2row
    return token.pos_ == "NOUN" and token.text[0].isupper() and token.text[-1].isalnum() and not known


@Language.component("defatlas_unknown_names", requires=["token.pos"], assigns=["token.pos", "token.tag", "token.lemma"])
def unknown_names(doc: Doc) -> Doc:
    """Pipeline component: make unknown names proper nouns, their own lemma unchanged.

    Registers no extension. Does nothing in a pipeline without word vectors.
    """
    if doc.vocab.vectors.shape[0] == 0:
        return doc
    for token in doc:
        if is_unknown_name(token):
            token.pos_ = "PROPN"
            token.tag_ = _PROPER_TAGS.get(token.tag_, token.tag_)
            token.lemma_ = token.text
    return doc
