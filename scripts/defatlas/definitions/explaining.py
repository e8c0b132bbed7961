"""Why a sentence was taken as a definition, or was not."""

from __future__ import annotations

from defatlas.definitions.extraction import SEARCHED_KINDS, DefinitionFinder
from defatlas.definitions.placing import LEAST_PROBABILITY, LIKELY, probability_of
from defatlas.documents.blocks import Block, lay_out


def explain(finder: DefinitionFinder, text: str, kind: str = "paragraph") -> str:
    """Return for people, sentence by sentence, what was weighed in a text: mentions, forms, probability, reasons.

    Args:
        finder: looks for the concepts that count as mentions.
        text: a sentence, or several in a row.
        kind: of passage that the text stands in; some kinds are not searched.
    """
    _, passages = lay_out([Block(kind, text, level=2 * (kind == "heading"))])
    if not passages:
        return "There is no text."
    lines = [] if kind in SEARCHED_KINDS else [f"Nothing is taken from a {kind}: no passage of this kind is searched."]
    doc = finder.parse(passages[0].text)
    for sentence in doc.sents:
        lines.append(f"Sentence: {sentence.text}")
        mentions = [m for m in doc._.mentions if sentence.start <= m.start < sentence.end]
        named = ", ".join(f"{m.span(doc).text} ({m.concept.name})" for m in mentions)
        lines.append(f"  mentions: {named or 'none; add the term under `concepts` in config/config.yaml'}")
        matches = finder.matches(sentence)
        tried = "; ".join(f'{name} on "{words}"' for name, words in matches)
        lines.append(f"  forms that match: {tried or 'none'}")
        probability = probability_of(sentence)
        if probability is not None:
            lines.append(
                f"  probability of a definition: {probability:.2f} (weaker forms need {LEAST_PROBABILITY} or {LIKELY})"
            )
    found = finder.find("explained", passages)
    for definition in found:
        verdict = f"not taken: {definition.reason}" if definition.reason else "taken"
        lines.append(f'Candidate by form {definition.pattern}: {verdict}\n  definiendum: "{definition.definiendum}"')
        lines.append(f'  definiens: "{definition.definiens}"')
        lines.append(f"  genus: {definition.genus or 'none'}; cited: {definition.cited_sources or 'none'}")
    return "\n".join(
        lines
        if found
        else [*lines, "No form makes a candidate of it: it uses the concept, if at all, and does not define it."]
    )
