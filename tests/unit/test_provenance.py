"""Digests of files and of code."""

import hashlib
from pathlib import Path

import pytest
from defatlas import provenance
from defatlas.provenance import code_digest, digests, file_digest

ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, B.1
NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of one package and two modules, in the place of ours."""
    for name in ("documents/pdf.py", "documents/deep/html.py", "schemas.py", "concepts.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"# {name}", encoding="utf-8")
    monkeypatch.setattr(provenance, "_LIBRARY", tmp_path)
    return tmp_path


def test_file_digests_are_sha_256(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "abc").write_bytes(b"abc")
    (tmp_path / "a").write_bytes(b"")
    assert file_digest(tmp_path / "b" / "abc") == ABC
    assert list(digests([tmp_path / "b" / "abc", tmp_path / "a"], tmp_path).items()) == [("a", NOTHING), ("b/abc", ABC)]


def test_a_code_digest_of_a_known_library(library: Path) -> None:
    known = hashlib.sha256(b"concepts.py\0# concepts.pyschemas.py\0# schemas.py").hexdigest()[:16]
    assert code_digest("concepts") == known
    assert code_digest("schemas", "concepts", "concepts") == known, "neither order nor repetition counts"


@pytest.mark.parametrize("name", ["documents/pdf.py", "documents/deep/html.py", "schemas.py"])
def test_an_edit_anywhere_in_a_named_package_changes_the_digest(library: Path, name: str) -> None:
    before = code_digest("documents")
    with (library / name).open("a", encoding="utf-8") as stream:
        stream.write("\n")
    assert code_digest("documents") != before


def test_new_and_renamed_files_change_the_digest(library: Path) -> None:
    before = code_digest("documents")
    (library / "documents" / "pdf.py").rename(library / "documents" / "pdf2.py")
    renamed = code_digest("documents")
    (library / "documents" / "__init__.py").touch()
    assert len({before, renamed, code_digest("documents")}) == 3


def test_other_modules_and_compiled_code_change_nothing(library: Path) -> None:
    before = code_digest("documents")
    (library / "concepts.py").write_text("other", encoding="utf-8")
    (library / "documents" / "__pycache__").mkdir()
    (library / "documents" / "__pycache__" / "pdf.cpython-311.pyc").write_bytes(b"compiled")
    assert code_digest("documents") == before


@pytest.mark.parametrize("name", ["nothing", "documents.pdf"])
def test_a_name_that_is_no_module_is_an_error(library: Path, name: str) -> None:
    with pytest.raises(FileNotFoundError):
        code_digest(name)


def test_the_library_itself_has_digests() -> None:
    assert len({code_digest(name) for name in ("documents", "concepts", "provenance")}) == 3
