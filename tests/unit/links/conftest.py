"""The finder of links with the shipped pipeline, lexicon and configuration."""

from pathlib import Path

import pytest
import yaml
from defatlas.concepts import read_concepts
from defatlas.language.pipeline import load_pipeline
from defatlas.links.lexicon import Lexicon, read_lexicon
from defatlas.links.statements import LinkFinder

PROJECT = Path(__file__).resolve().parents[3]
RELATIONS = PROJECT / "corpus/lexicons/relations.yaml"


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return read_lexicon(RELATIONS)


@pytest.fixture(scope="session")
def finder(lexicon: Lexicon) -> LinkFinder:
    config = yaml.safe_load((PROJECT / "config/config.yaml").read_text(encoding="utf-8"))
    return LinkFinder(load_pipeline(), read_concepts(config["concepts"]), config["links"]["sides"], lexicon)
