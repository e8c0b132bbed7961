"""Corpus folders: which files count, under which id, in which shard."""

import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from defatlas.documents.corpus_folder import (
    EmptyCorpusError,
    document_id,
    is_readable_file,
    is_usable_name,
    list_files,
    printable,
    shard_of,
    study_file,
)
from hypothesis import given, settings
from hypothesis import strategies as st

paths = st.text(st.characters(exclude_characters="\x00/", exclude_categories=["Cs"]), min_size=1).filter(
    lambda name: name not in {".", ".."}
)


def fill(corpus: Path, *names: str) -> Path:
    for name in names:
        path = corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text", encoding="utf-8")
    return corpus


def test_the_embedded_layout_gives_notes_and_documents_only(tmp_path: Path) -> None:
    corpus = fill(
        tmp_path,
        *("sources.bib", "README.md", "initiatives.csv", "claims.yaml", "corrections.csv", "manifest.yaml"),
        *("codebook/chourabi2012.yaml", "coding/human.csv", ".git/config", "documents/.gitkeep", "notes/.draft.md"),
        *("notes/doe2015.md", "documents/b.pdf", "documents/deep/er/a.html"),
    )
    assert list_files(corpus) == ["documents/b.pdf", "documents/deep/er/a.html", "notes/doe2015.md"]


def test_a_pile_of_files_is_listed_with_every_ending_and_name(tmp_path: Path) -> None:
    names = [
        "b.PDF",
        "a.docx",
        "none",
        "Größe 都市.txt",
        "two\nlines.md",
        "it's; $(odd) {x}.txt",
        "-dash.md",
        "sub/README.md",
    ]
    assert list_files(fill(tmp_path, *names)) == sorted(names)


def test_files_that_describe_a_corpus_are_documents_further_down(tmp_path: Path) -> None:
    names = ["papers/sources.bib", "papers/codebook/x.md", "papers/claims.yaml"]
    assert list_files(fill(tmp_path, *names)) == sorted(names)


@pytest.mark.parametrize(
    "names", [[], ["README.md", "sources.bib"], [".hidden.md", ".folder/a.md"], ["codebook/a.yaml"]]
)
def test_a_folder_without_documents_says_what_to_put_there(tmp_path: Path, names: list[str]) -> None:
    with pytest.raises(
        EmptyCorpusError, match=f'"{re.escape(str(tmp_path))}" holds no documents; put PDF, HTML, Markdown'
    ):
        list_files(fill(tmp_path, *names))


def test_links_to_folders_are_listed_but_not_entered(tmp_path: Path) -> None:
    corpus = fill(tmp_path / "corpus", "a.md")
    fill(tmp_path / "elsewhere", "secret.md")
    (corpus / "out").symlink_to(tmp_path / "elsewhere")
    (corpus / "round").symlink_to(corpus)
    (corpus / ".hidden").symlink_to(tmp_path / "elsewhere")
    assert list_files(corpus) == ["a.md", "out", "round"]


def test_a_folder_of_nothing_but_links_to_folders_is_empty(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "out").symlink_to(fill(tmp_path / "elsewhere", "a.md"))
    with pytest.raises(EmptyCorpusError):
        list_files(corpus)


def test_a_corpus_that_is_itself_a_link_is_entered(tmp_path: Path) -> None:
    fill(tmp_path / "real", "a.md")
    (tmp_path / "corpus").symlink_to(tmp_path / "real")
    assert list_files(tmp_path / "corpus") == ["a.md"]


@pytest.mark.parametrize(
    ("path", "of_four", "of_seven"),
    # Rest of the first 16 hexadecimal digits of `printf PATH | sha256sum`, divided by four and by seven.
    [("notes/doe2015.md", 3, 5), ("documents/a.pdf", 1, 0), ("ä.txt", 2, 3)],
)
def test_shards_are_these_for_good(path: str, of_four: int, of_seven: int) -> None:
    assert (shard_of(path, 4), shard_of(path, 7)) == (of_four, of_seven)


@given(paths, st.integers(1, 999))
@settings(deadline=None)
def test_every_path_has_one_shard(path: str, shards: int) -> None:
    assert 0 <= shard_of(path, shards) < shards
    assert shard_of(path, 1) == 0


def test_shards_are_of_like_size() -> None:
    sizes = [0] * 4
    for number in range(4000):
        sizes[shard_of(f"documents/paper {number}.pdf", 4)] += 1
    assert all(900 < size < 1100 for size in sizes), "3.65 standard deviations (27.4) around 1000"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("notes/doe2015.md", "doe2015"),
        ("a.pdf", "a-a7949e62"),
        ("documents/a.pdf", "a-31b18f97"),
        ("documents/Größe & Stadt (2015).pdf", "groe-stadt-2015-51b8d64b"),
        ("都市.txt", "document-5b515cca"),
    ],
)
def test_document_ids(path: str, expected: str) -> None:
    assert document_id(path) == expected


@given(paths)
@settings(deadline=None)
def test_a_document_id_is_a_file_name_anywhere(name: str) -> None:
    found = document_id(f"papers/{name}")
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}-[0-9a-f]{8}", found)


@given(st.lists(paths, unique=True, max_size=20))
@settings(deadline=None)
def test_documents_have_ids_of_their_own(names: list[str]) -> None:
    assert len({document_id(name) for name in names}) == len(names)


def test_names_that_are_no_text_have_an_id_and_a_shard_but_are_not_readable(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    (tmp_path / name).write_text("text")
    assert list_files(tmp_path) == [name]
    assert not any(map(is_usable_name, [name, "ret\rurn.md", "{shard}.md"]))
    assert all(map(is_usable_name, ["café.md", "two\nlines.md", "it's; $(odd) [x]*?.txt"]))
    assert not is_readable_file(tmp_path / name)
    assert 0 <= shard_of(name, 4) < 4
    assert document_id(name).startswith("caf-")


@pytest.mark.parametrize(
    ("path", "expected"),
    [(b"notes/doe.md", "notes/doe.md"), ("都市\n.md".encode(), "都市\n.md"), (b"caf\xe9\r.md", "caf\\xe9\\r.md")],
)
def test_printable_paths(path: bytes, expected: str) -> None:
    assert printable(os.fsdecode(path)) == expected


def test_only_files_that_can_be_opened_are_readable(tmp_path: Path) -> None:
    fill(tmp_path, "a.md")
    (tmp_path / "link.md").symlink_to("a.md")
    (tmp_path / "dangling.md").symlink_to("nowhere.md")
    (tmp_path / "loop.md").symlink_to("loop.md")
    os.mkfifo(tmp_path / "pipe.md")
    readable = [path.name for path in sorted(tmp_path.iterdir()) if is_readable_file(path)]
    assert readable == ["a.md", "link.md"]
    assert not is_readable_file(tmp_path)
    assert list_files(tmp_path) == ["a.md", "dangling.md", "link.md", "loop.md", "pipe.md"]


def as_an_ordinary_user(look: Callable[[], object], folder: Path) -> str:
    """Return what `look` gives, as text; the superuser, who may open everything, asks in a child that is nobody."""
    if os.geteuid() != 0:
        return repr(look())
    for parent in (folder, *folder.parents):
        if parent.stat().st_uid == 0 and str(parent).startswith(tempfile.gettempdir() + "/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    answer, told = os.pipe()
    if not os.fork():
        os.setuid(65534)
        os.write(told, repr(look()).encode())
        os._exit(0)
    os.close(told)
    with os.fdopen(answer) as stream:
        said = stream.read()
    os.wait()
    return said


def test_a_file_without_permission_is_not_readable(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "b.md")
    (tmp_path / "a.md").chmod(0)
    readable = as_an_ordinary_user(lambda: [is_readable_file(tmp_path / name) for name in ("a.md", "b.md")], tmp_path)
    assert readable == "[False, True]"


def test_a_folder_without_permission_is_listed(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "closed/b.md")
    (tmp_path / "closed").chmod(0)
    listed = as_an_ordinary_user(lambda: list_files(tmp_path), tmp_path)
    (tmp_path / "closed").chmod(0o700)
    assert listed == "['a.md', 'closed']"


def test_a_study_file_is_the_corpus_own_or_else_the_embedded_one(tmp_path: Path) -> None:
    corpus, embedded = (
        fill(tmp_path / "corpus", "initiatives.csv"),
        fill(tmp_path / "embedded", "initiatives.csv", "claims.yaml"),
    )
    assert study_file(corpus, embedded, "initiatives.csv") == corpus / "initiatives.csv"
    assert study_file(corpus, embedded, "claims.yaml") == embedded / "claims.yaml"
