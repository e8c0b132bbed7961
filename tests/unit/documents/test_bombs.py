"""Files that unpack to far more than they are: each ends with a reason, within the limits, and the others are read."""

from __future__ import annotations

import gzip
import io
import resource
import time
import zipfile
import zlib
from functools import partial
from pathlib import Path

import docx
import openpyxl
import pytest
from defatlas.documents.files import Rejection, read_file
from defatlas.documents.isolation import Failure, read_isolated

MEGABYTE = 1_000_000
BLOCK = bytes(1 << 20)
SOUND = "The clerk lights a lamp at each end of the quay, and the ferry goes by it."
MEMORY = 300 * MEGABYTE
SECONDS = 20.0


def zeros(megabytes: int) -> bytes:
    """Return zeros as a zlib stream, without packing them all: after a full flush equal blocks are packed equally."""
    packer = zlib.compressobj(9)
    first = packer.compress(BLOCK) + packer.flush(zlib.Z_FULL_FLUSH)
    second = packer.compress(BLOCK) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + second * (megabytes - 1)


def pdf(stream: bytes, filters: bytes) -> bytes:
    """Return a PDF of one page whose drawing commands are this stream."""
    return (
        b"%%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
        b"2 0 obj << /Type /Pages /Count 1 /Kids [3 0 R] >> endobj\n"
        b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >> endobj\n"
        b"4 0 obj << /Filter [%s] /Length %d >> stream\n%s\nendstream endobj\ntrailer << /Root 1 0 R >>\n"
        % (filters, len(stream), stream)
    )


def packed(members: dict[str, bytes]) -> bytes:
    """Return a zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def office(whole: bytes, part: str) -> bytes:
    """Return an Office file in which one part holds a hundred megabytes of blanks."""
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return packed({**members, part: members[part] + b" " * (100 * MEGABYTE)})


def saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def understated() -> bytes:
    """Return an archive whose member says of itself that it holds ten bytes."""
    data = packed({"a.txt": b" " * (30 * MEGABYTE)})
    true, said = (30 * MEGABYTE).to_bytes(4, "little"), (10).to_bytes(4, "little")
    return data.replace(true, said)


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
BOMBS = {
    "stream.pdf": (lambda: pdf(zeros(2_000), b"/FlateDecode"), "more than the memory limit"),
    "stream in a stream.pdf": (
        lambda: pdf(zlib.compress(zeros(4_000)), b"/FlateDecode /FlateDecode"), "more than the memory limit",
    ),
    "bomb.zip": (lambda: packed({"a.txt": b" " * (100 * MEGABYTE)}), "times its size, as decompression bombs do"),
    "understated.zip": (understated, "it is damaged in the archive"),
    "gzip inside.zip": (lambda: packed({"a.txt.gz": gzip.compress(BLOCK)}), "an archive within an archive"),
    "hidden gzip.zip": (lambda: packed({"a.txt": gzip.compress(BLOCK)}), "an archive within an archive"),
    "bomb.docx": (lambda: office(saved(docx.Document()), "word/document.xml"), "as decompression bombs do"),
    "bomb.xlsx": (lambda: office(saved(openpyxl.Workbook()), "xl/worksheets/sheet1.xml"), "far more than its size"),
    "entities.xml": (
        lambda: f'<!DOCTYPE a [<!ENTITY e0 "0123456789">{ENTITIES}]><article>&e9;</article>'.encode(),
        "it declares entities",
    ),
    "external.xml": (
        lambda: b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><article><body><p>&x;</p></body></article>',
        "it declares entities",
    ),
    "deep.json": (lambda: b'{"results": ' * 100_000, "nested too deep"),
    "wide.csv": (lambda: b"Title," * 1_000_000, "more than 1,000 columns"),
}  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of bombs with a sound file behind each."""
    folder = tmp_path_factory.mktemp("bombs")
    for name, (make, _) in BOMBS.items():
        (folder / name).write_bytes(make())
        (folder / f"after {name}.txt").write_text(SOUND)
    return folder


def test_each_bomb_has_its_reason_and_the_files_between_are_read(corpus: Path) -> None:
    assert sum(path.stat().st_size for path in corpus.iterdir()) < 20 * MEGABYTE
    names = [name for bomb in BOMBS for name in (bomb, f"after {bomb}.txt")]
    begun = time.monotonic()
    read = partial(read_file, corpus, columns={})
    found = dict(read_isolated(names, read, seconds=SECONDS, memory=MEMORY))
    assert list(found) == names
    assert time.monotonic() - begun < SECONDS * 3, "the limits end them, not the patience of who waits"
    for bomb, (_, reason) in BOMBS.items():
        outcome = found[bomb]
        if not isinstance(outcome, Failure):
            (outcome,) = outcome
            assert isinstance(outcome, Rejection), bomb
        assert reason in outcome.reason, bomb
        assert found[f"after {bomb}.txt"][0].text == SOUND


def test_no_bomb_takes_more_memory_than_the_limit(corpus: Path) -> None:
    """The peak is that of all children of a process of its own, also of those that were ended."""

    def peak(_: str) -> int:
        list(read_isolated(list(BOMBS), partial(read_file, corpus, columns={}), seconds=SECONDS, memory=MEMORY))
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024

    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    (_, found), *_ = read_isolated(["all"], peak, seconds=3 * SECONDS, memory=4 * MEMORY)
    assert isinstance(found, int)
    assert found < held + MEMORY


def test_what_takes_too_long_is_ended_and_the_run_goes_on(tmp_path: Path) -> None:
    slow = "\n\n".join(f"The clerk of quay {number} lit it on a day that nobody noted." for number in range(300_000))
    (tmp_path / "slow.md").write_text(slow)
    (tmp_path / "sound.md").write_text(SOUND)
    begun = time.monotonic()
    names = ["sound.md", "slow.md", "sound.md"]
    first, second, third = read_isolated(names, partial(read_file, tmp_path, columns={}), seconds=0.5)
    assert time.monotonic() - begun < 5
    assert second[1] == Failure("time limit", "reading it takes longer than the limit of 0.5 s")
    assert first[1][0].text == third[1][0].text == SOUND  # type: ignore[index]
