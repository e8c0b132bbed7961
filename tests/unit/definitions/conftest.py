"""A finder over the concepts of the configuration, and passages made of plain texts."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from defatlas.concepts import read_concepts
from defatlas.definitions.definition import Definition
from defatlas.definitions.extraction import DefinitionFinder
from defatlas.documents.blocks import Block, lay_out
from defatlas.language.pipeline import load_pipeline

CONFIG = Path(__file__).parents[3] / "config" / "config.yaml"


@pytest.fixture(scope="session")
def finder() -> DefinitionFinder:
    concepts = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))["concepts"]
    return DefinitionFinder(load_pipeline(), read_concepts(concepts))


@pytest.fixture(scope="session")
def candidates(finder: DefinitionFinder) -> Callable[..., list[Definition]]:
    """Candidates of blocks given as texts (paragraphs) or (kind, text) pairs."""

    def find(*blocks: str | tuple[str, str]) -> list[Definition]:
        made = [
            Block("paragraph", b) if isinstance(b, str) else Block(b[0], b[1], level=2 * (b[0] == "heading"))
            for b in blocks
        ]
        return finder.find("document", lay_out(made)[1])

    return find


@pytest.fixture(scope="session")
def accepted(candidates: Callable[..., list[Definition]]) -> Callable[..., list[Definition]]:
    """The candidates that were taken."""

    def find(*blocks: str | tuple[str, str]) -> list[Definition]:
        return [definition for definition in candidates(*blocks) if not definition.reason]

    return find
