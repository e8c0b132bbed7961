"""Zip archives: every member is yielded with its bytes or a reason; an archive that holds too much is refused."""

from __future__ import annotations

import io
import stat
import struct
import zipfile

import pytest
from defatlas.documents import archives
from defatlas.documents.archives import ArchiveError, archive_members
from hypothesis import given, settings
from hypothesis import strategies as st


def pack(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def outcomes(data: bytes) -> list[tuple[str, bytes | str]]:
    """Return each member's name with its bytes, or with the reason why it is refused."""
    return [(m.name, m.reason if m.data is None else m.data) for m in archive_members(data)]


def flagged(data: bytes, name: str, bit: int) -> bytes:
    """Set a flag of the member's entry in the archive's directory."""
    changed = bytearray(data)
    place = data.index(b"PK\x01\x02")
    while data[place + 46 :][: len(name)] != name.encode():
        place = data.index(b"PK\x01\x02", place + 1)
    changed[place + 8 : place + 10] = struct.pack("<H", struct.unpack_from("<H", data, place + 8)[0] | bit)
    return bytes(changed)


def test_members_come_in_order_with_their_bytes() -> None:
    members = [("b.txt", b"towns"), ("a/ü\nx.md", b""), ("c.docx", b"PK\x03\x04rest"), ("a/b..c/…d.txt", b"1")]
    assert outcomes(pack(("a/", b""), *members)) == members


def test_hidden_files_are_left_out_but_not_those_that_lead_outside() -> None:
    data = pack((".DS_Store", b"x"), ("__MACOSX/a.txt", b"x"), ("a/.git/b", b"x"), ("../.c", b"x"), ("a.txt", b"x"))
    assert outcomes(data) == [("../.c", "its name leads out of the archive"), ("a.txt", b"x")]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../a.txt", "its name leads out of the archive"),
        ("a/../../b.txt", "its name leads out of the archive"),
        ("..\\a.txt", "its name leads out of the archive"),
        ("a\\..\\b.txt", "its name leads out of the archive"),
        ("/etc/a.txt", "its name is an absolute path"),
        ("\\\\server\\a.txt", "its name is an absolute path"),
        ("C:\\a.txt", "its name is an absolute path"),
        ("c:a.txt", "its name is an absolute path"),
    ],
)
def test_names_that_lead_elsewhere_are_refused(name: str, reason: str) -> None:
    assert outcomes(pack((name, b"x"), ("ok.txt", b"y"))) == [(name, reason), ("ok.txt", b"y")]


def test_a_nul_in_a_name_is_refused() -> None:
    data = pack(("aXb.txt", b"x")).replace(b"aXb.txt", b"a\x00b.txt")
    assert [reason for _, reason in outcomes(data)] == ["its name holds a NUL character"]


@pytest.mark.parametrize(
    ("kind", "part"), [(stat.S_IFLNK, "symbolic link"), (stat.S_IFIFO, "no ordinary file"), (stat.S_IFREG, "")]
)
def test_links_and_devices_are_refused(kind: int, part: str) -> None:
    info = zipfile.ZipInfo("a.txt")
    info.external_attr = (kind | 0o644) << 16
    (member,) = archive_members(pack((info, b"/etc/passwd")))
    assert (member.data is None) == bool(part)
    assert part in member.reason


def test_an_encrypted_member_costs_only_itself() -> None:
    data = flagged(pack(("a.txt", b"x"), ("b.txt", b"y"), ("c.txt", b"z")), "b.txt", 0x1)
    assert outcomes(data) == [
        ("a.txt", b"x"),
        ("b.txt", "it is encrypted; pack it without a password"),
        ("c.txt", b"z"),
    ]


def test_a_damaged_member_costs_only_itself() -> None:
    data = pack(("a.txt", b"towns"), ("b.txt", b"cities"), method=zipfile.ZIP_STORED).replace(b"cities", b"citiez", 1)
    (_, first), (_, second) = outcomes(data)
    assert first == b"towns"
    assert str(second).startswith("it is damaged in the archive (Bad CRC-32")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_unpack_without_bound_are_refused(method: int) -> None:
    ((_, reason),) = outcomes(pack(("a.txt", b"x" * 100), method=method))
    assert f"packed by method {method}" in str(reason)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", b"x"),
        ("A.TAR.GZ", b"x"),
        ("a.txt", pack(("b", b"c"))),
        ("a", b"\x1f\x8b\x08"),
        ("a.pdf", b"7z\xbc\xaf'\x1c"),
    ],
)
def test_nested_archives_are_refused(name: str, data: bytes) -> None:
    assert outcomes(pack((name, data))) == [(name, "it is an archive within an archive; unpack it first")]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_second_file_of_the_same_name_is_reported() -> None:
    found = outcomes(pack(("a.txt", b"1"), ("a.txt", b"2")))
    assert found == [("a.txt", b"1"), ("a.txt", "another file of the archive has the same name; rename it")]


def refusal(data: bytes) -> str:
    with pytest.raises(ArchiveError) as refused:
        list(archive_members(data))
    return str(refused.value)


def test_archives_refused_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no zip archive" in refusal(b"Rar!")
    assert "no zip archive" in refusal(pack(("a", b"b"))[:-10])
    assert refusal(pack()) == "it holds no files"
    assert refusal(pack(("a/", b""), (".b", b"x"))) == "it holds no files"
    assert "times its size, as decompression bombs do" in refusal(pack(("a.txt", b" " * 11_000_000)))
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)
    assert "it holds 3 files, more than 2" in refusal(pack(("a", b""), ("b", b""), ("c", b"")))
    monkeypatch.setattr(archives, "LARGEST_TOTAL", 1_000_000)
    assert "it unpacks to 2 MB, more than 1" in refusal(pack(("a", bytes(2_000_000))))


def test_small_repetitive_files_are_no_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    assert outcomes(pack(("a.txt", b" " * 900_000))) == [("a.txt", b" " * 900_000)]
    monkeypatch.setattr(archives, "LARGEST_MEMBER", 800_000)
    assert "it is larger than 0 MB" in str(outcomes(pack(("a.txt", b" " * 900_000)))[0][1])


def test_a_member_gives_no_more_than_it_says() -> None:
    """A directory that states ten bytes for a member of a million: not a byte more is unpacked to find the lie."""
    data = bytearray(pack(("a.txt", b" " * 1_000_000)))
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 10)
    ((_, reason),) = outcomes(bytes(data))
    assert "damaged in the archive" in str(reason)


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_any_damage_ends_in_a_reason(data: st.DataObject) -> None:
    archive = bytearray(pack(("a.txt", b"towns and cities " * 9), ("b/c.txt", b"x")))
    for _ in range(data.draw(st.integers(1, 4))):
        archive[data.draw(st.integers(0, len(archive) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = list(archive_members(bytes(archive)))
    except ArchiveError as error:
        assert str(error)
    else:
        assert all((member.data is None) == bool(member.reason) for member in found)
