"""The manifest: what went in and what came out, and nothing of the machine or the clock."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import write_manifest
from defatlas import __version__


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A corpus and a results folder."""
    corpus, results = tmp_path / "corpus", tmp_path / "results"
    (corpus / "notes").mkdir(parents=True)
    (results / "tables").mkdir(parents=True)
    (corpus / "notes" / "é.md").write_bytes(b"note")
    (results / "tables" / "a.csv").write_bytes(b"")
    (results / "b.json").write_bytes(b"abc")
    return corpus, results


def manifest(folders: tuple[Path, Path], settings: dict[str, Any]) -> dict[str, Any]:
    """What the rule writes."""
    corpus, results = folders
    outputs = [results / "b.json", results / "tables", results / "tables" / "a.csv"]
    path = results / "manifest.json"
    write_manifest.main(corpus, ["notes/é.md", "notes/gone.md"], results, outputs, settings, path)
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def test_inputs_and_outputs_have_their_digests(folders: tuple[Path, Path]) -> None:
    content = manifest(folders, {"seed": 1, "corpus": "x", "results": "y"})
    # the digests of the empty message and of "abc" are the examples of FIPS 180-4
    assert content["outputs"] == {
        "b.json": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "tables/a.csv": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    }
    assert content["inputs"] == {"notes/é.md": hashlib.sha256(b"note").hexdigest(), "notes/gone.md": None}
    assert content["settings"] == {"seed": 1}
    assert content["defatlas"] == __version__


def test_versions_name_installed_libraries_that_are_pinned(folders: tuple[Path, Path]) -> None:
    pins = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    for name, version in manifest(folders, {})["versions"].items():
        assert f'"{name}=={version}"' in pins


def test_the_manifest_knows_no_folder_and_no_clock(folders: tuple[Path, Path]) -> None:
    manifest(folders, {"seed": 1, "corpus": str(folders[0])})
    text = (folders[1] / "manifest.json").read_text(encoding="utf-8")
    assert str(folders[0].parent) not in text
    manifest(folders, {"corpus": "elsewhere", "seed": 1})
    assert (folders[1] / "manifest.json").read_text(encoding="utf-8") == text
