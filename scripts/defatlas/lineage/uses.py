"""Documents that use a concept, and how many of them never define it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from defatlas.concepts import Concept, mention_expression
from defatlas.schemas import USES, frame_of

# A heading names a topic and a reference list the works of others; neither is a use of the concept by the document.
NOT_ITS_OWN_TEXT = ("heading", "reference")


def count_uses(passages: pd.DataFrame, definitions: pd.DataFrame, concepts: Sequence[Concept]) -> pd.DataFrame:
    """Count mentions and definitions of each concept by document.

    A mention is any term of the concept or of a neighbour, singular or plural; of overlapping ones the longest counts
    ("smart city cluster" is no mention of "smart city"). It stands anywhere but in headings and reference lists.

    Args:
        passages: schema PASSAGES.
        definitions: schema DEFINITIONS.
        concepts: those of the configuration.

    Returns:
        A row per document and concept mentioned or defined there (schema USES), in order.
    """
    expression = mention_expression(list(concepts))
    family = {form: concept.family for concept in concepts for form in concept.forms}
    mentions: Counter[tuple[str, str]] = Counter()
    own = passages[~passages["kind"].isin(NOT_ITS_OWN_TEXT)]
    for document_id, text in zip(own["document_id"], own["text"], strict=True):
        for match in expression.finditer(text):
            mentions[document_id, family[" ".join(match[0].lower().split())]] += 1
    found = Counter(zip(definitions["document_id"], definitions["family"], definitions["kind"], strict=True))
    keys = sorted({*mentions, *((document_id, concept) for document_id, concept, _ in found)})
    return frame_of(
        (
            {
                "document_id": document_id,
                "concept": concept,
                "mentions": mentions[document_id, concept],
                "definitions": found[document_id, concept, "definition"],
                "characterisations": found[document_id, concept, "characterisation"],
            }
            for document_id, concept in keys
        ),
        USES,
    )
