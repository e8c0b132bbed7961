"""How much faster extraction is when only passages that may hold a definition are parsed.

    python benchmarks/prefilter.py [--paragraphs 2000] [--mentions 0.05] [--texts FOLDER]

Runs both ways in one process, on paragraphs made at run time: the sentences of our reading notes, shuffled with the
seed; a share of the paragraphs keeps its mentions, in the others every term of a concept is blotted out. With --texts,
the paragraphs are drawn from the .txt files of a folder instead. Prints one JSON object; exit status 1 when the two
ways differ or when the ratio stays below the target.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from defatlas.concepts import mention_expression, read_concepts  # noqa: E402
from defatlas.definitions.extraction import DefinitionFinder  # noqa: E402
from defatlas.documents.blocks import Block, Passage, lay_out  # noqa: E402
from defatlas.language.pipeline import load_pipeline  # noqa: E402

TARGET = 10.0


def sentences_of(folder: Path, pattern: str) -> list[str]:
    """Return the sentences (of 40 characters or more) of the texts in a folder, in the order of their files."""
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.glob(pattern)))
    parts = (part for text in texts for part in re.split(r"(?<=[.!?])\s+|\n\s*\n", text))
    return [
        " ".join(part.split()) for part in parts if len(part.strip()) >= 40 and not part.lstrip().startswith(("#", "-"))
    ]


def paragraphs_of(sentences: list[str], count: int, share: float, mention: re.Pattern[str], seed: int) -> list[str]:
    """Return paragraphs of four to seven sentences; a `share` of them mentions a concept, at least once."""
    draw = random.Random(seed)  # noqa: S311
    mentioning = [sentence for sentence in sentences if mention.search(sentence)]
    paragraphs = []
    for number in range(count):
        parts = [mention.sub("place", draw.choice(sentences)) for _ in range(draw.randint(4, 7))]
        if number < round(share * count):
            parts[draw.randrange(len(parts))] = draw.choice(mentioning)
        paragraphs.append(" ".join(parts))
    draw.shuffle(paragraphs)
    return paragraphs


def timed(finder: DefinitionFinder, passages: list[Passage], prefilter: bool) -> tuple[float, list[tuple[object, ...]]]:
    """Return seconds and candidates of one way."""
    started = time.perf_counter()
    found = finder.find("benchmark", passages, prefilter=prefilter)
    return time.perf_counter() - started, [tuple(vars(definition).values()) for definition in found]


def main(arguments: list[str]) -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--paragraphs", type=int, default=2000)
    parser.add_argument("--mentions", type=float, default=0.05, help="share of paragraphs that mention a concept")
    parser.add_argument("--texts", type=Path, help="folder of .txt files to draw from instead of corpus/notes")
    options = parser.parse_args(arguments)
    config = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))
    concepts = read_concepts(config["concepts"])
    mention = mention_expression(concepts)
    source = (options.texts, "*.txt") if options.texts else (ROOT / "corpus" / "notes", "*.md")
    paragraphs = paragraphs_of(sentences_of(*source), options.paragraphs, options.mentions, mention, config["seed"])
    _, passages = lay_out([Block("paragraph", text) for text in paragraphs])
    finder = DefinitionFinder(load_pipeline(), concepts)
    finder.find("warm-up", passages[:20], prefilter=False)
    quick, with_filter = timed(finder, passages, prefilter=True)
    slow, without = timed(finder, passages, prefilter=False)
    figures = {
        "paragraphs": len(passages),
        "mentioning": sum(bool(mention.search(passage.text)) for passage in passages),
        "candidates": len(without),
        "identical": with_filter == without,
        "seconds_with": round(quick, 2),
        "seconds_without": round(slow, 2),
        "ratio": round(slow / quick, 1),
        "target": TARGET,
    }
    print(json.dumps(figures))
    return 0 if figures["identical"] and slow / quick >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
