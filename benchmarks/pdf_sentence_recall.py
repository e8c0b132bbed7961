"""How many body sentences of a paper's TEI are found, in order, in what is read of its PDF.

Run as `python benchmarks/pdf_sentence_recall.py FOLDER [--missed]`, where FOLDER holds NAME.pdf beside NAME.tei.xml.
The sentences are those of the TEI's paragraphs in <body> (no headings, captions, tables, notes or formulas), split at
the ends that the text itself shows, 25 characters or more. They are compared without case, white space, hyphens and
anything but letters and digits. A sentence is found when rapidfuzz's partial ratio of it with our text reaches 95 at a
place behind that of the last sentence that was found (the text is searched from there on, 6000 characters ahead
first). Prints JSON: per paper and over all.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

from defatlas.documents.blocks import lay_out
from defatlas.documents.pdf import read_pdf
from lxml import etree
from rapidfuzz.fuzz import partial_ratio_alignment

RATIO = 95.0
AHEAD = 6000  # characters
_TEI = "{http://www.tei-c.org/ns/1.0}"
_SENTENCE_END = re.compile(r"(?<!\bal)(?<!\be\.g)(?<!\bi\.e)(?<!\bFig)(?<!\bvs)[.!?][\"”’)]?\s+(?=[A-Z“\"(])")


def normalised(text: str) -> str:
    """Return the letters and digits of a text, in lower case and compatibility form."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())


def tei_sentences(path: Path) -> list[str]:
    """Return the sentences of a TEI's body paragraphs."""
    root = etree.parse(str(path), etree.XMLParser(resolve_entities=False, recover=True)).getroot()
    body = root.find(f".//{_TEI}body")
    found = []
    for paragraph in body.iter(f"{_TEI}p") if body is not None else ():
        inside = {etree.QName(outer).localname for outer in paragraph.iterancestors()}
        if not inside & {"figure", "note", "table"}:
            text = " ".join("".join(paragraph.itertext()).split())
            found += [sentence for sentence in _SENTENCE_END.split(text) if len(sentence) >= 25]
    return found


def missed_sentences(sentences: list[str], text: str) -> list[str]:
    """Return the sentences that are not found in order."""
    missed, position = [], 0
    for sentence in sentences:
        wanted = normalised(sentence)
        for end in (position + AHEAD, len(text)):
            window = text[position:end]
            if len(window) < 0.9 * len(wanted):
                continue
            if (at := window.find(wanted)) >= 0:
                position += at + len(wanted)
                break
            best = partial_ratio_alignment(wanted, window, score_cutoff=RATIO)
            if best is not None and best.dest_end - best.dest_start > 0.8 * len(wanted):
                position += best.dest_end
                break
        else:
            missed.append(sentence)
    return missed


def main() -> int:
    """Print the recall of each paper in a folder; return 1 when it holds none."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--missed", action="store_true", help="also print the sentences that are not found")
    arguments = parser.parse_args()
    papers = []
    for pdf in sorted(arguments.folder.glob("*.pdf")):
        tei = pdf.with_suffix(".tei.xml")
        if tei.exists():
            _, passages = lay_out(read_pdf(pdf.read_bytes()).blocks)
            running = [passage.text for passage in passages if passage.kind in {"paragraph", "list_item", "quote"}]
            sentences = tei_sentences(tei)
            missed = missed_sentences(sentences, normalised(" ".join(running)))
            paper = {"paper": pdf.stem, "sentences": len(sentences), "found": len(sentences) - len(missed)}
            papers.append(paper | ({"missed": missed} if arguments.missed else {}))
    total = sum(paper["sentences"] for paper in papers)
    found = sum(paper["found"] for paper in papers)
    recall = round(found / total, 3) if total else None
    print(json.dumps({"papers": papers, "sentences": total, "found": found, "recall": recall}, indent=1))
    return 0 if papers else 1


if __name__ == "__main__":
    sys.exit(main())
