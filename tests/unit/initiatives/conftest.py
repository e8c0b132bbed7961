"""What the tests of initiatives share: the shipped pipeline and lexicons, and texts made into passages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from defatlas.coding.coder import Coder
from defatlas.initiatives.kinds import Kinds, read_kinds
from defatlas.initiatives.mining import Mined, Miner
from defatlas.initiatives.places import Gazetteer
from defatlas.language.pipeline import MODEL_PATH, load_pipeline
from defatlas.schemas import INITIATIVES, frame_of
from initiative_texts import LISTED, passages_of
from mine_initiatives import miner_for
from spacy.language import Language

PROJECT = Path(__file__).resolve().parents[3]
LEXICONS = PROJECT / "corpus" / "lexicons"


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped pipeline."""
    if not (MODEL_PATH / "config.cfg").is_file():
        pytest.skip("model/en_defatlas is absent")
    return load_pipeline()


@pytest.fixture(scope="session")
def kinds() -> Kinds:
    """The shipped lexicon of kinds."""
    return read_kinds(LEXICONS / "initiatives.yaml")


@pytest.fixture(scope="session")
def gazetteer(nlp: Language) -> Gazetteer:
    """The shipped gazetteer."""
    return Gazetteer(nlp, LEXICONS / "places.yaml")


@pytest.fixture(scope="session")
def miner_and_coder(nlp: Language) -> tuple[Miner, Coder]:
    """A miner that knows three listed initiatives, and the coder of sectors and stakeholders."""
    blank: dict[str, Any] = dict.fromkeys(INITIATIVES.columns, "") | {"kind": "cluster", "year": None}
    coded = frame_of([blank | row for row in LISTED], INITIATIVES)
    config = yaml.safe_load((PROJECT / "config" / "config.yaml").read_text(encoding="utf-8"))
    lexicons = {path.stem: path for path in LEXICONS.glob("*.yaml")}
    miner, coder, _ = miner_for(nlp, coded, lexicons, config["concepts"], config["links"])
    return miner, coder


@pytest.fixture(scope="session")
def mine(miner_and_coder: tuple[Miner, Coder]) -> Callable[[str], Mined]:
    """Mine a text."""
    return lambda text: miner_and_coder[0].mine("d", passages_of(text))
