"""The shipped codebook keeps what it promises: every dimension's accept and reject lists, by the shipped pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest
from defatlas.coding.codebook import read_codebook
from defatlas.coding.coder import Code, Coder
from defatlas.language.pipeline import MODEL_PATH, load_pipeline

FRAMEWORKS = read_codebook(Path(__file__).parents[3] / "corpus" / "codebook")
EXAMPLES = [
    pytest.param(framework.name, dimension.id, text, wanted, id=f"{framework.name}-{dimension.id}-{list_name}{number}")
    for framework in FRAMEWORKS
    for dimension in framework.dimensions
    for list_name, texts, wanted in (("accept", dimension.accept, True), ("reject", dimension.reject, False))
    for number, text in enumerate(texts, start=1)
]


@pytest.fixture(scope="module")
def codes() -> dict[str, list[Code]]:
    """The codes of every example, by the shipped codebook on the shipped pipeline."""
    if not (MODEL_PATH / "config.cfg").is_file():
        pytest.skip("model/en_defatlas is absent; the blank pipeline has no lemmas to compare")
    texts = sorted({str(example.values[2]) for example in EXAMPLES})
    return dict(zip(texts, Coder(load_pipeline(), FRAMEWORKS).code(texts), strict=True))


@pytest.mark.parametrize(("framework", "dimension", "text", "wanted"), EXAMPLES)
def test_example(codes: dict[str, list[Code]], framework: str, dimension: str, text: str, wanted: bool) -> None:
    evidence = [code.evidence for code in codes[text] if (code.framework, code.dimension) == (framework, dimension)]
    assert bool(evidence) == wanted, f"evidence: {evidence}"
